"""Which rules of the classical engines are true as usually stated, and which of our conditions are needed.

    python benchmarks/geometry_classical.py [imo_ag_30.txt jgex_ag_231.txt]

Lean accepts each rule (`geometry_classical.toml`) as a theorem over ordered fields, or a counterexample:
points with whole coordinates of which premises and conditions are true and the conclusion is false. Then each
condition of a rule of ours is left out, and the rule is refuted in the same way where it needs the condition.
Last, x = y is concluded from 2x = 2y for the directions of lines, as the classical engines do, and the proofs
of problems in files that need what the classical rules lack are counted. Exits with 1 if Lean refuses a
theorem or a counterexample.
"""

from __future__ import annotations

import argparse
import random
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import numpy as np

from factory.lean.claims import Claim, Limits
from factory.lean.toolchain import find_toolchain
from factory.lean.verifier import Verifier
from factory.records import Status
from generators.geometry.exact import Vector, holds_exactly
from generators.geometry.facts import LanguageError
from generators.geometry.figure import FigureError, examine
from generators.geometry.language import parse_problem
from generators.geometry.lean import lean_theorem
from generators.geometry.lean_conditions import rule_conditions
from search.geometry import PREDICATES, IndexedFact
from search.geometry_engine import RULES, Deduction, Proof, Step

TABLE = Path(__file__).with_name("geometry_classical.toml")
# Conditions of our rules whose classical counterparts are false for want of them.
LACKING = {
    "sas": ("sameclock",),
    "sas_mirrored": ("oppclock",),
    "para_ratio": ("ncoll",),
    "midp_parallelogram": ("ncoll",),
}
NODES = 40_000  # of one search for a picture
SIZES = (3, 5, 7, 11)  # of the grids that are searched


@dataclass(frozen=True)
class Statement:
    """Premises and conditions, and conclusions of which one holds, about numbered variables."""

    variables: tuple[str, ...]
    given: tuple[IndexedFact, ...]
    conclusions: tuple[IndexedFact, ...]

    def __str__(self) -> str:
        right = " or ".join(map(self.said, self.conclusions))
        return f"{', '.join(self.hypotheses())} => {right}"

    def hypotheses(self) -> list[str]:
        """What is given, in Lean."""
        return [self.said(fact) for fact in self.given]

    def said(self, fact: IndexedFact) -> str:
        """The fact in Lean."""
        points = [self.variables[i] for i in fact.points]
        if fact.kind == "nline":
            p, q, a, b = points
            return f"¬(coll {p} {q} {a} ∧ coll {p} {q} {b})"
        return " ≠ ".join(points) if fact.kind == "diff" else f"{fact.kind} {' '.join(points)}"

    def theorem(self) -> str:
        """That it is true of different points over every ordered field."""
        names = " ".join(self.variables)
        parts = [f"Distinct [{', '.join(self.variables)}]", *self.hypotheses()]
        conclusion = " ∨ ".join(map(self.said, self.conclusions))
        return f"∀ (F : Type) [OrderedField F] ({names} : Point F), {' → '.join([*parts, conclusion])}"

    def refutation(self, *, distinct: bool) -> str:
        """That there are rational points of which it is false."""
        parts = [f"Distinct [{', '.join(self.variables)}]"] if distinct else []
        parts += [*self.hypotheses(), *(f"¬{self.said(fact)}" for fact in self.conclusions)]
        return f"∃ {' '.join(self.variables)} : Point Rational, {' ∧ '.join(parts)}"


def true(fact: IndexedFact, points: Sequence[Vector]) -> bool:
    """Whether the fact is true of the points, `nline` included."""
    if fact.kind != "nline":
        return holds_exactly(fact, points)
    p, q, a, b = fact.points
    return not all(holds_exactly(IndexedFact("coll", (p, q, x)), points) for x in (a, b))


class _Search:
    """Looks for points on a grid, one after the other; each fact is looked at once its points are there."""

    def __init__(
        self, count: int, wanted: Sequence[IndexedFact], unwanted: Sequence[IndexedFact], *, distinct: bool
    ) -> None:
        facts = [(fact, True) for fact in wanted] + [(fact, False) for fact in unwanted]
        self.order: list[int] = []
        while len(self.order) < count:
            left = [i for i in range(count) if i not in self.order]
            self.order.append(
                min(left, key=lambda i: min(len({*f.points} - {*self.order, i}) for f, _ in facts))
            )
        self.ready = [
            [(f, value) for f, value in facts if point in f.points and {*f.points} <= {*self.order[: n + 1]}]
            for n, point in enumerate(self.order)
        ]
        self.distinct = distinct
        self.nodes = 0

    def find(self, size: int, chance: random.Random) -> list[Vector] | None:
        """Points of a square grid; None where none were found after `NODES` attempts at a point."""
        self.nodes = 0
        chosen: list[Vector] = [(0, 0)] * len(self.order)
        places: list[Vector] = [(x, y) for x in range(size) for y in range(size)]
        return chosen if self._extend(chosen, 0, places, chance) else None

    def _extend(self, chosen: list[Vector], n: int, places: list[Vector], chance: random.Random) -> bool:
        if n == len(self.order):
            return True
        taken = [chosen[i] for i in self.order[:n]] if self.distinct else []
        for place in chance.sample(places, len(places)):
            self.nodes += 1
            if self.nodes > NODES:
                return False
            if place in taken:
                continue
            chosen[self.order[n]] = place
            fits = all(true(fact, chosen) == value for fact, value in self.ready[n])
            if fits and self._extend(chosen, n + 1, places, chance):
                return True
        return False


