"""A line made wrong in any domain: the trace's own proof, as far as it goes, refutes what the line now says.

A proof in tactics names what it has shown (`have h7 : a < c := ...`). Up to that place it proves the line,
and so that its contrary is false; where the hypotheses contradict each other, that would say nothing, and
these proofs are left alone. Equations between numbers and identities are refuted by computation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile
from typing import Final, NamedTuple

from factory.records import Corruption, Step
from factory.write.proposition import Proposition, left_side, proposition
from factory.write.view import Draw, View

_HAVE: Final = re.compile(r"  have (\w+) : (.+?) :=(?: |$)")
_NUMBER: Final = re.compile(r"(?<![\w.])\d+(?!\w)")
_NAME: Final = re.compile(r"[^\W\d]\w*")
_RESULT: Final = re.compile(r"(.* = )(\d+)")
_COMPOUND: Final = re.compile(r"[→∧∨↔∀∃¬]")
_INTRO: Final = re.compile(r"  r?intros? ")
_PARTS: Final = re.compile(
    r"  refine Factory\.parts\d+ \w+ fun [\w ]+ => \?_"
)  # names for the parts of a conjunction
_PATTERN: Final = re.compile(r"⟨[^⟨⟩]*⟩")
_BULLET: Final = "  · "
_POINTS: Final = ((0,), (1,), (2, 3, 5, 7), (1, 2, 3, 4), (3, 1, 0, 2))  # values, repeated as needed


class _Shown(NamedTuple):
    """What a proof has shown at some place, under which hypotheses, and the proof up to there."""

    name: str
    conclusion: str
    hypotheses: tuple[str, ...]
    lines: list[str]


def slip(view: View, draw: Draw) -> Corruption | None:
    """A line with its contrary; `words` is empty where the line's words do not have its symbols in them."""
    parts = proposition(view.proof.statement)
    shown = {one.conclusion: one for one in _shown(view.proof.tactic, parts)}
    for step in draw.shuffled(view.argument):
        if step.depth or step.conclusion == "False":
            continue
        found = shown.get(step.conclusion)
        wrong = _contrary(found, parts, draw) if found else _miscalculated(step, parts, draw)
        if wrong is not None:
            conclusion, statement, proof = wrong
            return Corruption(
                step=step.index,
                conclusion=conclusion,
                words=_in_words(step, conclusion),
                statement=statement,
                proof=proof,
            )
    return None


def _shown(tactic: str, parts: Proposition) -> Iterator[_Shown]:
    """The facts that a proof names before it does anything else than `intro` and `have`."""
    first, *lines = tactic.split("\n")
    hypotheses = parts.hypotheses
    if first != "by" or parts.goal == "False":
        return
    if "  constructor" in lines:
        # Of an equivalence: what is shown from its left side.
        place = lines.index("  constructor")
        left = left_side(parts.goal)
        if place + 1 >= len(lines) or not lines[place + 1].startswith(_BULLET) or left is None:
            return
        hypotheses = (*hypotheses, left)
        opened, *rest = lines[place + 1 :]
        inner = [f"  {opened.removeprefix(_BULLET)}"]
        for line in rest:
            if not line.startswith("    "):
                break
            inner.append(line[2:])
        lines = [*lines[:place], *inner]
    opening = list(takewhile(lambda line: _INTRO.match(line) or _PARTS.fullmatch(line), lines))
    introduced = sum(len(_names(line)) for line in opening if _INTRO.match(line)) - len(parts.bound)
    if not 0 <= introduced <= len(hypotheses):
        return
    kept, found = [first, *opening], None
    for line in [*lines[len(opening) :], ""]:
        if found and not line.startswith("   "):
            yield _Shown(*found, hypotheses[:introduced], list(kept))
            found = None
        if match := _HAVE.match(line):
            found = match[1], match[2]
        elif not line.startswith("   "):
            return
        kept.append(line)


def _names(line: str) -> list[str]:
    """What an `intro` or `rintro` names, a pattern as one thing."""
    while line != (line := _PATTERN.sub("_", line)):
        pass
    return line.split()[1:]


def _contrary(shown: _Shown, parts: Proposition, draw: Draw) -> tuple[str, str, str] | None:
    """What contradicts a fact, that it is false under the hypotheses, and the proof."""
    said, name = shown.conclusion, shown.name
    simple = not _COMPOUND.search(said)
    if simple and (match := _RESULT.fullmatch(said)):
        wrong = f"{match[1]}{another(match[2], draw)}"
        because = f"absurd ({name}.symm.trans bad) (by decide)"
    elif said.startswith("¬") and not _COMPOUND.search(said[1:]):
        wrong, because = said[1:].strip(), f"{name} bad"
    elif simple and said.count(" < ") == 1:
        left, right = said.split(" < ")
        wrong, because = f"{right} ≤ {left}", _order("not_le", name)
    elif simple and said.count(" ≤ ") == 1:
        left, right = said.split(" ≤ ")
        wrong, because = f"{right} < {left}", _order("not_lt", name)
    elif simple and said.count(" = ") == 1:
        wrong, because = said.replace(" = ", " ≠ "), f"bad {name}"
    elif simple and said.count(" ≠ ") == 1:
        wrong, because = said.replace(" ≠ ", " = "), f"{name} bad"
    else:
        wrong, because = f"¬ {said}" if simple and " " not in said else f"¬ ({said})", f"bad {name}"
    proof = "\n".join([*shown.lines, "  intro bad", f"  exact {because}"])
    return wrong, parts.having(shown.hypotheses, f"¬ ({wrong})"), proof


def _order(lemma: str, name: str) -> str:
    return f"absurd bad (by first | exact Int.{lemma}.mpr {name} | exact Nat.{lemma}.mpr {name})"


def _miscalculated(step: Step, parts: Proposition, draw: Draw) -> tuple[str, str, str] | None:
    """An equation with another number on its right, if it is between numbers or holds for all values."""
    left, equals, right = step.conclusion.partition(" = ")
    numbers = list(_NUMBER.finditer(right))
    used = set(_NAME.findall(step.conclusion))
    if not equals or not numbers or _COMPOUND.search(step.conclusion) or " = " in right:
        return None
    number = numbers[-1]
    wrong = f"{left} = {right[: number.start()]}{another(number[0], draw)}{right[number.end() :]}"
    if not used:
        return wrong, f"¬ ({wrong})", "by decide +kernel"
    if parts.hypotheses or not used <= set(parts.names):
        return None
    values = (
        " ".join(str(point[place % len(point)]) for place in range(len(parts.names))) for point in _POINTS
    )
    tries = [f"  | exact absurd (h {each}) (by decide +kernel)" for each in values]
    proof = "\n".join(["by", "  intro h", "  first", *tries])
    return wrong, f"¬ ({parts.having((), wrong)})", proof


def _in_words(step: Step, wrong: str) -> str:
    return step.words.replace(step.conclusion, wrong) if step.words.count(step.conclusion) == 1 else ""


def another(number: str, draw: Draw) -> str:
    """A number such as a slip would give: off by one or ten, or two digits exchanged."""
    value = int(number)
    slips = [value + 1, value + 10, *([value - 1] if value else []), *([value - 10] if value >= 10 else [])]
    slips += [
        int(number[:i] + number[i + 1] + number[i] + number[i + 2 :])
        for i in range(len(number) - 1)
        if number[i] != "0"
    ]
    return str(draw.pick(*[slip for slip in slips if slip != value]))
