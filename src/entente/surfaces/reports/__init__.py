"""Reports: the annual report, the briefing book, the placemat and the question-period note, as PDF, Word and a page."""
