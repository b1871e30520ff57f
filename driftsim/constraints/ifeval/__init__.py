"""The 25 instructions of IFEval in the reading of its public checkers, quirks included."""
