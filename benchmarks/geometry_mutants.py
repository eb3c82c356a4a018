"""Corrupts statements and proofs of mined geometry problems: Lean must refuse whatever is not still true.

    python benchmarks/geometry_mutants.py --mutants 20000 [--seconds 110] [--log FILE]

A mutant differs from a sound theorem in one place: a premise dropped, or put in the place of another; points
swapped in a premise, in a step, in a rule's binding, in the goal; a coefficient of a certificate changed or a
term left out; a condition against degeneracy removed; one digit or one name of the text of the proof changed.
What Lean accepts is checked without it: fresh points that satisfy the mutant's hypotheses are sought
numerically, and its goal must hold of them. Exits with 1 if it does not.

`--log` gets a line for each problem, and a run goes on where the last one ended.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from geometry_truth import read_names, still_true

from factory.lean.claims import Claim, Limits
from factory.lean.toolchain import find_toolchain
from factory.lean.verifier import Verifier
from factory.records import Problem, Status
from generators.geometry.config import Config
from generators.geometry.derivation import read_proof
from generators.geometry.facts import parse_fact
from generators.geometry.lean import LeanTheorem, lean_theorem
from generators.geometry.mine import mine
from search.geometry import PREDICATES, IndexedFact
from search.geometry_engine import Proof, Step

BATCH = 80  # mutants of one call of the verifier
UNIT = 5  # problems of one unit of the miner


@dataclass(frozen=True)
class Sound:
    """A theorem as it was written, and what it was written from."""

    problem: Problem
    proof: Proof
    goal: IndexedFact
    theorem: LeanTheorem

    def written(self, proof: Proof, goal: IndexedFact | None = None) -> LeanTheorem:
        """The theorem of another proof about the same points."""
        return lean_theorem(proof, self.problem.figure.points, goal)


def sound(problem: Problem) -> Sound:
    """The theorem of a mined problem."""
    names = problem.figure.points
    indices = {point: i for i, point in enumerate(names)}
    proof = read_proof(problem.derivation, indices)
    goal = parse_fact(problem.goal).indexed(indices)
    return Sound(problem, proof, goal, lean_theorem(proof, names, goal))


class Unchanged(Exception):
    """There is nothing of this kind to change."""


def _swapped(points: Sequence[int], chance: random.Random) -> tuple[int, ...]:
    """The points with two different ones exchanged."""
    if len(set(points)) < 2:
        raise Unchanged
    a, b = chance.sample(sorted(set(points)), 2)
    return tuple(b if p == a else a if p == b else p for p in points)


def _chosen(steps: Sequence[Step], fits: Callable[[Step], object], chance: random.Random) -> int:
    places = [i for i, step in enumerate(steps) if fits(step)]
    if not places:
        raise Unchanged
    return chance.choice(places)


def _with_step(proof: Proof, place: int, step: Step) -> Proof:
    return Proof((*proof.steps[:place], step, *proof.steps[place + 1 :]))


def premise_points(theorem: Sound, chance: random.Random) -> LeanTheorem:
    """Two points exchanged in a premise, in statement and proof."""
    place = _chosen(theorem.proof.steps, lambda s: s.reason == "premise", chance)
    step = theorem.proof.steps[place]
    fact = replace(step.fact, points=_swapped(step.fact.points, chance))
    return theorem.written(_with_step(theorem.proof, place, replace(step, fact=fact)), theorem.goal)


def step_points(theorem: Sound, chance: random.Random) -> LeanTheorem:
    """Two points exchanged in what a step concludes."""
    place = _chosen(theorem.proof.steps[:-1], lambda s: s.reason != "premise", chance)
    step = theorem.proof.steps[place]
    fact = replace(step.fact, points=_swapped(step.fact.points, chance))
    return theorem.written(_with_step(theorem.proof, place, replace(step, fact=fact)), theorem.goal)


def binding_points(theorem: Sound, chance: random.Random) -> LeanTheorem:
    """Two points exchanged in the variables of a rule."""
    place = _chosen(theorem.proof.steps, lambda s: s.binding, chance)
    step = theorem.proof.steps[place]
    return theorem.written(
        _with_step(theorem.proof, place, replace(step, binding=_swapped(step.binding, chance))), theorem.goal
    )


def goal_points(theorem: Sound, chance: random.Random) -> LeanTheorem:
    """Two points exchanged in the goal, and in the step that proves it."""
    last = theorem.proof.steps[-1]
    fact = replace(last.fact, points=_swapped(last.fact.points, chance))
    return theorem.written(
        _with_step(theorem.proof, len(theorem.proof.steps) - 1, replace(last, fact=fact)), fact
    )


def _with_certificate(
    theorem: Sound, chance: random.Random, change: Callable[[list[Any], int], None]
) -> LeanTheorem:
    place = _chosen(theorem.proof.steps, lambda s: any(s.certificates), chance)
    step = theorem.proof.steps[place]
    number = chance.choice([i for i, terms in enumerate(step.certificates) if terms])
    terms = list(step.certificates[number])
    change(terms, chance.randrange(len(terms)))
    certificates = (*step.certificates[:number], tuple(terms), *step.certificates[number + 1 :])
    return theorem.written(
        _with_step(theorem.proof, place, replace(step, certificates=certificates)), theorem.goal
    )


def coefficient(theorem: Sound, chance: random.Random) -> LeanTheorem:
    """A coefficient of a certificate changed by one, or its sign."""

    def change(terms: list[Any], i: int) -> None:
        old = terms[i].coefficient
        terms[i] = replace(terms[i], coefficient=chance.choice([c for c in (old + 1, old - 1, -old) if c]))

    return _with_certificate(theorem, chance, change)


def certificate_term(theorem: Sound, chance: random.Random) -> LeanTheorem:
    """A term of a certificate left out."""

    def change(terms: list[Any], i: int) -> None:
        del terms[i]

    return _with_certificate(theorem, chance, change)


def certificate_source(theorem: Sound, chance: random.Random) -> LeanTheorem:
    """A term of a certificate taken from another step that the certificate uses, or from another relation."""

    def change(terms: list[Any], i: int) -> None:
        others = [t.step for t in terms if t.step != terms[i].step]
        if others and chance.random() < 0.5:
            terms[i] = replace(terms[i], step=chance.choice(others))
        else:
            terms[i] = replace(terms[i], relation=1 - min(terms[i].relation, 1))

    return _with_certificate(theorem, chance, change)


def rule_premise(theorem: Sound, chance: random.Random) -> LeanTheorem:
    """A rule's premise taken from another step."""
    place = _chosen(theorem.proof.steps, lambda s: s.premises, chance)
    step = theorem.proof.steps[place]
    premises = list(step.premises)
    premises[chance.randrange(len(premises))] = chance.randrange(place)
    return theorem.written(
        _with_step(theorem.proof, place, replace(step, premises=tuple(premises))), theorem.goal
    )


