"""The pages of reports: put together on the desk, shown to everybody once published."""
