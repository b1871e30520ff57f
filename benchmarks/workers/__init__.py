"""Programs that the benchmarks start as processes of their own, some of them by a peer's interpreter."""
