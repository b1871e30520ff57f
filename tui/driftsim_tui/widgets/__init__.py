"""One widget a file; they are given values and tell what a person did, and never ask a source."""
