"""Loops with an invariant, claims about where they end, and the proofs of the invariant's three obligations.

Each shape is a loop whose invariant is known from its numbers. A claim has numbers of its own: where they are
those of the invariant it is true, and where a run with a small input contradicts it, it is false.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import islice
from math import gcd

from generators.programs.language import (
    VARIABLES,
    Choice,
    Comparison,
    Expression,
    Loop,
    Operation,
    Program,
    State,
    TooLong,
    assign,
    comparison_text,
    holds,
    run,
)

_INPUTS = 16  # a claim is tried with so many inputs


class Shape(StrEnum):
    """What a loop does."""

    COUNT = "count"  # up to n, and another variable grows by the same amount each round
    DOWN = "down"  # from n in equal steps: division
    SQUARE = "square"  # sums of an arithmetic progression
    GROWTH = "growth"  # a factor and a summand a round
    REMAINDER = "remainder"  # the same, up to a bound; what remainder is left
    GCD = "gcd"  # the smaller is taken off the larger
    SHARE = "share"  # what comes goes to one or the other variable
    BOUND = "bound"  # two variables grow, one no faster than the other


@dataclass(frozen=True, slots=True)
class Triple:
    """A shape, the numbers of its program, those of the claim, and how the loop is written."""

    shape: Shape
    numbers: tuple[int, ...]
    claimed: tuple[int, ...]
    test: int = 0  # COUNT: x < n, x ≠ n or x ≤ n; SHARE and BOUND: what the choice depends on
    extra: int = 0  # what a variable that does not matter does

    def __str__(self) -> str:
        numbers, claimed = (" ".join(map(str, part)) for part in (self.numbers, self.claimed))
        return f"{self.shape} {self.test} {self.extra} {numbers} ? {claimed}"


COUNTS = {
    Shape.COUNT: (3, 3),
    Shape.DOWN: (3, 3),
    Shape.SQUARE: (3, 3),
    Shape.GROWTH: (3, 2),
    Shape.REMAINDER: (3, 2),
    Shape.GCD: (2, 1),
    Shape.SHARE: (4, 3),
    Shape.BOUND: (4, 1),
}
EXTRAS: tuple[tuple[Expression, ...], ...] = (
    (),
    (Operation("+", "z", "x"),),
    (Operation("+", "z", "y"),),
    ("y",),
    (Operation("+", "x", "y"),),
    (Operation("*", 2, "z"),),
)
CHOICES = (
    Comparison("<", "y", "z"),
    Comparison("≤", "z", "y"),
    Comparison("=", Operation("%", "x", 2), 0),
    Comparison("=", Operation("%", "x", 3), 1),
    Comparison("≠", Operation("%", "y", 2), 0),
    Comparison("<", "x", Operation("/", "n", 2)),
)


def parse(text: str) -> Triple:
    """The triple of a text; raises ValueError."""
    shape, *rest = text.split()
    if shape in list(Shape) and "?" in rest:
        cut = rest.index("?")
        numbers, claimed = rest[2:cut], rest[cut + 1 :]
        counts = (len(numbers), len(claimed))
        if counts == COUNTS[Shape(shape)] and all(n.isdecimal() for n in (*rest[:cut], *claimed)):
            test, extra = int(rest[0]), int(rest[1])
            return Triple(Shape(shape), tuple(map(int, numbers)), tuple(map(int, claimed)), test, extra)
    raise ValueError(f"{text!r} is not a claim about a loop: write count 0 0 3 7 5 ? 15 5 7")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a triple says, its invariant where the claim is true, and proofs of the three obligations.

    In the proofs `s` is a state, `h` what is known of it, `g` the loop's test or its negation.
    """

    needs: tuple[Comparison, ...]  # what is asked of the input
    program: Program
    claim: tuple[Comparison, ...]
    invariant: tuple[Comparison, ...]
    start: str
    keep: str
    stop: str
    true: bool  # whether the numbers of the claim are those of the invariant

    @property
    def loop(self) -> Loop:
        """The loop, which is the last statement."""
        last = self.program[-1]
        assert isinstance(last, Loop)
        return last


