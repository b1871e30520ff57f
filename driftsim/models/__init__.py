"""Models under test: simulated, canned, replayed, and any LangChain chat model."""