def pictures(
    count: int,
    wanted: Sequence[IndexedFact],
    unwanted: Sequence[IndexedFact],
    *,
    distinct: bool,
    seed: int = 0,
) -> Iterator[list[Vector]]:
    """Points of which what is wanted is true and what is unwanted is false, on larger and larger grids."""
    search = _Search(count, wanted, unwanted, distinct=distinct)
    for size in SIZES:
        found = search.find(size, random.Random(seed))
        if found is not None:
            yield found


def classical() -> list[tuple[Statement, IndexedFact | None, str]]:
    """The rules of the table: as they are stated, what mends them, and their proofs."""
    rows = []
    for row in tomllib.loads(TABLE.read_text(encoding="utf-8"))["rule"]:
        left, right = row["says"].split(" => ")
        words = [part.split() for part in [*left.split(", "), *right.split(" or ")]]
        variables = tuple(dict.fromkeys(point for _, *points in words for point in points))
        facts = [IndexedFact(kind, tuple(map(variables.index, points))) for kind, *points in words]
        split = left.count(",") + 1
        mend = None
        if "mend" in row:
            kind, *points = row["mend"].split()
            mend = IndexedFact(kind, tuple(map(variables.index, points)))
        rows.append(
            (Statement(variables, tuple(facts[:split]), tuple(facts[split:])), mend, row.get("proof", ""))
        )
    return rows


def proved(statement: Statement, proof: str) -> str:
    """A proof of the statement for Lean: the one of the table, else what the engine finds; "" for none."""
    names = [f"h{i + 1}" for i in range(len(statement.given))]
    head = f"fun _ _ {' '.join([*statement.variables, 'distinct', *names])} =>"
    if proof:
        return f"{head} {proof.replace('Classical.', 'Factory.Geometry.Classical.')}"
    premises = [
        fact for fact in statement.given if fact.kind in PREDICATES and not PREDICATES[fact.kind].is_open
    ]
    (goal,) = statement.conclusions
    known = dict(zip(statement.hypotheses(), names, strict=True))
    for seed in range(4):
        for picture in pictures(
            len(statement.variables), [*statement.given, goal], (), distinct=True, seed=seed
        ):
            found = Deduction([np.array(picture, float)], premises, goal).proof(goal)
            if found is None:
                continue
            theorem = lean_theorem(found, statement.variables, goal)
            variables, *assumed = theorem.statement.splitlines()[:-1]
            hypotheses = [line.strip().removesuffix(" →") for line in assumed[1:]]
            if all(text in known for text in hypotheses):
                used = variables.split("] (")[1].split(" :")[0].split()
                places = [statement.variables.index(name) for name in used]
                rows = [
                    [f"distinct.diff rfl {i} {j} rfl" for j in places[n + 1 :]] for n, i in enumerate(places)
                ]
                each = [f"⟨{', '.join([*row, 'trivial'])}⟩" for row in rows[:-1]]
                apart = f"⟨{', '.join(each)}, trivial, trivial⟩"
                arguments = " ".join([*used, apart, *(known[text] for text in hypotheses)])
                return f"{head}\nhave found : {theorem.statement} := ({theorem.term})\nfound _ {arguments}"
    return ""


def refuted(rule: str, dropped: IndexedFact) -> tuple[Statement, list[Vector] | None]:
    """A rule of ours without one of its conditions, and points of which it is then false."""
    schema = RULES[rule]
    kept = tuple(fact for fact in rule_conditions(rule) if fact != dropped)
    statement = Statement(schema.variables, (*schema.premises, *kept), (schema.conclusion,))
    found = pictures(
        len(schema.variables), statement.given, statement.conclusions, distinct=dropped.kind != "diff"
    )
    return statement, next(found, None)


@dataclass
class Court:
    """What Lean is to decide."""

    claims: list[Claim] = field(default_factory=list)

    def claim(self, name: str, statement: str, proof: str) -> None:
        """One more claim."""
        self.claims.append(Claim(id=name, statement=statement, proof=proof))

    def refute(self, name: str, statement: Statement, points: Sequence[Vector], *, distinct: bool) -> None:
        """The claim that the points are a counterexample."""
        proof = f"⟨{', '.join(f'grid {x} {y}' for x, y in points)}, by decide +kernel⟩"
        self.claim(name, statement.refutation(distinct=distinct), proof)

    def decide(self) -> bool:
        """Prints what Lean refuses; whether it is nothing."""
        toolchain = find_toolchain(library=("Factory.Geometry", "Factory.Geometry.Classical"))
        with Verifier(toolchain, limits=Limits(wall_s=120.0, cpu_s=240, batch_claims=40)) as verifier:
            verdicts = verifier.verify(self.claims, trusted=True)
        accepted = [verdict.status is Status.VERIFIED for verdict in verdicts]
        print(f"Lean accepts {sum(accepted)} of {len(accepted)} theorems and counterexamples")
        for claim, verdict, fine in zip(self.claims, verdicts, accepted, strict=True):
            if not fine:
                print(f"  refused: {claim.id}: {verdict.reason}")
        return all(accepted)


