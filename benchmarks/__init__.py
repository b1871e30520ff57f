"""Commands that print figures beside a peer or a floor measured in the same run: see README.md."""
