"""The few shapes that all metrics share."""

from collections.abc import Callable
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.int64]
Bools: TypeAlias = NDArray[np.bool_]

Rate: TypeAlias = dict[str, Any]
"""`{"value", "low", "high", "n"}`; all but n are null where there is nothing to average."""

Curve: TypeAlias = list[dict[str, Any]]
"""Rates with an `x`: the turn, from 1, or the age, from 0; without gaps."""

Statistic: TypeAlias = Callable[[Floats, Floats], Floats]
"""From sums of shape (rows, x) to values of shape (rows, x): a row is the sample, or one resample."""
