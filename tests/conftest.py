"""Settings of all tests."""

import os

from hypothesis import settings

# A loaded machine is no fault of the code; CI tries the same examples every time, people try new ones.
settings.register_profile("driftsim", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("driftsim")
