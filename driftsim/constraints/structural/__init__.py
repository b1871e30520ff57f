"""Counts: how long a reply is and how it is divided."""
