"""Numerators and denominators summed by cluster: all that a metric needs, and all that is ever resampled."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from driftsim.metrics.resampling import Design
from driftsim.metrics.types import Bools, Floats, Ints

_FEW_KEYS = 4_000_000


@dataclass(frozen=True)
class Cells:
    """The sums of one metric by cluster and place, only where something is counted.

    Args:
        design: The resampling plan.
        size: How many places there are: turns, ages, families, or one.
        cluster: The cluster of each cell.
        place: Its place, from 0.
        num: Its numerator.
        den: Its denominator, above 0.
    """

    design: Design
    size: int
    cluster: Ints
    place: Ints
    num: Floats
    den: Floats

    def totals(self) -> tuple[Floats, Floats]:
        """The sums over all clusters, each of shape (1, size)."""
        return self._summed(self.num), self._summed(self.den)

    def drawn(self) -> tuple[Floats, Floats]:
        """The sums over each resample's clusters, each of shape (resamples, size)."""
        weights = self.design.weights
        num, den = self.by_unit()
        return weights @ num, weights @ den

    def by_unit(self) -> tuple[Floats, Floats]:
        """The sums of each unit that is drawn as one, each of shape (units, size)."""
        return self._spread(self.num), self._spread(self.den)

    def support(self) -> tuple[Ints, Ints]:
        """How many clusters and how many strata each place draws on, each of shape (size,)."""
        strata = self.design.strata[self.cluster]
        seen = np.unique(self.place * (int(strata.max(initial=0)) + 1) + strata)
        places = seen // (int(strata.max(initial=0)) + 1)
        return np.bincount(self.place, minlength=self.size), np.bincount(places, minlength=self.size)

    def single(self) -> Bools:
        """Whether each cluster gives a place just one outcome, yes or no; shape (size,)."""
        odd = (self.den != 1) | ((self.num != 0) & (self.num != 1))
        return np.asarray(np.bincount(self.place[odd], minlength=self.size) == 0)

    def merged(self) -> "Cells":
        """The same sums with all places thrown together."""
        count = self.design.strata.size
        num = np.bincount(self.cluster, self.num, minlength=count).astype(np.float64)
        den = np.bincount(self.cluster, self.den, minlength=count).astype(np.float64)
        cluster = np.flatnonzero(den > 0)
        return Cells(self.design, 1, cluster, np.zeros_like(cluster), num[cluster], den[cluster])

    def _summed(self, what: Floats) -> Floats:
        return np.bincount(self.place, what, minlength=self.size)[None, :].astype(np.float64)

    def _spread(self, what: Floats) -> Floats:
        units = self.design.weights.shape[1]
        flat = self.design.units[self.cluster] * self.size + self.place
        return (
            np.bincount(flat, what, minlength=units * self.size).reshape(units, self.size).astype(np.float64)
        )


def cells(
    design: Design,
    rows: pl.DataFrame | pl.LazyFrame,
    num: pl.Expr,
    den: pl.Expr | None = None,
    *,
    place: pl.Expr | None = None,
    size: int | None = None,
) -> Cells:
    """Sum a numerator and a denominator by cluster and place.

    Args:
        design: The resampling plan.
        rows: Rows with a column `cluster`.
        num: The numerator of a row; null counts as 0.
        den: The denominator of a row; 1 unless given.
        place: The place of a row, from 0; all the same unless given.
        size: How many places; as many as occur unless given.
    """
    summed = rows.lazy().select(
        pl.col("cluster").cast(pl.Int64),
        (pl.lit(0) if place is None else place).cast(pl.Int64).alias("place"),
        num.cast(pl.Float64).fill_null(0).alias("num"),
        (pl.lit(1.0) if den is None else den.cast(pl.Float64)).alias("den"),
    )
    cluster, places, nums, dens = (column.to_numpy() for column in summed.collect().get_columns())
    if size is None:
        size = 1 if place is None else int(places.max(initial=-1)) + 1
    keys, spots = _spots(cluster * size + places, design.strata.size * size)
    top, bottom = (np.bincount(spots, what, minlength=keys.size).astype(np.float64) for what in (nums, dens))
    some = np.flatnonzero(bottom > 0)
    return Cells(design, size, keys[some] // max(size, 1), keys[some] % max(size, 1), top[some], bottom[some])


def _spots(keys: Ints, most: int) -> tuple[Ints, Ints]:
    """The distinct keys, and which of them each key is; small keys are taken as they are."""
    if most <= _FEW_KEYS:
        return np.arange(most), keys
    distinct, spots = np.unique(keys, return_inverse=True)
    return distinct, spots
