"""The turn loop: where scenario, user, model and checks meet; it yields events and knows no listener."""

from driftsim.conversation.loop import converse
from driftsim.conversation.plan import Plan

__all__ = ["Plan", "converse"]
