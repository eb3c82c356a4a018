"""Names for the points of a mined problem: the letters that a person would give them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, count
from typing import Final

from generators.geometry.words.clauses import phrases

# In the order in which a person takes them; the letters that constructions like best come last.
_LETTERS: Final = "abcdefpqrstuvwxyzklnmoghij"


def point_names(made: Sequence[tuple[str, Sequence[int]]]) -> list[str]:
    """Names of the points 0, 1, ...: `made` has each construction with the points that it defines.

    The midpoint becomes m, the orthocentre h, the foot of a perpendicular d, e or f, while those are free.
    """
    names: dict[int, str] = {}
    taken: set[str] = set()
    for construction, points in made:
        liked = phrases()[construction].letters if len(points) == 1 else ()
        for point in points:
            if point not in names:
                names[point] = next(name for name in chain(liked, _others()) if name not in taken)
                taken.add(names[point])
    return [names[point] for point in range(len(names))]


def _others() -> Iterator[str]:
    """All names: the letters, then letters with numbers."""
    yield from _LETTERS
    for number in count(1):
        yield from (f"{letter}{number}" for letter in _LETTERS)
