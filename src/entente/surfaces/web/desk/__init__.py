"""The staff pages: what somebody who acts through a post can put on record."""
