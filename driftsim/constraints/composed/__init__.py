"""Constraints made of others: all of them, some of them, one of them in certain cases."""
