"""Scenarios: the graph as a value, its files, its guards and its lint."""
