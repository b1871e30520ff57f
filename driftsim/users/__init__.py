"""Simulated users: who walks the graph speaks for it here."""