def _lines(theorem: Sound) -> tuple[str, list[str], str]:
    head, *hypotheses, goal = theorem.theorem.statement.splitlines()
    return head, hypotheses, goal


def _kinds(hypotheses: Sequence[str], *, conditions: bool) -> list[int]:
    """The places of the conditions, or of the premises."""
    places = []
    for i, line in enumerate(hypotheses):
        kind = line.split()[0]
        if kind in PREDICATES and PREDICATES[kind].is_open == conditions:
            places.append(i)
    if not places:
        raise Unchanged
    return places


def _restated(theorem: Sound, hypotheses: Sequence[str]) -> LeanTheorem:
    """The theorem with some of its hypotheses; what the term says of them is changed in the same way."""
    head, stated, goal = _lines(theorem)
    found = re.fullmatch(r"(\S+(?: p\d+| \d+)*) (.*)\.nil(\)*) (\(.*)", theorem.theorem.term)
    assert found is not None
    begin, listed, _, end = found.groups()
    facts = listed.split("(.cons ")[1:]
    lines = [line for line in stated if "Distinct [" not in line and "IsUnit " not in line]
    fact_of = dict(zip(lines, facts, strict=True))
    kept = [fact_of[line] for line in hypotheses if line in fact_of]
    term = f"{begin} {''.join(f'(.cons {fact}' for fact in kept)}.nil{')' * len(kept)} {end}"
    return replace(theorem.theorem, statement="\n".join([head, *hypotheses, goal]), term=term)


def premise_dropped(theorem: Sound, chance: random.Random) -> LeanTheorem:
    """A premise dropped from the statement."""
    _, hypotheses, _ = _lines(theorem)
    del hypotheses[chance.choice(_kinds(hypotheses, conditions=False))]
    return _restated(theorem, hypotheses)


def premise_replaced(theorem: Sound, chance: random.Random) -> LeanTheorem:
    """A premise of the statement replaced by another one: it is dropped, and their number stays."""
    _, hypotheses, _ = _lines(theorem)
    places = _kinds(hypotheses, conditions=False)
    if len(places) < 2:
        raise Unchanged
    place, other = chance.sample(places, 2)
    hypotheses[place] = hypotheses[other]
    return _restated(theorem, hypotheses)


