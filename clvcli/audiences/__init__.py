"""Segments for others: files that networks match, who may be in them, who is held out, and what it came to."""
