"""How served models are called: as many at a time as they take, and again where that may help.

`Traffic.ask` is the one way to a provider: it waits for room, calls, reads what was said, and tries
again. Models of ours, which nobody serves, are called without any of this.
"""

from driftsim.traffic.calling import Answered
from driftsim.traffic.request import Request
from driftsim.traffic.rules import Rules
from driftsim.traffic.traffic import Failed, Traffic, Unanswered

__all__ = ["Answered", "Failed", "Request", "Rules", "Traffic", "Unanswered"]
