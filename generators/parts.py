"""Names for the parts of a conjunction in a proof, through `Factory.Parts`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

LIBRARY: Final = "Factory.Parts"
_MOST: Final = 8  # parts that one lemma names


def named(names: Sequence[str], whole: str = "s") -> str:
    """The head of a term: after it, two or more parts of what `whole` proves have these names.

    What is left when a lemma has named its parts is called `whole` again.
    """
    if len(names) <= _MOST:
        return f"Factory.parts{len(names)} {whole} fun {' '.join(names)} => "
    first, rest = names[: _MOST - 1], names[_MOST - 1 :]
    return f"Factory.parts{_MOST} {whole} fun {' '.join(first)} {whole} => {named(rest, whole)}"
