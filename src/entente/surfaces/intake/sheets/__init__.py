"""Workbooks go out filled with what stands on record and come back: preview, fix, apply as one batch, receipt, take back."""
