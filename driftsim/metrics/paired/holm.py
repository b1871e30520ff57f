"""Several tests at once."""

from collections.abc import Mapping


def holm(p: Mapping[str, float | None]) -> dict[str, float | None]:
    """p-values adjusted so that all together err in at most 5 of 100 cases (Holm's step-down method).

    Sorted, the i-th of m is multiplied by m − i + 1, and none may be smaller than the one before. What has no
    p-value is no test and stays null.

    Args:
        p: The p-values by name.

    Source: S. Holm (1979), A simple sequentially rejective multiple test procedure, Scand. J. Stat. 6, 65–70.

    Example:
        >>> holm({"format": 0.01, "lexical": 0.04, "style": None})
        {'format': 0.02, 'lexical': 0.04, 'style': None}
    """
    ordered = sorted((value, name) for name, value in p.items() if value is not None)
    adjusted: dict[str, float] = {}
    least = 0.0
    for place, (value, name) in enumerate(ordered):
        least = max(least, min(1.0, value * (len(ordered) - place)))
        adjusted[name] = least
    return {name: adjusted.get(name) for name in p}
