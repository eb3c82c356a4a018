"""Writes proofs of the geometry engine as numbers that `Factory/Geometry/Replay.lean` replays.

The digits are described there; each has 16 bits. Facts are those of the proof, and a few between: orders of
the points of a `cyclic`, products of numbers, and that twice a right angle is no angle.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from search.geometry import IndexedFact
from search.geometry_engine import RULES, Step, bind

# The predicates in the order in which `Codes.lean` numbers them.
KINDS: Final = (
    *("coll", "para", "perp", "cong", "midp", "circle", "cyclic", "eqangle"),
    *("compl", "eqratio", "simtri", "simtrir", "contri", "contrir", "aconst", "rconst"),
    *("ncoll", "npara", "nperp", "neqangle", "sameside", "sameclock", "oppclock", "turn", "product"),
)
ROW: Final = 8
_FREQUENT: Final = (
    *("isosceles", "inscribed_converse", "centre_angle", "coll_of_para", "midp_of_cong"),
    *("isosceles_converse", "sas", "bisector_perp", "turn"),
)
# Rules in the order of the table, those that are met most first, since a replay counts its way to them.
TABLE: Final = (
    *_FREQUENT,
    *(name for name in RULES if name not in _FREQUENT),
    *("cyclic_swap", "cyclic_turn", "cyclic_swap_last", "cyclic_first", "cyclic_second", "cyclic_third"),
)
_NUMBERS: Final = {name: number for number, name in enumerate(TABLE)}
_BITS: Final = 16
_FACT_DIGITS: Final = 10
_RULE_POINTS: Final = 8
_ALGEBRA, _PRODUCT, _DISTANCES, _FIRST_RULE = range(4)
_RELATIONS: Final = 64  # of a fact, at most


class ReplayError(ValueError):
    """A proof that has no such number: what does not fit."""


def digits_number(digits: Sequence[int]) -> int:
    """The number with these digits, the lowest first. Raises ReplayError for one that is too large."""
    if any(not 0 <= digit < 1 << _BITS for digit in digits):
        raise ReplayError(f"a proof holds no number of more than {_BITS} bits, such as {max(digits)}")
    return int.from_bytes(b"".join(digit.to_bytes(_BITS // 8, "little") for digit in digits), "little")


class Replay:
    """A proof in the making: hypotheses first, then steps."""

    def __init__(self, index: Mapping[int, int], quarter: int, radix: int) -> None:
        """`index` numbers the points, `quarter` is a right angle, `radix` above the ends of segments."""
        self._index = index
        self._quarter = quarter
        self._radix = radix
        self._facts: list[tuple[int, ...]] = []  # the digits of each
        self._places: dict[tuple[int, ...], int] = {}
        self._hypotheses = 0
        self._steps: list[list[int]] = []

    def assume(self, fact: tuple[int, ...]) -> int:
        """A hypothesis; before all steps. Its place."""
        self._hypotheses += 1
        return self._add(fact)

    def numbered(self, fact: IndexedFact, units: int = 0) -> tuple[int, ...]:
        """The digits of a fact; `units` is the angle of an `aconst`."""
        digits = [KINDS.index(fact.kind), *(self._index[point] for point in fact.points)]
        if fact.kind == "aconst":
            digits.append(units)
        if fact.kind == "rconst" and fact.value is not None:
            digits += fact.value.as_integer_ratio()
        return tuple(digits)

    def rule(self, name: str, binding: Sequence[int], premises: Sequence[int], fact: tuple[int, ...]) -> int:
        """A step by a rule about these points, from facts at these places; the place of what it proves."""
        points = [self._index[point] for point in binding]
        points += [0] * (_RULE_POINTS - len(points))
        return self._step(fact, [_FIRST_RULE + _NUMBERS[name], *points, *(place + 1 for place in premises)])

    def turn(self) -> int:
        """The place of the fact that twice a right angle is no angle."""
        fact = (KINDS.index("turn"),)
        return self._places[fact] if fact in self._places else self.rule("turn", (), (), fact)

    def product(self, m: int, n: int) -> int:
        """The place of the fact that log mn = log m + log n."""
        fact = (KINDS.index("product"), m, n)
        return self._places[fact] if fact in self._places else self._step(fact, [_PRODUCT, m, n])

    def algebra(
        self, fact: tuple[int, ...], relations: Sequence[tuple[int, Sequence[tuple[int, int, int]]]]
    ) -> int:
        """A step of algebra; each relation with how often it is meant, and uses: times, place, relation."""
        return self._step(fact, [_ALGEBRA, *_sums(relations)])

    def distances(self, fact: tuple[int, ...], scale: int, uses: Sequence[tuple[int, int, int]]) -> int:
        """A step by squares of distances: how often its relation is meant, and uses as in `algebra`."""
        return self._step(fact, [_DISTANCES, *_sums([(scale, uses)])])

    def place(self, fact: tuple[int, ...]) -> int | None:
        """Where a fact stands that is known."""
        return self._places.get(fact)

    def number(self) -> int:
        """The whole proof; what the last step proves is the goal. Raises ReplayError when it is too long."""
        steps = [digit for step in self._steps for digit in (len(step) + 1, *step)]
        sizes = (self._hypotheses, len(self._steps), self._quarter, self._radix, len(steps))
        facts = [(*fact, *[0] * (_FACT_DIGITS - len(fact))) for fact in self._facts]
        return digits_number([*sizes, *steps, *(digit for fact in facts for digit in fact)])

    def _step(self, fact: tuple[int, ...], digits: list[int]) -> int:
        self._steps.append(digits)
        return self._add(fact)

    def _add(self, fact: tuple[int, ...]) -> int:
        self._facts.append(fact)
        # What is proved again, or ends the proof, is found where it was first.
        return self._places.setdefault(fact, len(self._facts) - 1)


def _sums(relations: Sequence[tuple[int, Sequence[tuple[int, int, int]]]]) -> list[int]:
    digits = []
    for scale, uses in relations:
        digits += [scale, len(uses)]
        for times, place, relation in uses:
            digits += [2 * abs(times) + (times < 0), _RELATIONS * (place + 1) + relation]
    return digits


def rule_premises(step: Step) -> list[IndexedFact]:
    """What the rule of a step asks of its points."""
    return [bind(schema, step.binding) for schema in RULES[step.reason].premises]
