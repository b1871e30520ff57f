"""The verifiable groups of EvolIF, read as its checkers read them."""
