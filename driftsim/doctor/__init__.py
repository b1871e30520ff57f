"""Whether this machine can do the work: packages, keys, texts, disk, terminal, and a model if one is named.

Nothing touches the network but `endpoint`, which is asked only about a place that the user names.
"""

from driftsim.doctor.finding import Finding, State
from driftsim.doctor.look import look_at_all

__all__ = ["Finding", "State", "look_at_all"]