def plus(*terms: Expression) -> Expression:
    """A sum, without zeros."""
    kept = [term for term in terms if term != 0] or [0]
    result = kept[0]
    for term in kept[1:]:
        result = Operation("+", result, term)
    return result


def times(factor: int, term: Expression) -> Expression:
    """A multiple."""
    return term if factor == 1 else Operation("*", factor, term)


def _eq(left: Expression, right: Expression) -> Comparison:
    return Comparison("=", left, right)


_COMPUTED = "Nat.eq_of_beq_eq_true rfl"  # an equation between numerals; `rfl` alone may count them out


def _at_once(invariant: Comparison, **values: int) -> str:
    """A comparison of numerals, said without the state: only then does Lean calculate with literals.

    The first one's type is said, else Lean guesses them all, one after the other.
    """
    said = comparison_text(invariant, {name: str(value) for name, value in values.items()}.__getitem__)
    said = re.sub(r"\d+", r"(\g<0> : Nat)", said, count=1)
    proof = _COMPUTED if invariant.relation == "=" else "Nat.le_of_ble_eq_true rfl"
    return f"({proof} : {said})"


_STOP = "Nat.le_antisymm h.2 (Nat.le_of_not_lt g) ▸ h.1"
_BELOW = Comparison("<", "x", "n")
_AT_MOST = Comparison("≤", "x", "n")


def _moves(old: str, left: str, right: str, kind: str = "eq") -> str:
    """That a comparison is kept, from how its sides move."""
    return f"Programs.Moves.{kind} {old} {left} {right} rfl"


def _scaled(factor: int, move: str = ".up") -> str:
    """How a multiple moves."""
    return move if factor == 1 else f"(.mul _ {move})"


def _with(move: str, constant: int) -> str:
    """How it moves when a constant is added."""
    return f"(.add {move} .same)" if constant else move


def _count(t: Triple) -> Meaning:
    a, c, q = t.numbers
    ends, needs, bound = (
        ("n", Comparison("≤", a, "n"), _AT_MOST),
        ("n", Comparison("≤", a, "n"), _AT_MOST),
        (plus("n", 1), Comparison("≤", a, plus("n", 1)), Comparison("≤", "x", plus("n", 1))),
    )[t.test]
    test = (_BELOW, Comparison("≠", "x", "n"), _AT_MOST)[t.test]
    within, stop = (
        ("g", _STOP),
        ("Nat.lt_of_le_of_ne h.2 g", "Decidable.not_not.1 g ▸ h.1"),
        ("Nat.succ_le_succ g", "Nat.le_antisymm h.2 (Nat.lt_of_not_le g) ▸ h.1"),
    )[t.test]
    off, factor, rest = t.claimed
    kept = _moves("h.1", _with(".up", a * q), _with(_scaled(q), c))
    kept_equal = _eq(plus("y", a * q), plus(times(q, "x"), c))
    return Meaning(
        (needs,),
        (assign(x=a, y=c), Loop(test, _body(t, x=plus("x", 1), y=plus("y", q)))),
        (_eq(plus("y", off), plus(times(factor, ends), rest)),),
        (kept_equal, bound),
        f"⟨{_at_once(kept_equal, x=a, y=c)}, h⟩",
        f"⟨{kept}, {within}⟩",
        stop,
        (off, factor, rest) == (a * q, q, c),
    )


def _down(t: Triple) -> Meaning:
    d, c, q = t.numbers
    factor, other, rest = t.claimed
    left: Expression = plus(times(d, "y"), times(q, "x"))
    goal: Expression = plus(times(q, "n"), d * c)
    claim = _eq(plus(times(factor, "y"), times(other, "x")), plus(times(other, "n"), rest))
    old = f"Nat.add_comm ({d} * {c}) _" if c and d > 1 else "Nat.add_comm _ _" if c else "Nat.zero_add _"
    return Meaning(
        (),
        (
            assign(x="n", y=c),
            Loop(Comparison("≤", d, "x"), _body(t, x=Operation("-", "x", d), y=plus("y", q))),
        ),
        (claim, Comparison("<", "x", d)),
        (_eq(left, goal),),
        old,
        _moves("h", f"(.add {_scaled(d)} {_scaled(q, '(.down g)')})", ".same"),
        "⟨h, Nat.lt_of_not_le g⟩",
        (factor, other, rest) == (d, q, d * c),
    )


