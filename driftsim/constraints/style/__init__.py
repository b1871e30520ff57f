"""Constraints on the manner of a reply, by counting and by short lists of words: English only."""
