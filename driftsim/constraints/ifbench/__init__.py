"""The 58 instructions of IFBench in the reading of its public checkers, quirks included."""
