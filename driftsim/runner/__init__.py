"""Many conversations: plan, concurrency, resume."""
