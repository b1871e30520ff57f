"""driftsim measures how a language model drifts from its instructions over a long conversation."""

__version__ = "0.1.0"
