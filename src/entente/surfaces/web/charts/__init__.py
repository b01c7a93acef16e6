"""The charts of the public pages: from what queries give to figures with words, and how a page shows one."""
