"""Canonical forms of statements against brute force, and the symmetries of predicates against pictures."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from hashlib import blake2b
from itertools import combinations, permutations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generators.geometry.figure import draw
from generators.geometry.language import parse_problem
from search.geometry import PREDICATES, IndexedFact, Picture, holds
from search.geometry_canonical import Canonical, canonical

# Permutations of the arguments, as the places that the arguments come from, which generate all under which a
# predicate says the same.
SWAPS = ["bacd", "cdab"]
LINES = ["bacdefgh", "efghabcd", "cdabghef", "abefcdgh"]
TRIANGLES = ["bacedf", "bcaefd", "defabc"]
TURNS = ["bcadef", "defabc", "acbdfe"]
GENERATORS = {
    "diff": ["ba"],
    "coll": ["bac", "bca"],
    "ncoll": ["bac", "bca"],
    "midp": ["acb"],
    "circle": ["acbd", "acdb"],
    "cyclic": ["bacd", "bcda"],
    **dict.fromkeys(["para", "perp", "cong", "npara", "nperp"], SWAPS),
    "aconst": ["bacd", "abdc"],
    "rconst": ["bacd", "abdc"],
    **dict.fromkeys(["eqangle", "eqratio", "neqangle"], LINES),
    "compl": ["bacdefgh", "efghabcd", "cdabghef", "efcdabgh"],
    **dict.fromkeys(["simtri", "simtrir", "contri", "contrir"], TRIANGLES),
    "sameside": ["cbadef", "defabc"],
    "sameclock": TURNS,
    "oppclock": TURNS,
}

# Figures in which a predicate holds of a, b, c, ..., as far as it is an equation.
FIGURES = {
    "coll": "a b = segment a b; c = on_line c a b",
    "para": "a b c = triangle a b c; d = on_pline d c a b",
    "perp": "a b c = triangle a b c; d = on_tline d c a b",
    "cong": "a b c = triangle a b c; d = eqdistance d c a b",
    "midp": "b c = segment b c; a = midpoint a b c",
    "circle": "b c d = triangle b c d; a = circle a b c d",
    "cyclic": "a b c = triangle a b c; d = on_circum d a b c",
    "eqangle": "a b c d e = pentagon a b c d e; f g = segment f g; h = on_aline0 h a b c d e f g",
    "eqratio": "a b c d e = pentagon a b c d e; f g = segment f g; h = eqratio h a b c d e f g",
    "simtri": "a b c = triangle a b c; d e = segment d e; f = simtri f a b c d e",
    "simtrir": "a b c = triangle a b c; d e = segment d e; f = simtrir f a b c d e",
    "contri": "a b c = triangle a b c; d = free d; e f = contri e f a b c d",
    "contrir": "a b c = triangle a b c; d = free d; e f = contrir e f a b c d",
    "aconst": "a b c = triangle a b c; d = aconst a b c d 1pi/5",
    "rconst": "a b c = triangle a b c; d = rconst a b c d 2/3",
    "compl": "a b c d e = pentagon a b c d e; f g = segment f g; "
    "k = on_aline0 k c d a b e f g; h = on_tline h g g k",
}
NEGATED = {"ncoll": "coll", "npara": "para", "nperp": "perp", "neqangle": "eqangle"}
VALUES = {"aconst": Fraction(1, 5), "rconst": Fraction(2, 3)}


@cache
def group(kind: str) -> frozenset[tuple[int, ...]]:
    """All permutations of the arguments that leave a predicate the same."""
    arity = PREDICATES[kind].arity
    generators = [tuple("abcdefgh".index(c) for c in text)[:arity] for text in GENERATORS[kind]]
    found = {tuple(range(arity))}
    new = list(found)
    while new:
        new = [tuple(old[i] for i in g) for old in new for g in generators]
        new = [p for p in dict.fromkeys(new) if p not in found]
        found.update(new)
    return frozenset(found)


def arranged(fact: IndexedFact, places: Sequence[int]) -> IndexedFact:
    return IndexedFact(fact.kind, tuple(fact.points[i] for i in places), fact.value)


def pictures_of(kind: str) -> list[Picture]:
    """Pictures of a, b, c, ... that tell apart what the predicate says from what it does not say."""
    generator = np.random.default_rng(len(kind))
    free = [generator.normal(size=(8, 2)) for _ in range(60)]
    figure = FIGURES.get(NEGATED.get(kind, kind))
    if figure is None:
        return free
    problem = parse_problem(f"{figure} ? diff a b")
    rows = [problem.points.index(name) for name in "abcdefgh" if name in problem.points]
    return [picture[rows] for picture in draw(problem, count=2, seed=7)]


@pytest.mark.parametrize("kind", PREDICATES)
def test_the_symmetries_are_those_that_pictures_show(kind: str) -> None:
    arity = PREDICATES[kind].arity
    facts = [IndexedFact(kind, places, VALUES.get(kind)) for places in permutations(range(arity))]
    truths = list(zip(*(holds(facts, picture) for picture in pictures_of(kind)), strict=True))
    assert all(truths[0]) or kind not in FIGURES
    same = {fact.points for fact, truth in zip(facts, truths, strict=True) if truth == truths[0]}
    assert same == group(kind)


def pinned(points: int, fact: IndexedFact) -> Canonical:
    """The form of a fact about points each of which has a role of its own."""
    chain = [IndexedFact("midp", (i, i + 1, i + 2)) for i in range(points)]
    return canonical(points + 2, [*chain, IndexedFact("coll", (0, 1, points + 1))], fact)


@pytest.mark.parametrize("kind", PREDICATES)
def test_the_canonical_form_knows_all_symmetries_and_no_others(kind: str) -> None:
    arity = PREDICATES[kind].arity
    fact = IndexedFact(kind, tuple(range(arity)), VALUES.get(kind))
    key = pinned(arity, fact).key
    same = {p for p in permutations(range(arity)) if pinned(arity, arranged(fact, p)).key == key}
    assert same == group(kind)


def test_facts_of_one_form_are_true_in_the_same_pictures() -> None:
    chance = random.Random(3)
    values = {
        "aconst": [Fraction(n, 4) for n in range(-5, 9)],
        "rconst": [Fraction(1), Fraction(2), Fraction(1, 2), Fraction(1, 3)],
    }
    facts = []
    for kind, signature in PREDICATES.items():
        for _ in range(60 * signature.arity):
            points = tuple(chance.choices(range(4), k=signature.arity))
            pairs = zip(points[::2], points[1::2], strict=False)
            if len(set(points)) == 1 or (signature.arity in (4, 8) and any(a == b for a, b in pairs)):
                continue
            facts.append(IndexedFact(kind, points, chance.choice(values.get(kind, [None]))))
    classes = defaultdict(list)
    for fact in facts:
        classes[pinned(4, fact).key].append(fact)
    grid = list(product(range(5), repeat=2))
    pictures = [np.array(chance.sample(grid, 4), float) for _ in range(80)]
    truths = dict(zip(facts, zip(*(holds(facts, p) for p in pictures), strict=True), strict=True))
    for same in classes.values():
        assert len({truths[fact] for fact in same}) == 1, same
    assert len({fact.kind for same in classes.values() for fact in same if len(same) > 1}) == len(PREDICATES)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("para", (0, 1, 2, 0)), ("coll", (2, 1, 0))),
        (("npara", (0, 1, 1, 2)), ("ncoll", (0, 1, 2))),
        (("eqangle", (0, 1, 2, 3, 0, 1, 4, 5)), ("para", (2, 3, 4, 5))),
        (("eqangle", (0, 1, 2, 3, 2, 3, 0, 4)), ("eqangle", (2, 3, 0, 4, 0, 1, 2, 3))),
        (("eqangle", (0, 1, 0, 2, 3, 4, 0, 2)), ("para", (0, 1, 3, 4))),
        (("neqangle", (0, 1, 2, 3, 1, 0, 2, 5)), ("ncoll", (2, 3, 5))),
        (("eqratio", (0, 1, 2, 3, 4, 5, 2, 3)), ("cong", (0, 1, 4, 5))),
        (("eqratio", (0, 1, 2, 3, 2, 3, 0, 1)), ("cong", (0, 1, 2, 3))),
        (("compl", (0, 1, 2, 3, 4, 5, 1, 0)), ("perp", (2, 3, 4, 5))),
        (("aconst", (0, 1, 2, 3), Fraction(1, 3)), ("aconst", (2, 3, 0, 1), Fraction(-1, 3))),
        (("aconst", (0, 1, 2, 3), Fraction(7, 3)), ("aconst", (3, 2, 0, 1), Fraction(2, 3))),
        (("aconst", (0, 1, 2, 3), Fraction(3, 2)), ("perp", (0, 1, 2, 3))),
        (("aconst", (0, 1, 0, 3), Fraction(2)), ("coll", (0, 1, 3))),
        (("rconst", (0, 1, 2, 3), Fraction(2, 3)), ("rconst", (3, 2, 0, 1), Fraction(3, 2))),
        (("rconst", (0, 1, 2, 3), Fraction(1)), ("cong", (3, 2, 0, 1))),
        (("oppclock", (0, 1, 2, 3, 4, 5)), ("sameclock", (0, 1, 2, 4, 3, 5))),
    ],
)
def test_the_same_in_other_words(one: tuple[object, ...], other: tuple[object, ...]) -> None:
    assert pinned(6, IndexedFact(*one)).key == pinned(6, IndexedFact(*other)).key  # type: ignore[arg-type]


# Random statements, in which no predicate can be said by a simpler one.

CHANCE = st.builds(random.Random, st.integers(0, 2**32))

Problem = tuple[int, list[IndexedFact], IndexedFact]
KINDS = [kind for kind in PREDICATES if kind != "oppclock"]


def plain(kind: str, points: Sequence[int]) -> bool:
    pairs = [frozenset(points[i : i + 2]) for i in range(0, len(points) - 1, 2)]
    if kind in ("eqangle", "eqratio", "neqangle", "compl"):
        apart = {frozenset((i, j)) for i, j in ((0, 1), (0, 2), (3, 1), (3, 2))}
        if kind == "compl":
            apart = {frozenset((i, j)) for i, j in ((0, 1), (0, 3), (2, 1), (2, 3))}
        return all(len(pair) == 2 for pair in pairs) and all(
            len({pairs[i] for i in places}) == 2 for places in apart
        )
    if kind in ("cong", "rconst"):
        return all(len(pair) == 2 for pair in pairs)
    if kind in ("simtri", "simtrir", "contri", "contrir", "sameclock", "sameside"):
        return len(set(points[:3])) == len(set(points[3:])) == 3
    return len(set(points)) == len(points)


def random_fact(chance: random.Random, points: int, kinds: Sequence[str]) -> IndexedFact:
    while True:
        kind = chance.choice(kinds)
        arguments = tuple(chance.choices(range(points), k=PREDICATES[kind].arity))
        if plain(kind, arguments):
            return IndexedFact(kind, arguments, VALUES.get(kind))


def random_problem(chance: random.Random, points: int, facts: int, kinds: Sequence[str] = KINDS) -> Problem:
    premises = [random_fact(chance, points, kinds) for _ in range(facts)]
    return points, premises, random_fact(chance, points, kinds)


def rewritten(chance: random.Random, problem: Problem) -> Problem:
    """The same statement about other names, in another order, with points that occur nowhere."""
    points, premises, goal = problem
    names = chance.sample(range(points + 3), points)
    more = [*premises, *chance.sample(premises, len(premises) // 3)]

    def said(fact: IndexedFact) -> IndexedFact:
        named = IndexedFact(fact.kind, tuple(names[p] for p in fact.points), fact.value)
        named = arranged(named, chance.choice(sorted(group(fact.kind))))
        if named.value is not None and chance.random() < 0.5:
            reverse = -named.value if named.kind == "aconst" else 1 / named.value
            named = IndexedFact(named.kind, named.points[2:] + named.points[:2], reverse)
        return named

    return points + 3, [said(f) for f in chance.sample(more, len(more))], said(goal)


@settings(max_examples=150, deadline=None)
@given(CHANCE, st.integers(3, 20), st.integers(0, 14))
def test_it_does_not_depend_on_names_order_and_writing(
    chance: random.Random, points: int, facts: int
) -> None:
    problem = random_problem(chance, points, facts)
    form, again = canonical(*problem), canonical(*rewritten(chance, problem))
    assert (form.key, form.code, form.text) == (again.key, again.code, again.text)


@cache
def least(kind: str, points: tuple[int, ...]) -> tuple[int, ...]:
    return min(tuple(points[i] for i in places) for places in group(kind))


def brute(problem: Problem) -> tuple[tuple[object, ...], bool]:
    """The least way to write a statement, over all names of its points, and whether two names give it."""
    _, premises, goal = problem
    used = sorted({p for fact in (*premises, goal) for p in fact.points})

    def said(fact: IndexedFact, names: dict[int, int]) -> tuple[str, tuple[int, ...]]:
        if fact.value != VALUES.get(fact.kind):
            fact = IndexedFact(fact.kind, fact.points[2:] + fact.points[:2], VALUES[fact.kind])
        return fact.kind, least(fact.kind, tuple(names[p] for p in fact.points))

    forms = [
        (said(goal, names), tuple(sorted({said(premise, names) for premise in premises})))
        for order in permutations(range(len(used)))
        for names in [dict(zip(used, order, strict=True))]
    ]
    return min(forms), forms.count(min(forms)) > 1


def agree(problems: Sequence[Problem]) -> set[bytes]:
    """Makes sure that statements have one key exactly if they have one brute form; returns the keys."""
    pairs = set()
    for problem in problems:
        form = canonical(*problem)
        least_form, symmetric = brute(problem)
        assert form.symmetric is symmetric
        pairs.add((form.key, least_form))
    assert len({key for key, _ in pairs}) == len(pairs) == len({form for _, form in pairs})
    return {key for key, _ in pairs}


FAMILIES = [
    ["coll", "cong"],
    ["eqangle", "cyclic"],
    ["midp", "perp", "para"],
    ["simtri", "sameclock", "aconst"],
    ["eqratio", "rconst", "circle"],
    ["contrir", "sameside", "compl"],
    ["diff"],
]


@settings(max_examples=24, deadline=None)
@given(CHANCE, st.sampled_from(FAMILIES), st.integers(4, 6))
def test_brute_force_agrees(chance: random.Random, kinds: list[str], points: int) -> None:
    wide = points if any(PREDICATES[kind].arity > 6 for kind in kinds) else 4
    small = [random_problem(chance, wide, chance.randint(1, 2), kinds) for _ in range(8)]
    near = random_problem(chance, points, chance.randint(2, 5), kinds)
    moved = [(near[0], [*near[1][1:], random_fact(chance, points, kinds)], near[2]) for _ in range(3)]
    agree([*small, near, rewritten(chance, near), *moved])


@settings(max_examples=6, deadline=None)
@given(CHANCE, st.sampled_from(FAMILIES))
def test_brute_force_agrees_on_seven_points(chance: random.Random, kinds: list[str]) -> None:
    near = random_problem(chance, 7, chance.randint(3, 6), kinds)
    other = (7, [*near[1][1:], random_fact(chance, 7, kinds)], near[2])
    agree([near, rewritten(chance, near), other])


def polygon(sides: int, first: int = 0) -> list[IndexedFact]:
    corner = [first + i for i in range(sides)]
    return [
        IndexedFact("cong", (corner[i - 2], corner[i - 1], corner[i - 1], corner[i])) for i in range(sides)
    ]


def graph(edges: Sequence[tuple[int, int]]) -> list[IndexedFact]:
    return [IndexedFact("diff", edge) for edge in edges]


def triples(blocks: Sequence[Sequence[int]]) -> list[IndexedFact]:
    return [IndexedFact("coll", tuple(block)) for block in blocks]


FANO = triples([(i, (i + 1) % 7, (i + 3) % 7) for i in range(7)])
SYMMETRIC: dict[str, tuple[int, list[IndexedFact], IndexedFact]] = {
    "complete": (6, triples(list(combinations(range(6), 3))), IndexedFact("cong", (0, 1, 2, 3))),
    "less one": (6, triples(list(combinations(range(6), 3))[1:]), IndexedFact("cong", (0, 1, 2, 3))),
    "two triangles": (6, [*polygon(3), *polygon(3, 3)], IndexedFact("diff", (0, 3))),
    "hexagon": (6, polygon(6), IndexedFact("diff", (0, 3))),
    "heptagon": (7, polygon(7), IndexedFact("cong", (0, 2, 1, 3))),
    "other heptagon": (7, polygon(7), IndexedFact("cong", (0, 3, 1, 3))),
    "fano": (7, FANO, IndexedFact("coll", (0, 1, 2))),
    "fano line": (7, FANO, IndexedFact("coll", (0, 1, 3))),
    "less one fano": (7, FANO[1:], IndexedFact("coll", (0, 1, 3))),
    "all concyclic": (
        7,
        [IndexedFact("cyclic", four) for four in combinations(range(7), 4)],
        IndexedFact("diff", (0, 1)),
    ),
}


def test_brute_force_agrees_on_symmetric_statements() -> None:
    chance = random.Random(8)
    problems = list(SYMMETRIC.values())
    assert len(agree([*problems, *(rewritten(chance, problem) for problem in problems[:6])])) == len(problems)


def apart(points: int, premises: list[IndexedFact]) -> Problem:
    """A statement whose goal is about points of its own."""
    return points + 3, premises, IndexedFact("midp", (points, points + 1, points + 2))


def torus(steps: Sequence[tuple[int, int]]) -> list[IndexedFact]:
    cells = list(product(range(4), repeat=2))
    place = {cell: i for i, cell in enumerate(cells)}
    return graph([(place[a, b], place[(a + x) % 4, (b + y) % 4]) for a, b in cells for x, y in steps])


def test_strongly_regular_graphs_with_equal_parameters_are_told_apart() -> None:
    rook = torus([(0, 1), (0, 2), (1, 0), (2, 0)])
    shrikhande = torus([(0, 1), (1, 0), (1, 1)])
    chance = random.Random(2)
    keys = [
        {canonical(*problem).key, *(canonical(*rewritten(chance, problem)).key for _ in range(5))}
        for problem in (apart(16, rook), apart(16, shrikhande))
    ]
    assert [len(same) for same in keys] == [1, 1]
    assert keys[0] != keys[1]


def test_triple_systems_are_told_apart() -> None:
    """The cyclic system on 13 points, and what an exchange of four of its triples makes of it."""
    blocks = {frozenset((i + s) % 13 for i in base) for base in ((0, 1, 4), (0, 2, 7)) for s in range(13)}

    def quadrilaterals(system: set[frozenset[int]]) -> list[tuple[frozenset[int], ...]]:
        return [four for four in combinations(system, 4) if len(frozenset().union(*four)) == 6]

    ordered = sorted(quadrilaterals(blocks), key=lambda four: sorted(map(sorted, four)))
    four = ordered[0]
    corners = frozenset().union(*four)
    opposite = [pair for pair in combinations(corners, 2) if not any(set(pair) <= block for block in four)]
    switched = (blocks - set(four)) | {block ^ frozenset(opposite[0]) for block in four}
    assert len(quadrilaterals(switched)) != len(ordered)
    chance = random.Random(4)
    for system in (blocks, switched):
        problem = apart(13, triples([sorted(block) for block in sorted(map(tuple, system))]))
        assert len({canonical(*rewritten(chance, problem)).key for _ in range(6)}) == 1
    one, other = (
        canonical(*apart(13, triples(sorted(map(tuple, map(sorted, system)))))).key
        for system in (blocks, switched)
    )
    assert one != other


@pytest.mark.parametrize(
    "premises",
    [
        [fact for first in range(0, 30, 3) for fact in polygon(3, first)],
        polygon(30),
        [fact for first in range(0, 30, 5) for fact in polygon(5, first)],
        triples(list(combinations(range(16), 3))),
        graph(list(combinations(range(30), 2))),
        [IndexedFact("cyclic", (0, 1, 2, i)) for i in range(3, 30)],
        graph([(i, i + 15) for i in range(15)]),
        graph([(i, i ^ bit) for i in range(16) for bit in (1, 2, 4, 8) if i < i ^ bit]),
        triples([(i, 10 + j, 20 + (i + j) % 10) for i in range(10) for j in range(10)]),
        triples([(i, 8 + j, 16 + (i ^ j)) for i in range(8) for j in range(8)]),
        graph([(a, b) for a, b in combinations(range(29), 2) if pow(b - a, 14, 29) == 1]),
    ],
    ids=[
        "triangles",
        "polygon",
        "pentagons",
        "coll",
        "diff",
        "cyclic",
        "pairs",
        "cube",
        "cyclic group",
        "elementary group",
        "squares",
    ],
)
def test_large_symmetric_statements(premises: list[IndexedFact]) -> None:
    problem = apart(30, premises)
    assert canonical(*problem).key == canonical(*rewritten(random.Random(1), problem)).key


def test_parts_of_the_form_fit_together() -> None:
    chance = random.Random(6)
    for _ in range(50):
        points, premises, goal = random_problem(chance, 9, 6)
        form = canonical(points, premises, goal)
        assert form.key == blake2b(form.code, digest_size=32).digest()[:16]
        used = {p for fact in (*premises, goal) for p in fact.points}
        assert sorted(form.labels[p] for p in used) == list(range(len(used)))
        assert {form.labels[p] for p in set(range(points)) - used} <= {-1}

        def named(fact: IndexedFact, labels: tuple[int, ...]) -> tuple[object, ...]:
            return fact.kind, fact.value, least(fact.kind, tuple(labels[p] for p in fact.points))

        same = tuple(range(points))
        reversible = ("aconst", "rconst")
        assert {named(f, form.labels) for f in premises if f.kind not in reversible} == {
            named(f, same) for f in form.facts[1:] if f.kind not in reversible
        }
        assert canonical(points, form.facts[1:], form.facts[0]).key == form.key


def test_text() -> None:
    premises = [IndexedFact("rconst", (4, 2, 2, 0), Fraction(3, 1)), IndexedFact("midp", (0, 4, 2))]
    form = canonical(6, premises, IndexedFact("aconst", (0, 2, 2, 4), Fraction(5, 6)))
    assert form.text.split(" ? ")[1].split()[0] == "aconst"
    assert form.text.count("1/3") == 1
    assert form.text.endswith("1pi/6")


@settings(max_examples=100, deadline=None)
@given(CHANCE, st.integers(3, 8))
def test_text_tells_apart_what_the_code_tells_apart(chance: random.Random, points: int) -> None:
    forms = [canonical(*random_problem(chance, points, 2)) for _ in range(6)]
    assert len({form.text for form in forms}) == len({form.code for form in forms})


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 60))
def test_long_codes_have_the_standard_digest(facts: int) -> None:
    premises = [IndexedFact("rconst", (i % 9, 9, 10, 11), Fraction(i + 2, 1)) for i in range(facts)]
    form = canonical(12, premises, IndexedFact("diff", (0, 1)))
    assert form.key == blake2b(form.code, digest_size=32).digest()[:16]


def test_bad_statements_are_refused() -> None:
    goal = IndexedFact("diff", (0, 1))
    with pytest.raises(IndexError):
        canonical(2, [IndexedFact("coll", (0, 1, 2))], goal)
    with pytest.raises(ValueError, match="coll takes 3 points"):
        canonical(2, [IndexedFact("coll", (0, 1))], goal)
    with pytest.raises(ValueError, match="positive"):
        canonical(4, [IndexedFact("rconst", (0, 1, 2, 3), Fraction(-1))], goal)
    with pytest.raises(ValueError, match="at most 128 points"):
        canonical(129, [], goal)