def _square(t: Triple) -> Meaning:
    a, e, c = t.numbers

    def form(x: str, a: int, e: int, c: int) -> Comparison:
        return _eq("y", plus(Operation("*", times(a, x), x), times(e, x), c))

    body = _body(t, x=plus("x", 1), y=plus("y", plus(times(2 * a, "x"), a + e)))
    return Meaning(
        (),
        (assign(x=0, y=c), Loop(_BELOW, body)),
        (form("n", *t.claimed),),
        (form("x", a, e, c), _AT_MOST),
        f"⟨{_at_once(form('x', a, e, c), x=0, y=c)}, Nat.zero_le _⟩",
        f"⟨Factory.Induction.quadratic rfl h.1 ({_COMPUTED}) ({_COMPUTED}), g⟩",
        _STOP,
        t.claimed == t.numbers,
    )


def _growth(t: Triple) -> Meaning:
    p, q, c = t.numbers
    off = q // (p - 1)

    def form(x: str, off: int, factor: int) -> Comparison:
        return _eq(plus("y", off), Operation("*", Operation("^", p, x), factor))

    return Meaning(
        (),
        (assign(x=0, y=c), Loop(_BELOW, _body(t, x=plus("x", 1), y=plus(times(p, "y"), q)))),
        (form("n", *t.claimed),),
        (form("x", off, c + off), _AT_MOST),
        f"⟨{_at_once(form('x', off, c + off), x=0, y=c)}, Nat.zero_le _⟩",
        f"⟨Factory.Induction.growth rfl h.1 ({_COMPUTED}), g⟩",
        _STOP,
        t.claimed == (off, c + off),
    )


def _remainder(t: Triple) -> Meaning:
    p, q, c = t.numbers
    modulus, rest = t.claimed
    claim = _eq(Operation("%", "y", modulus), rest)
    return Meaning(
        (),
        (assign(y=c), Loop(Comparison("<", "y", "n"), _body(t, y=plus(times(p, "y"), q)))),
        (claim,),
        (claim,),
        _at_once(claim, y=c),
        f"Factory.Induction.residue rfl h ({_COMPUTED})",
        "h",
        c % modulus == rest == (p * rest + q) % modulus,
    )


def _gcd(t: Triple) -> Meaning:
    a, b = t.numbers
    less = Comparison("<", "x", "y")
    y_less, x_less = assign(y=Operation("-", "y", "x")), assign(x=Operation("-", "x", "y"))
    return Meaning(
        (),
        (
            assign(x=a, y=b),
            Loop(Comparison("≠", "x", "y"), (Choice(less, (y_less,), (x_less,)),)),
        ),
        (_eq("x", t.claimed[0]),),
        (_eq(Operation("gcd", "x", "y"), gcd(a, b)),),
        f"(rfl : Nat.gcd {a} {b} = {gcd(a, b)})",
        "⟨fun l => (Programs.gcd_right (Nat.le_of_lt l)).trans h, "
        "fun l => (Programs.gcd_left (Nat.le_of_not_lt l)).trans h⟩",
        "Programs.gcd_same (Decidable.not_not.1 g) h",
        t.claimed[0] == gcd(a, b),
    )


