"""Canonical form of sequents, against brute force over all renamings of the atoms."""

import itertools
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generators.propositional.formula import (
    And,
    Atom,
    Bottom,
    Formula,
    Iff,
    Implies,
    Not,
    Or,
    Sequent,
    Top,
    atoms,
    parse_sequent,
)
from search import _mine

LEAVES = [Atom(0), Atom(1), Atom(2), Atom(3)]
BINARY = (And, Or, Implies, Iff)


def formulas(leaves: int) -> st.SearchStrategy[Formula]:
    return st.recursive(
        st.one_of(st.sampled_from(LEAVES), st.just(Top()), st.just(Bottom())),
        lambda inner: st.one_of(
            inner.map(Not),
            *(st.tuples(inner, inner).map(lambda pair, k=kind: k(*pair)) for kind in BINARY),
        ),
        max_leaves=leaves,
    )


def sequents() -> st.SearchStrategy[Sequent]:
    return st.builds(
        lambda hs, goal: Sequent(tuple(hs), goal), st.lists(formulas(4), max_size=3), formulas(6)
    )


def flattened(formula: Formula, kind: type[And] | type[Or]) -> list[Formula]:
    if isinstance(formula, kind):
        return flattened(formula.left, kind) + flattened(formula.right, kind)
    return [formula]


def shape(formula: Formula, names: dict[Atom, int]) -> Any:
    """The formula modulo the laws of ∧ ∨ ↔, as nested tuples."""
    match formula:
        case Atom():
            return ("atom", names[formula])
        case Top() | Bottom():
            return (type(formula).__name__,)
        case Not(body):
            return ("Not", shape(body, names))
        case And() | Or():
            parts = [shape(part, names) for part in flattened(formula, type(formula))]
            return (type(formula).__name__, *sorted(parts, key=repr))
        case Iff(left, right):
            return ("Iff", *sorted((shape(left, names), shape(right, names)), key=repr))
        case Implies(left, right):
            return ("Implies", shape(left, names), shape(right, names))


def brute_force(sequent: Sequent) -> str:
    """A text that two sequents share exactly when they are equal up to the laws and a renaming."""
    used = atoms(*sequent.hypotheses, sequent.goal)
    return min(
        repr(
            (
                sorted({repr(shape(hypothesis, names)) for hypothesis in sequent.hypotheses}),
                shape(sequent.goal, names),
            )
        )
        for order in itertools.permutations(range(len(used)))
        for names in [dict(zip(used, order, strict=True))]
    )


def scrambled(formula: Formula, names: list[int], rng: random.Random) -> Formula:
    """The formula with its atoms renamed, its operands swapped and its chains bracketed at random."""
    match formula:
        case Atom(index):
            return Atom(names[index])
        case Top() | Bottom():
            return formula
        case Not(body):
            return Not(scrambled(body, names, rng))
        case And() | Or():
            parts = [scrambled(part, names, rng) for part in flattened(formula, type(formula))]
            rng.shuffle(parts)
            while len(parts) > 1:
                at = rng.randrange(len(parts) - 1)
                parts[at : at + 2] = [type(formula)(parts[at], parts[at + 1])]
            return parts[0]
        case Iff(left, right):
            sides = [scrambled(left, names, rng), scrambled(right, names, rng)]
            rng.shuffle(sides)
            return Iff(*sides)
        case Implies(left, right):
            return Implies(scrambled(left, names, rng), scrambled(right, names, rng))


def scrambled_sequent(sequent: Sequent, rng: random.Random, number_of_atoms: int) -> Sequent:
    names = rng.sample(range(8), number_of_atoms)
    hypotheses = [scrambled(hypothesis, names, rng) for hypothesis in sequent.hypotheses]
    if hypotheses and rng.random() < 0.3:
        hypotheses.append(rng.choice(hypotheses))
    rng.shuffle(hypotheses)
    return Sequent(tuple(hypotheses), scrambled(sequent.goal, names, rng))


def canonical(sequent: Sequent) -> str:
    return _mine.canonical(sequent.prefix())


@given(sequents(), st.randoms(use_true_random=False))
def test_scrambling_does_not_change_it(sequent: Sequent, rng: random.Random) -> None:
    assert canonical(sequent) == canonical(scrambled_sequent(sequent, rng, 4))


@given(sequents())
def test_it_is_a_fixed_point_and_the_same_sequent(sequent: Sequent) -> None:
    text = canonical(sequent)
    assert _mine.canonical(text) == text
    assert brute_force(parse_sequent(text)) == brute_force(sequent)


