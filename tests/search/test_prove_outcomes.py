"""The prover's outcomes against independent oracles: truth tables, z3, Kripke models, known lists.

That an `intuitionistic` outcome is right is settled by its proof (checked in test_prove_terms.py and by
Lean); that a `classical` one is right needs a Kripke model in which the sequent fails.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterator

import pytest
import z3

from factory.records import Outcome, Proof
from generators.propositional.formula import (
    And,
    Atom,
    Bottom,
    Formula,
    Iff,
    Implies,
    Not,
    Or,
    Top,
    atoms,
    parse_sequent,
)

Solve = Callable[..., list[Proof]]


def truth(formula: Formula, values: dict[int, bool]) -> bool:
    match formula:
        case Atom(index):
            return values[index]
        case Top():
            return True
        case Bottom():
            return False
        case Not(body):
            return not truth(body, values)
        case And(left, right):
            return truth(left, values) and truth(right, values)
        case Or(left, right):
            return truth(left, values) or truth(right, values)
        case Implies(left, right):
            return not truth(left, values) or truth(right, values)
        case Iff(left, right):
            return truth(left, values) == truth(right, values)


def is_valid(formula: Formula) -> bool:
    numbers = [atom.index for atom in atoms(formula)]
    rows = itertools.product([False, True], repeat=len(numbers))
    return all(truth(formula, dict(zip(numbers, row, strict=True))) for row in rows)


# A rooted partial order on worlds 0..n-1: for each world the bit set of those above it, itself included.
Frame = tuple[int, ...]


def frames(most_worlds: int) -> Iterator[Frame]:
    """Rooted orders whose numbering respects the order; isomorphic ones may repeat."""
    for worlds in range(1, most_worlds + 1):
        pairs = [(low, high) for low in range(1, worlds) for high in range(low + 1, worlds)]
        for chosen in itertools.product([False, True], repeat=len(pairs)):
            above = {pair for pair, taken in zip(pairs, chosen, strict=True) if taken}
            if any((a, d) not in above for a, b in above for c, d in above if b == c):
                continue
            rows = [sum(1 << w for w in range(worlds))]
            rows += [
                1 << low | sum(1 << high for high in range(worlds) if (low, high) in above)
                for low in range(1, worlds)
            ]
            yield tuple(rows)


def upsets(frame: Frame) -> list[int]:
    worlds = len(frame)
    return [
        chosen
        for chosen in range(1 << worlds)
        if all(frame[world] & ~chosen == 0 for world in range(worlds) if chosen >> world & 1)
    ]


def forced(formula: Formula, frame: Frame, values: dict[int, int]) -> int:
    """The bit set of the worlds that force the formula (Kripke 1965)."""
    everywhere = (1 << len(frame)) - 1

    def implication(left: int, right: int) -> int:
        return sum(1 << world for world, above in enumerate(frame) if above & left & ~right == 0)

    def go(formula: Formula) -> int:
        match formula:
            case Atom(index):
                return values[index]
            case Top():
                return everywhere
            case Bottom():
                return 0
            case Not(body):
                return implication(go(body), 0)
            case And(left, right):
                return go(left) & go(right)
            case Or(left, right):
                return go(left) | go(right)
            case Implies(left, right):
                return implication(go(left), go(right))
            case Iff(left, right):
                first, second = go(left), go(right)
                return implication(first, second) & implication(second, first)

    return go(formula)


def has_kripke_countermodel(formula: Formula, most_worlds: int) -> bool:
    numbers = [atom.index for atom in atoms(formula)]
    for frame in frames(most_worlds):
        sets = upsets(frame)
        for row in itertools.product(sets, repeat=len(numbers)):
            if not forced(formula, frame, dict(zip(numbers, row, strict=True))) & 1:
                return True
    return False


def check_outcomes(sequents: list[str], proofs: list[Proof], most_worlds: int) -> Counter[Outcome]:
    outcomes: Counter[Outcome] = Counter()
    for text, proof in zip(sequents, proofs, strict=True):
        formula = parse_sequent(text).formula()
        outcomes[proof.outcome] += 1
        assert (proof.outcome is not Outcome.REFUTED) == is_valid(formula), text
        if proof.outcome is Outcome.REFUTED:
            assert proof.countermodel is not None
            names = {atom.name: atom.index for atom in atoms(formula)}
            assert set(proof.countermodel) == set(names)
            values = {names[name]: value for name, value in proof.countermodel.items()}
            assert not truth(formula, values), text
        else:
            assert proof.countermodel is None
        if proof.outcome is Outcome.CLASSICAL:
            assert has_kripke_countermodel(formula, most_worlds), text
    return outcomes


def small_formulas(connectives: int) -> list[str]:
    """All formulas over two atoms and the constants with this many connectives, in prefix text."""
    if connectives == 0:
        return ["a", "b", "T", "F"]
    found = ["~" + body for body in small_formulas(connectives - 1)]
    for left in range(connectives):
        pairs = list(itertools.product(small_formulas(left), small_formulas(connectives - 1 - left)))
        found += [sign + "".join(pair) for sign in "&|>=" for pair in pairs]
    return found


def test_all_formulas_with_up_to_two_connectives(solve: Solve) -> None:
    sequents = [":" + text for size in range(3) for text in small_formulas(size)]
    outcomes = check_outcomes(sequents, solve(sequents), most_worlds=4)
    assert outcomes[Outcome.OPEN] == 0
    assert min(outcomes[outcome] for outcome in (Outcome.INTUITIONISTIC, Outcome.CLASSICAL)) > 0


def test_all_implications_between_small_formulas(solve: Solve) -> None:
    parts = [text for size in range(2) for text in small_formulas(size) if "T" not in text]
    sequents = [f"{left}:{right}" for left in parts for right in parts]
    assert check_outcomes(sequents, solve(sequents), most_worlds=4)[Outcome.OPEN] == 0


def test_random_sequents(solve: Solve, random_sequents: Callable[..., list[str]]) -> None:
    sequents = random_sequents(1, 2_000)
    outcomes = check_outcomes(sequents, solve(sequents), most_worlds=3)
    assert outcomes[Outcome.OPEN] == 0


def test_z3_agrees(solve: Solve, random_sequents: Callable[..., list[str]]) -> None:
    booleans = [z3.Bool(f"a{i}") for i in range(5)]

    def encode(formula: Formula) -> z3.BoolRef:
        match formula:
            case Atom(index):
                return booleans[index]
            case Top():
                return z3.BoolVal(True)
            case Bottom():
                return z3.BoolVal(False)
            case Not(body):
                return z3.Not(encode(body))
            case And(left, right):
                return z3.And(encode(left), encode(right))
            case Or(left, right):
                return z3.Or(encode(left), encode(right))
            case Implies(left, right):
                return z3.Implies(encode(left), encode(right))
            case Iff(left, right):
                return encode(left) == encode(right)

    sequents = random_sequents(2, 400)
    for text, proof in zip(sequents, solve(sequents), strict=True):
        solver = z3.Solver()
        solver.add(z3.Not(encode(parse_sequent(text).formula())))
        assert (solver.check() == z3.unsat) == (proof.outcome is not Outcome.REFUTED), text


def de_bruijn(atoms: int) -> str:
    """De Bruijn's formula (ILTP SYJ201): intuitionistic for every odd number of atoms."""
    letters = [chr(ord("a") + i) for i in range(atoms)]
    everything = letters[-1]
    for letter in reversed(letters[:-1]):
        everything = f"&{letter}{everything}"
    hypotheses = [f">={x}{letters[(i + 1) % atoms]}{everything}" for i, x in enumerate(letters)]
    return f"{','.join(hypotheses)}:{everything}"


