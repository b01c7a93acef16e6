"""How readers follow the record: feeds and calendars of what was published, mails to who asked for them, word of a mistake."""
