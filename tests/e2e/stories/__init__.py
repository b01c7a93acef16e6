"""The stories of the working half, each told in a real browser from the desk to the public page."""