def show_classical(court: Court) -> None:
    """The table of the classical rules."""
    print("of different points | of points that may coincide | the 43 rules of the classical engines")
    different = anywhere = 0
    for number, (statement, mend, proof) in enumerate(classical(), 1):
        find = partial(pictures, len(statement.variables), statement.given, statement.conclusions)
        wrong, loose = next(find(distinct=True), None), next(find(distinct=False), None)
        verdict = "true"
        if wrong is not None:
            different += 1
            court.refute(f"{number}, different points", statement, wrong, distinct=True)
            verdict = "false" if mend is None else f"true if {statement.said(mend)}"
        if wrong is None or mend is not None:
            given = (*statement.given, *((mend,) if mend else ()))
            mended = Statement(statement.variables, given, statement.conclusions)
            court.claim(f"{number}, proved", mended.theorem(), proved(mended, proof))
        if loose is not None:
            anywhere += 1
            court.refute(f"{number}, any points", statement, loose, distinct=False)
        print(f"{number:3} {verdict:32} {'true?' if loose is None else 'false':6} {statement}")
    print(f"false of different points: {different}; of points that may coincide: {anywhere}\n")


def show_conditions(court: Court) -> None:
    """The table of our own rules without one condition."""
    print("our rules without one of their conditions")
    needed = total = 0
    for rule in RULES:
        for dropped in rule_conditions(rule):
            distinct = dropped.kind != "diff"
            statement, points = refuted(rule, dropped)
            total += 1
            if points is not None:
                needed += 1
                court.refute(
                    f"{rule} without {statement.said(dropped)}", statement, points, distinct=distinct
                )
            said = "false" if points is not None else "no counterexample found"
            print(f"  {rule:22} {statement.said(dropped):32} {said}")
    print(f"false without the condition: {needed} of {total}\n")


def show_halving(court: Court) -> None:
    """That x = y does not follow from 2x = 2y."""
    equal = IndexedFact("eqangle", (0, 1, 2, 3, 2, 3, 0, 1))
    half = Statement(("a", "b", "c", "d"), (equal,), (IndexedFact("para", (0, 1, 2, 3)),))
    points = next(pictures(4, half.given, half.conclusions, distinct=True))
    court.refute("x = y from 2x = 2y", half, points, distinct=True)
    print(f"division by two is false of a b c d = {points}: {half}\n")


def show_proofs(files: Sequence[Path]) -> None:
    """How many proofs use what the classical rules do not state."""
    for file in files:
        lines = [line for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
        found = [proof for text in lines[1::2] if (proof := proof_of(text)) is not None]
        used = [{(step.reason, c.kind) for step in proof.steps for c in conditions(step)} for proof in found]
        lacking = [{rule for rule, kind in rules if kind in LACKING.get(rule, ())} for rules in used]
        kinds = Counter(kind for rules in used for kind in {kind for _, kind in rules})
        print(f"{file.name}: {len(found)} proofs, {sum(map(bool, used))} of them under conditions")
        print("  " + ", ".join(f"{kind} {count}" for kind, count in kinds.most_common()))
        print(f"  under one that the classical rule lacks: {sum(map(bool, lacking))}")


def conditions(step: Step) -> list[IndexedFact]:
    """The conditions of a step's theorem, inequalities of points apart."""
    known = step.reason not in ("premise", "algebra")
    return [c for c in rule_conditions(step.reason) if c.kind != "diff"] if known else []


def proof_of(text: str) -> Proof | None:
    """The engine's proof of a problem."""
    try:
        problem = parse_problem(text)
        shown = examine(problem, count=2).pictures
    except (LanguageError, FigureError):
        return None
    indices = {point: i for i, point in enumerate(problem.points)}
    goal = problem.goals[0].indexed(indices)
    premises = [premise.fact.indexed(indices) for premise in problem.premises]
    return Deduction(shown, premises, goal).proof(goal) if shown else None


def main() -> int:
    """Reads the command line, prints the tables."""
    parser = argparse.ArgumentParser(description="Decides rules of deduction with Lean.")
    parser.add_argument("files", nargs="*", type=Path, help="of problems, pairs of lines")
    options = parser.parse_args()
    court = Court()
    show_classical(court)
    show_conditions(court)
    show_halving(court)
    show_proofs(options.files)
    return 0 if court.decide() else 1


if __name__ == "__main__":
    sys.exit(main())