@given(sequents(), sequents())
def test_it_separates_what_brute_force_separates(left: Sequent, right: Sequent) -> None:
    assert (canonical(left) == canonical(right)) == (brute_force(left) == brute_force(right))


def all_formulas(connectives: int, leaves: list[Atom]) -> list[Formula]:
    if connectives == 0:
        return list(leaves)
    found: list[Formula] = [Not(body) for body in all_formulas(connectives - 1, leaves)]
    for size in range(connectives):
        pairs = itertools.product(
            all_formulas(size, leaves), all_formulas(connectives - 1 - size, leaves), BINARY
        )
        found += [kind(left, right) for left, right, kind in pairs]
    return found


def assert_same_partition(family: list[Sequent]) -> None:
    texts: dict[str, str] = {}
    for sequent in family:
        assert texts.setdefault(brute_force(sequent), canonical(sequent)) == canonical(sequent)
    assert len(set(texts.values())) == len(texts)


def test_all_small_sequents_fall_into_the_same_classes() -> None:
    assert_same_partition([Sequent((), goal) for goal in all_formulas(2, LEAVES)])
    small = all_formulas(1, LEAVES[:3])
    assert_same_partition([Sequent((left, right), LEAVES[0]) for left in small for right in small])


def test_sampled_larger_sequents_fall_into_the_same_classes() -> None:
    rng = random.Random(5)
    family = rng.sample(all_formulas(3, LEAVES[:3]), 4000)
    assert_same_partition([Sequent((), goal) for goal in family])


def chain(kind: type[And], formulas: list[Formula]) -> Formula:
    result = formulas[0]
    for formula in formulas[1:]:
        result = kind(result, formula)
    return result


def graph(edges: list[tuple[int, int]], directed: bool) -> Sequent:
    """One hypothesis an edge: the canonical form then has to tell graphs apart."""
    kind = Implies if directed else Or
    return Sequent(tuple(kind(Atom(a), Atom(b)) for a, b in edges), Bottom())


CYCLE = [(i, (i + 1) % 8) for i in range(8)]
TWO_CYCLES = [(i, (i + 1) % 4) for i in range(4)] + [(i + 4, (i + 1) % 4 + 4) for i in range(4)]
CUBE = [(i, i ^ bit) for i in range(8) for bit in (1, 2, 4) if i < i ^ bit]
WAGNER = CYCLE + [(i, i + 4) for i in range(4)]
SYMMETRIC = [
    Sequent((), chain(And, [Atom(i) for i in range(8)])),
    Sequent(tuple(Atom(i) for i in range(7)), Atom(7)),
    Sequent((), chain(And, [Iff(Atom(2 * i), Atom(2 * i + 1)) for i in range(4)])),
    Sequent((), Iff(Iff(Iff(Atom(0), Atom(1)), Iff(Atom(2), Atom(3))), Iff(Atom(4), Iff(Atom(5), Atom(6))))),
    graph(CYCLE, directed=True),
    graph(CYCLE, directed=False),
    graph(TWO_CYCLES, directed=True),
    graph(TWO_CYCLES, directed=False),
    graph(CUBE, directed=False),
    graph(WAGNER, directed=False),
]


def test_symmetric_sequents_of_eight_atoms() -> None:
    """Where refinement alone cannot tell atoms, or even graphs (cube and Wagner graph), apart."""
    rng = random.Random(1)
    texts = []
    for sequent in SYMMETRIC:
        texts.append(canonical(sequent))
        for _ in range(20):
            assert canonical(scrambled_sequent(sequent, rng, 8)) == texts[-1]
    assert len(set(texts)) == len(SYMMETRIC)


def test_equivalence_is_not_associative() -> None:
    assert _mine.canonical(":==abc") == _mine.canonical(":=c=ba")
    assert _mine.canonical("=ab:==abc") != _mine.canonical("=ab:=a=bc")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a", "':'"),
        (":i", "at most 8 atoms"),
        (":&a", "lacks an operand"),
        ("a,:b", "missing"),
        (":", "empty"),
    ],
)
def test_bad_text(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        _mine.canonical(text)


def test_too_large_a_sequent_is_refused() -> None:
    rng = random.Random(2)
    wide = "".join("&" + "".join(rng.choices(("&ab", "|cd", ">ef", "=gh"))) for _ in range(200)) + "a"
    with pytest.raises(ValueError, match="128 connectives deep"):
        _mine.canonical(":" + wide)
    with pytest.raises(ValueError, match="65536"):
        _mine.canonical(":" + "a" * 70_000)
