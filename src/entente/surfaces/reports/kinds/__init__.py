"""The kinds of report: which parts each has, in which order, and how a part is made from the facts."""
