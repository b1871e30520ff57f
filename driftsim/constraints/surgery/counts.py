"""The counts that are nearest to one that is not right, or not wrong."""


def nearest_inside(count: int, low: int, high: int | None) -> int:
    """The number nearest to a count that lies between two bounds.

    Example:
        >>> nearest_inside(7, 2, 4)
        4
    """
    return max(count, low) if high is None or count <= high else high


def nearest_outside(count: int, low: int, high: int | None) -> list[int]:
    """The numbers just outside two bounds, the nearest to a count first.

    Example:
        >>> nearest_outside(4, 2, 4)
        [5, 1]
        >>> nearest_outside(4, 0, None)
        []
    """
    beyond = ([low - 1] if low else []) + ([] if high is None else [high + 1])
    return sorted(beyond, key=lambda number: abs(number - count))
