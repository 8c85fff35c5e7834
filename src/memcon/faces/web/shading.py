"""Shades of a colour by which numbers are shown beside each other: each begins at about as many times more than the one before."""

import math
from collections.abc import Callable, Sequence

SHADES = 5


def steps(most: int) -> tuple[int, ...]:
    """The least number of each shade, where ``most`` is the greatest of all."""
    if most <= SHADES:
        return tuple(range(1, most + 1))
    return tuple(sorted({1, *(math.ceil(most ** (step / SHADES)) for step in range(1, SHADES))}))


def shades(numbers: Sequence[int]) -> Callable[[int], int]:
    """Which shade a number has, 1 to 5; 0 for nothing. The strongest is always that of the greatest number."""
    least = steps(max(numbers, default=0))
    weakest = SHADES - len(least)

    def shade(number: int) -> int:
        reached = sum(number >= one for one in least)
        return weakest + reached if reached else 0

    return shade


def ranges(most: int) -> tuple[tuple[int, int, int], ...]:
    """The shades with the least and the greatest number of each; none where there is nothing."""
    if not most:
        return ()
    least = steps(most)
    weakest = SHADES - len(least)
    ends = (*(one - 1 for one in least[1:]), most)
    return tuple((weakest + place, *both) for place, both in enumerate(zip(least, ends, strict=True), start=1))