def pigeonhole(holes: int) -> str:
    """ILTP SYJ202: n + 1 pigeons in n holes; some two share one."""
    name = {
        pair: chr(ord("a") + i) for i, pair in enumerate(itertools.product(range(holes + 1), range(holes)))
    }

    def disjunction(parts: list[str]) -> str:
        return "|" * (len(parts) - 1) + "".join(parts)

    hypotheses = [disjunction([name[p, h] for h in range(holes)]) for p in range(holes + 1)]
    shared = [
        f"&{name[p, h]}{name[q, h]}"
        for h in range(holes)
        for p, q in itertools.combinations(range(holes + 1), 2)
    ]
    return f"{','.join(hypotheses)}:{disjunction(shared)}"


INTUITIONISTIC = {
    "identity": ":>aa",
    "S": ">a>bc,>ab,a:c",
    "contraposition": ">ab:>~b~a",
    "double negation introduction": "a:~~a",
    "triple negation": "~~~a:~a",
    "not not excluded middle": ":~~|a~a",
    "not not Peirce": ":~~>>>abaa",
    "ex falso": "F:a",
    "De Morgan 1": ":=~|ab&~a~b",
    "De Morgan 2": "|~a~b:~&ab",
    "distribution": ":=&a|bc|&ab&ac",
    "other distribution": ":=|a&bc&|ab|ac",
    "currying": ":=>&abc>a>bc",
    "disjunction on the left": ":=>|abc&>ac>bc",
    "disjunctive syllogism": "|ab,~a:b",
    "constructive dilemma": "|ab,>ac,>bd:|cd",
    "negated equivalence with own negation": ":~=a~a",
    "equivalence is symmetric": "=ab:=ba",
    "equivalence is transitive": "=ab,=bc:=ac",
    "modus ponens twice": "a,>ab,>bc:c",
    "weak excluded middle gives De Morgan": "|~a~~a,~&ab:|~a~b",
    "de Bruijn 1": ":>>=aaaa",
    "de Bruijn 3": de_bruijn(3),
    "de Bruijn 5": de_bruijn(5),
    "pigeonhole 1": pigeonhole(1),
    "pigeonhole 2": pigeonhole(2),
    "pigeonhole 3": pigeonhole(3),
    "nested contraction": ":>>>>>abaabb",
}
CLASSICAL = {
    "excluded middle": ":|a~a",
    "Peirce": ":>>>abaa",
    "double negation elimination": "~~a:a",
    "De Morgan 2, the other way": "~&ab:|~a~b",
    "weak excluded middle": ":|~a~~a",
    "linearity": ":|>ab>ba",
    "material implication": ">ab:|~ab",
    "contraposition, the other way": ">~b~a:>ab",
    "negated implication": "~>ab:a",
    "negated implication as conjunction": ":=~>ab&a~b",
    "Kreisel-Putnam": ">~a|bc:|>~ab>~ac",
    "Scott": ">>~~aa|a~a:|~a~~a",
    "consequentia mirabilis": ">~aa:a",
    "equivalence is associative": ":===abc=a=bc",
    "equivalence by truth": "=ab:|&ab&~a~b",
}
REFUTED = {
    "an atom": ":a",
    "affirming the consequent": ">ab,b:a",
    "denying the antecedent": ">ab,~a:~b",
    "converse": ">ab:>ba",
    "or to and": "|ab:&ab",
    "falsehood": ":F",
    "no atoms": "T:F",
    "mixed brackets": ":=>>abc>a>bc",
}


@pytest.mark.parametrize(
    ("sequent", "outcome"),
    [
        pytest.param(text, outcome, id=name)
        for outcome, known in (
            (Outcome.INTUITIONISTIC, INTUITIONISTIC),
            (Outcome.CLASSICAL, CLASSICAL),
            (Outcome.REFUTED, REFUTED),
        )
        for name, text in known.items()
    ],
)
def test_known(sequent: str, outcome: Outcome, solve: Solve) -> None:
    assert solve([sequent])[0].outcome is outcome


def test_countermodel_is_the_plainest(solve: Solve) -> None:
    assert solve(["|ab:&ab"])[0].countermodel in ({"p": True, "q": False}, {"p": False, "q": True})
    assert solve([":a"])[0].countermodel == {"p": False}
