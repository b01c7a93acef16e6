"""What start.py does, in order.  Standard library only: nothing is installed yet when this runs."""