def condition_dropped(theorem: Sound, chance: random.Random) -> LeanTheorem:
    """A condition against degeneracy dropped from the statement."""
    _, hypotheses, _ = _lines(theorem)
    del hypotheses[chance.choice(_kinds(hypotheses, conditions=True))]
    return _restated(theorem, hypotheses)


def condition_replaced(theorem: Sound, chance: random.Random) -> LeanTheorem:
    """A condition replaced by another hypothesis: it is dropped, and their number stays."""
    _, hypotheses, _ = _lines(theorem)
    place = chance.choice(_kinds(hypotheses, conditions=True))
    hypotheses[place] = hypotheses[chance.randrange(len(hypotheses))]
    return _restated(theorem, hypotheses)


def point_not_distinct(theorem: Sound, chance: random.Random) -> LeanTheorem:
    """A point that need no longer be different from the others."""
    _, hypotheses, _ = _lines(theorem)
    place = next(i for i, line in enumerate(hypotheses) if "Distinct [" in line)
    names = re.findall(r"[\w']+", hypotheses[place].split("[")[1])
    names.remove(chance.choice(names))
    hypotheses[place] = f"  Distinct [{', '.join(names)}] →"
    return _restated(theorem, hypotheses)


def statement_points(theorem: Sound, chance: random.Random) -> LeanTheorem:
    """Two points exchanged in one line of the statement, and not in the proof."""
    head, *lines = theorem.theorem.statement.splitlines()
    place = chance.choice([i for i, line in enumerate(lines) if line.split()[0] in PREDICATES])
    kind, *words = lines[place].split()
    names = sorted(
        {word for word in words if re.fullmatch(r"[a-z][\w']*", word) and word not in ("w", "right")}
    )
    if len(names) < 2:
        raise Unchanged
    a, b = chance.sample(names, 2)
    swapped = [b if word == a else a if word == b else word for word in words]
    lines[place] = f"  {' '.join([kind, *swapped])}"
    return replace(theorem.theorem, statement="\n".join([head, *lines]))


def _edited(theorem: Sound, pattern: str, chance: random.Random, change: Callable[[str], str]) -> LeanTheorem:
    """The proof, in both forms, with one match of a pattern changed in each where there is one."""

    def edit(text: str) -> str:
        found = list(re.finditer(pattern, text))
        if not found:
            return text
        match = chance.choice(found)
        return text[: match.start()] + change(match[0]) + text[match.end() :]

    return replace(theorem.theorem, tactics=edit(theorem.theorem.tactics), term=edit(theorem.theorem.term))


def number_of_proof(theorem: Sound, chance: random.Random) -> LeanTheorem:
    """A number in the text of the proof changed; of the number that is a whole proof, one digit."""

    def change(number: str) -> str:
        if not number.startswith("0x"):
            return str(max(0, int(number) + chance.choice([-1, 1, 2])))
        place = chance.randrange(2, len(number))
        digit = chance.choice([c for c in "0123456789abcdef" if c != number[place]])
        return number[:place] + digit + number[place + 1 :]

    return _edited(theorem, r"0x[0-9a-f]+|(?<![\w'])\d+(?![\w'])", chance, change)


def byte_of_proof(theorem: Sound, chance: random.Random) -> LeanTheorem:
    """A letter or digit in the text of the proof changed."""

    def change(letter: str) -> str:
        return chance.choice([c for c in "abcdefhmnpq0123456789" if c != letter])

    return _edited(theorem, r"[a-z0-9]", chance, change)


MUTATIONS: tuple[Callable[[Sound, random.Random], LeanTheorem], ...] = (
    premise_dropped,
    premise_replaced,
    premise_points,
    statement_points,
    goal_points,
    step_points,
    binding_points,
    rule_premise,
    coefficient,
    certificate_term,
    certificate_source,
    condition_dropped,
    condition_replaced,
    point_not_distinct,
    number_of_proof,
    byte_of_proof,
)


@dataclass(frozen=True)
class Mutant:
    """A corrupted theorem."""

    kind: str
    sound: Sound
    theorem: LeanTheorem
    tactics: bool  # whether it is checked in tactics, else as a term

    def claim(self, number: int) -> Claim:
        """What Lean is asked."""
        proof = self.theorem.tactics if self.tactics else self.theorem.term
        return Claim(id=str(number), statement=self.theorem.statement, proof=proof)


TACTICS = 0.05  # the share of mutants that are checked in tactics; these cost most