def _share(t: Triple) -> Meaning:
    p, q, c, e = t.numbers
    one, other, rest = t.claimed

    def form(one: int, other: int, total: int, rest: int, x: str) -> Comparison:
        return _eq(plus(times(one, "y"), times(other, "z")), plus(times(total, x), rest))

    first = assign(x=plus("x", 1), y=plus("y", p))
    second = assign(x=plus("x", 1), z=plus("z", q))
    right = _with(_scaled(p * q), q * c + p * e)
    sides = (f"(.add {_scaled(q)} .same)", f"(.add .same {_scaled(p)})")
    kept = [f"⟨{_moves('h.1', side, right)}, g⟩" for side in sides]
    return Meaning(
        (),
        (assign(x=0, y=c, z=e), Loop(_BELOW, (Choice(CHOICES[t.test], (first,), (second,)),))),
        (form(one, other, one * p, rest, "n"),),
        (form(q, p, p * q, q * c + p * e, "x"), _AT_MOST),
        f"⟨{_at_once(form(q, p, p * q, q * c + p * e, 'x'), x=0, y=c, z=e)}, Nat.zero_le _⟩",
        f"⟨fun _ => {kept[0]}, fun _ => {kept[1]}⟩",
        _STOP,
        (one, other, rest) == (q, p, q * c + p * e),
    )


def _bound(t: Triple) -> Meaning:
    p, q, c, e = t.numbers
    least = Comparison("≤", plus("y", t.claimed[0]), "z")
    first = assign(x=plus("x", 1), y=plus("y", p), z=plus("z", q))
    second = assign(x=plus("x", 1), z=plus("z", p))
    sides = (_with(".up", t.claimed[0]), ".same")
    kept = [f"⟨{_moves('h.1', side, '.up', 'le')}, g⟩" for side in sides]
    return Meaning(
        (),
        (assign(x=0, y=c, z=e), Loop(_BELOW, (Choice(CHOICES[t.test], (first,), (second,)),))),
        (least,),
        (least, _AT_MOST),
        f"⟨{_at_once(least, y=c, z=e)}, Nat.zero_le _⟩",
        f"⟨fun _ => {kept[0]}, fun _ => {kept[1]}⟩",
        "h.1",
        p <= q and c + t.claimed[0] <= e,
    )


def _body(t: Triple, **values: Expression) -> Program:
    extra = EXTRAS[t.extra]
    return (assign(**values, z=extra[0]) if extra else assign(**values),)


_SHAPES: dict[Shape, Callable[[Triple], Meaning]] = {
    Shape.COUNT: _count,
    Shape.DOWN: _down,
    Shape.SQUARE: _square,
    Shape.GROWTH: _growth,
    Shape.REMAINDER: _remainder,
    Shape.GCD: _gcd,
    Shape.SHARE: _share,
    Shape.BOUND: _bound,
}


@lru_cache(maxsize=256)
def meaning(triple: Triple) -> Meaning:
    """What a triple says."""
    return _SHAPES[triple.shape](triple)


def inputs(triple: Triple) -> Iterator[State]:
    """States in which the program may start, those with small inputs first."""
    zero = dict.fromkeys(VARIABLES, 0)
    for n in range(_INPUTS):
        state = {**zero, "n": n}
        if all(holds(part, state) for part in meaning(triple).needs):
            yield state


@lru_cache(maxsize=256)
def counterexample(triple: Triple) -> tuple[State, ...]:
    """Inputs up to the first with which the claim fails; empty if it fails with none of those tried."""
    said = meaning(triple)
    tried = []
    for state in inputs(triple):
        tried.append(state)
        try:
            end = run(said.program, state)[-1].after
        except TooLong:
            return ()
        if not all(holds(part, end) for part in said.claim):
            return tuple(tried)
        if triple.shape is Shape.GCD:
            break  # has no input
    return ()


@lru_cache(maxsize=256)
def example(triple: Triple) -> State | None:
    """The third input, or an earlier one, with which the program ends soon; None where there is none."""
    found = None
    for state in islice(inputs(triple), 3):
        try:
            run(meaning(triple).program, state)
        except TooLong:
            break
        found = state
    return found


def decided(triple: Triple) -> bool | None:
    """Whether the claim is true, and not for want of runs; None where neither is shown."""
    if meaning(triple).true:
        return True if example(triple) is not None else None
    return False if counterexample(triple) else None
