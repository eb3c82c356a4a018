"""Lines of an argument in a proof term: named only where a name is needed."""

from __future__ import annotations

import re
from typing import Final

# A hypothesis that is applied, or a part of what that gives: Lean sees what such a proof proves.
_SEEN: Final = re.compile(r"\(*h\d+ ")


def after(name: str, proof: str, rest: str, said: str = "") -> str:
    """`rest`, which may use `name`, after a line that proves it; `said` where the proof does not show what.

    A line that is used once stands where it is used, since a line with a name takes Lean three times as long.
    Names must not be used again for something else.
    """
    if not said and _SEEN.match(proof):
        if rest == name:
            return proof
        used = re.compile(rf"\b{name}\b")
        if len(used.findall(rest)) == 1:
            return used.sub(lambda _: f"({proof})", rest)
    return f"have {name}{f' : {said}' if said else ''} := {proof}; {rest}"