def mutants(theorem: Sound, count: int, chance: random.Random) -> Iterator[Mutant | str]:
    """`count` mutants of a theorem, or the kinds of those that cannot even be written."""
    made = 0
    while made < count:
        mutate = chance.choice(MUTATIONS)
        tactics = chance.random() < TACTICS
        try:
            changed = mutate(theorem, chance)
        except Unchanged:
            continue
        except (ValueError, IndexError, KeyError):  # no such rule, relation or order of points
            made += 1
            yield mutate.__name__
            continue
        before = (theorem.theorem.statement, theorem.theorem.tactics if tactics else theorem.theorem.term)
        if (changed.statement, changed.tactics if tactics else changed.term) != before:
            made += 1
            yield Mutant(mutate.__name__, theorem, changed, tactics)


def check(unit: int, each: int, seed: int, verifier: Verifier, problems: int = UNIT) -> dict[str, Any]:
    """The counts of one unit of mined problems, with what was accepted and is not still true."""
    chance = random.Random(f"{seed}/{unit}")
    tally: Counter[str] = Counter()
    wrong = []
    made: list[Mutant] = []
    for problem in mine(Config(figures=False), seed, unit, problems).problems:
        for mutant in mutants(sound(problem), each, chance):
            if isinstance(mutant, Mutant):
                made.append(mutant)
            else:
                tally[f"{mutant}/not written"] += 1
    for first in range(0, len(made), BATCH):
        batch = made[first : first + BATCH]
        verdicts = verifier.verify([m.claim(i) for i, m in enumerate(batch)], trusted=True)
        for mutant, verdict in zip(batch, verdicts, strict=True):
            if verdict.status is not Status.VERIFIED:
                tally[f"{mutant.kind}/refused"] += 1
                continue
            found = settled(mutant)
            tally[f"{mutant.kind}/{found}"] += 1
            if found != "true":
                wrong.append(f"{found}: {mutant.kind}: {mutant.theorem.statement}")
    return {"unit": unit, "tally": dict(sorted(tally.items())), "wrong": wrong}


def settled(mutant: Mutant) -> str:
    """Whether the statement of an accepted mutant is still true; see `still_true`."""
    names = read_names(mutant.theorem.statement)
    figure = mutant.sound.problem.figure
    places = np.array(figure.coordinates).reshape(-1, 2)
    chosen = [figure.points.index(name.removeprefix("p_")) for name in names]
    return still_true(mutant.theorem.statement, places[chosen])


def main() -> int:
    """Reads the command line, prints the table."""
    parser = argparse.ArgumentParser(description="Has Lean check corrupted theorems of geometry.")
    parser.add_argument("--mutants", type=int, default=1000, help="how many, those of the log included")
    parser.add_argument("--each", type=int, default=20, help="of one problem")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=110, help="no unit begins later")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--log", type=Path, help="a file of units that are done")
    options = parser.parse_args()
    done: list[dict[str, Any]] = []
    if options.log and options.log.exists():
        done = [json.loads(line) for line in options.log.read_text(encoding="utf-8").splitlines()]
    end = time.monotonic() + options.seconds
    # A proof that fits costs a fraction of these heartbeats; one that does not would use up the usual ones.
    limits = Limits(heartbeats=3_000, wall_s=120.0, cpu_s=240, batch_claims=BATCH)
    with Verifier(find_toolchain(library=("Factory.Geometry",)), options.workers, limits) as verifier:
        while sum(sum(u["tally"].values()) for u in done) < options.mutants and time.monotonic() < end:
            done.append(check(len(done), options.each, options.seed, verifier))
            if options.log:
                with options.log.open("a", encoding="utf-8") as log:
                    log.write(json.dumps(done[-1]) + "\n")
    total: Counter[str] = Counter()
    for unit in done:
        total.update(unit["tally"])
    outcomes = ("refused", "not written", "true", "false", "undecided")
    print(f"{'mutation':22}" + "".join(f"{outcome:>13}" for outcome in outcomes))
    for kind in [mutate.__name__ for mutate in MUTATIONS]:
        print(f"{kind:22}" + "".join(f"{total[f'{kind}/{outcome}']:>13}" for outcome in outcomes))
    sums = [sum(n for key, n in total.items() if key.endswith("/" + outcome)) for outcome in outcomes]
    print(f"{f'all {sum(sums)}':22}" + "".join(f"{n:>13}" for n in sums))
    wrong = [text for unit in done for text in unit["wrong"]]
    print("accepted by Lean: those that are still true, and what follows", *wrong[:20], sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
