"""Writes proofs of the geometry engine as Lean theorems, step by step as in the trace.

A theorem is about points with coordinates in an arbitrary ordered field (`lean_project/Factory/Geometry`).
Its hypotheses are that the points are pairwise different, the premises that the proof uses, and the
conditions of the rules that it applies. Step n of the trace is `hn`: a premise, a rule, or algebra with its
certificate.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Final

from generators.geometry.certificates import ANGLES, Use, length_uses, numbers_of
from generators.geometry.lean_conditions import rule_conditions
from generators.geometry.replay import Replay, ReplayError, rule_premises
from search.geometry import IndexedFact
from search.geometry_engine import RULES, Proof, Step, Term, bind

_NAME: Final = re.compile(r"[A-Za-z][0-9]*")
_RESERVED: Final = re.compile(r"F|w|[hn][0-9]+")
_NAMED_NUMBERS: Final = 32  # `p0`, `p1`, ... of the library


class LeanTextError(ValueError):
    """A proof that has no Lean text: a step and the reason."""


@dataclass(frozen=True, slots=True)
class LeanTheorem:
    """A theorem's statement, its proof in tactics, and the same proof as a term."""

    statement: str
    tactics: str
    term: str


def lean_statement(proof: Proof, names: Sequence[str], goal: IndexedFact | None = None) -> str:
    """The statement of `lean_theorem` alone."""
    return _Writer(proof, names, goal or proof.steps[-1].fact).statement()


def lean_theorem(proof: Proof, names: Sequence[str], goal: IndexedFact | None = None) -> LeanTheorem:
    """The theorem that a proof proves; `names` are those of all points of the problem.

    `goal` is the last step's fact unless it is given: a `cyclic` may have its points in another order. Raises
    LeanTextError when a step does not fit its rule.
    """
    return _Writer(proof, names, goal or proof.steps[-1].fact).theorem()


def lean_names(names: Iterable[str]) -> list[str]:
    """Names for points that mean nothing else in Lean, each of them different."""
    taken: set[str] = set()
    result = []
    for name in names:
        fits = _NAME.fullmatch(name) and not _RESERVED.fullmatch(name)
        chosen = name if fits else "p_" + name
        while chosen in taken:
            chosen += "'"
        taken.add(chosen)
        result.append(chosen)
    return result


class _Writer:
    def __init__(self, proof: Proof, names: Sequence[str], goal: IndexedFact) -> None:
        self.proof = proof
        self.all_names = names
        self.goal = goal
        self.conditions = self._conditions()
        mentioned = proof.points.union(
            *(c.points for c in self.conditions), *(s.binding for s in proof.steps)
        )
        self.points = sorted(mentioned)
        self.index = {point: i for i, point in enumerate(self.points)}
        chosen = lean_names(names[point] for point in self.points)
        self.names = dict(zip(self.points, chosen, strict=True))
        # Angles are counted in units of which `quarter` make a right angle.
        values = [step.fact.value for step in proof.steps if step.fact.kind == "aconst" and step.fact.value]
        self.quarter = lcm(2, *(value.denominator for value in values)) // 2

        # Above all numbers of points, and all numbers whose logarithms are added.
        ratios = [step.fact.value for step in proof.steps if step.fact.kind == "rconst" and step.fact.value]
        numbers = [n for ratio in ratios for n in ratio.as_integer_ratio()]
        self.radix = max(len(self.points), 3, *(n + 1 for n in numbers))

    def _conditions(self) -> list[IndexedFact]:
        """The inequalities that the theorem assumes, each once."""
        bound = [
            bind(condition, step.binding)
            for step in self.proof.steps
            if step.reason in RULES
            for condition in rule_conditions(step.reason)
        ]
        return [condition for condition in dict.fromkeys(bound) if condition.kind != "diff"]

    def hypotheses(self) -> list[tuple[str, IndexedFact]]:
        """Names and facts of the premises, then of the conditions."""
        steps = enumerate(self.proof.steps, 1)
        givens = [(f"h{n}", step.fact) for n, step in steps if step.reason == "premise"]
        return givens + [(f"n{n}", condition) for n, condition in enumerate(self.conditions, 1)]

    def statement(self) -> str:
        names = [self.names[point] for point in self.points]
        unit = [] if self.quarter == 1 else [f"IsUnit w {self.quarter}"]
        assumed = [*unit, f"Distinct [{', '.join(names)}]"]
        assumed += [self.said(fact) for _, fact in self.hypotheses()]
        variables = f"({' '.join(names)} : Point F)" + (" (w : Point F)" if unit else "")
        head = f"∀ (F : Type) [OrderedField F] {variables},"
        return "\n".join([head, *(f"  {text} →" for text in assumed), f"  {self.said(self.goal)}"])

    def theorem(self) -> LeanTheorem:
        steps = list(enumerate(self.proof.steps))
        points = [self.names[point] for point in self.points]
        unit = [] if self.quarter == 1 else ["w unit"]
        bound = " ".join([*points, *unit, "distinct", *(name for name, _ in self.hypotheses())])
        derived = [(n, step) for n, step in steps if step.reason != "premise"]
        last = self.reordered(f"h{len(steps)}", self.proof.steps[-1].fact, self.goal)
        tactics = ["by", f"  intro F _ {bound}"]
        tactics += [
            f"  have h{n + 1} : {self.said(step.fact)} := {self.reason(n, step)}" for n, step in derived
        ]
        return LeanTheorem(self.statement(), "\n".join([*tactics, f"  exact {last}"]), self.term())

    def term(self) -> str:
        """The replay of the proof, with what the theorem states."""
        facts = [fact for _, fact in self.hypotheses()]
        stated = "".join(f"(.cons ({self.coded(fact)}) " for fact in facts) + ".nil" + ")" * len(facts)
        name = "replay" if self.quarter == 1 else f"replayIn {_numeral(self.quarter)}"
        goal = f"({self.coded(self.goal)})"
        # Lean would print a numeral in decimals, and takes longer for that than for all its digits.
        number = f"(nat_lit {self.replay():#x})"
        return f"{name} {_numeral(len(self.points))} {stated} {goal} {number} (by decide +kernel)"

    def replay(self) -> int:
        """The proof as a number, which Lean replays."""
        replay = Replay(self.index, self.quarter, self.radix)
        for _, fact in self.hypotheses():
            replay.assume(self.digits(replay, fact))
        for number, step in enumerate(self.proof.steps, 1):
            try:
                if step.reason == "algebra":
                    self.replay_algebra(replay, step)
                elif step.reason == "distances":
                    scale, uses = self.square_uses(step)
                    places = [self.place(replay, self.proof.steps[source].fact) for source in step.sources]
                    placed = [(n, places[p], view) for n, p, view in uses]
                    replay.distances(self.digits(replay, step.fact), scale, placed)
                elif step.reason != "premise":
                    self.replay_rule(replay, step)
            except LeanTextError as error:
                raise LeanTextError(f"step {number}, {step.reason}: {error}") from error
        self.replay_order(replay, self.proof.steps[-1].fact, self.goal)
        try:
            return replay.number()
        except ReplayError as error:
            raise LeanTextError(str(error)) from error

    def digits(self, replay: Replay, fact: IndexedFact) -> tuple[int, ...]:
        return replay.numbered(fact, self.units(fact) if fact.kind == "aconst" else 0)

    def place(self, replay: Replay, fact: IndexedFact) -> int:
        place = replay.place(self.digits(replay, fact))
        if place is None:
            raise LeanTextError(f"nothing shows {self.said(fact)}")
        return place

    def replay_rule(self, replay: Replay, step: Step) -> None:
        premises = []
        for needed, source in zip(rule_premises(step), step.premises, strict=True):
            if source >= 0:
                premises.append(self.replay_order(replay, self.proof.steps[source].fact, needed))
                continue
            *triangle, last = needed.points
            if needed.kind != "cyclic" or last not in triangle:
                raise LeanTextError(f"nothing shows {self.said(needed)}")
            condition = self.place(replay, IndexedFact("ncoll", tuple(triangle)))
            name = ("cyclic_first", "cyclic_second", "cyclic_third")[triangle.index(last)]
            premises.append(replay.rule(name, triangle, [condition], self.digits(replay, needed)))
        for schema in rule_conditions(step.reason):
            if schema.kind != "diff":
                premises.append(self.place(replay, bind(schema, step.binding)))
        replay.rule(step.reason, step.binding, premises, self.digits(replay, step.fact))

    def replay_order(self, replay: Replay, fact: IndexedFact, wanted: IndexedFact) -> int:
        """The place of a fact with the points of a `cyclic` in another order."""
        place = self.place(replay, fact)
        for name, order in _orders(fact, wanted):
            before, fact = fact, IndexedFact(fact.kind, order)
            place = replay.rule(name, before.points, [place], self.digits(replay, fact))
        if fact != wanted:
            raise LeanTextError(f"{self.said(fact)} is not {self.said(wanted)}")
        return place

    def replay_algebra(self, replay: Replay, step: Step) -> None:
        sources = list(step.sources)
        facts = [self.proof.steps[source].fact for source in sources]
        split = ANGLES.get(step.fact.kind, 0)
        products: list[tuple[int, int]] = []
        relations = [
            (1, self.angle_uses(step.fact, terms, sources, facts)) for terms in step.certificates[:split]
        ]
        angles = len(relations)
        relations += [
            length_uses(numbers_of(step.fact, number), terms, sources, facts, products)
            for number, terms in enumerate(step.certificates[split:])
        ]
        places = [self.place(replay, fact) for fact in facts]
        turn = [replay.turn()] if any(p == len(facts) for _, u in relations[:angles] for _, p, _ in u) else []
        further = [replay.product(m, n) for m, n in products]
        placed = [
            (scale, [(n, (places + (turn if i < angles else further))[p], r) for n, p, r in uses])
            for i, (scale, uses) in enumerate(relations)
        ]
        replay.algebra(self.digits(replay, step.fact), placed)

    def said(self, fact: IndexedFact) -> str:
        """The fact as a proposition of Lean."""
        points = " ".join(self.names[point] for point in fact.points)
        if fact.kind == "diff":
            return points.replace(" ", " ≠ ")
        if fact.kind == "aconst":
            return f"aconst {points} {'right' if self.quarter == 1 else 'w'} {self.units(fact)}"
        if fact.kind == "rconst" and fact.value is not None:
            return f"rconst {points} {fact.value.numerator} {fact.value.denominator}"
        return f"{fact.kind} {points}"

    def numbers(self, fact: IndexedFact) -> list[int]:
        """The points of the fact by number, and its value."""
        numbers = [*(self.index[point] for point in fact.points)]
        if fact.kind == "aconst":
            numbers.append(self.units(fact))
        if fact.kind == "rconst" and fact.value is not None:
            numbers += [fact.value.numerator, fact.value.denominator]
        return numbers

    def numbered(self, fact: IndexedFact) -> str:
        """The fact about numbers of points."""
        return f".{fact.kind} {' '.join(map(str, self.numbers(fact)))}"

    def coded(self, fact: IndexedFact) -> str:
        """The same in numbers that Lean reads quickly."""
        return f".{fact.kind} {' '.join(map(_numeral, self.numbers(fact)))}"

    def units(self, fact: IndexedFact) -> int:
        """The angle of an `aconst` in units."""
        return int((fact.value or Fraction(0)) * 2 * self.quarter) % (2 * self.quarter)

    def different(self, a: int, b: int) -> str:
        return f"(distinct.diff rfl {self.index[a]} {self.index[b]} rfl)"

    def reason(self, number: int, step: Step) -> str:
        try:
            if step.reason == "distances":
                return self.distances(step)
            return self.algebra(step) if step.reason == "algebra" else self.rule(step)
        except LeanTextError as error:
            raise LeanTextError(f"step {number + 1}, {step.reason}: {error}") from error

    def rule(self, step: Step) -> str:
        """The theorem of a rule, with the proofs of its premises and conditions."""
        known = {condition: f"n{n}" for n, condition in enumerate(self.conditions, 1)}
        arguments = []
        for schema, source in zip(RULES[step.reason].premises, step.premises, strict=True):
            needed = bind(schema, step.binding)
            if source >= 0:
                proof = self.reordered(f"h{source + 1}", self.proof.steps[source].fact, needed)
            else:
                proof = self.with_repeated_point(needed, known)
            arguments.append(proof)
        for schema in rule_conditions(step.reason):
            condition = bind(schema, step.binding)
            arguments.append(
                self.different(*condition.points) if condition.kind == "diff" else known[condition]
            )
        return " ".join([step.reason, *arguments])

    def with_repeated_point(self, fact: IndexedFact, known: dict[IndexedFact, str]) -> str:
        """A `cyclic` that only says that three points are not collinear."""
        *triangle, last = fact.points
        condition = known.get(IndexedFact("ncoll", tuple(triangle)))
        if fact.kind != "cyclic" or condition is None or last not in triangle:
            raise LeanTextError(f"nothing shows {self.said(fact)}")
        return f"(cyclic_{('first', 'second', 'third')[triangle.index(last)]} {condition})"

    def reordered(self, proof: str, fact: IndexedFact, wanted: IndexedFact) -> str:
        """The proof of a fact, as one of the same fact with the points of a `cyclic` in another order."""
        if fact == wanted:
            return proof
        if fact.kind != "cyclic" or wanted.kind != "cyclic" or set(fact.points) != set(wanted.points):
            raise LeanTextError(f"{self.said(fact)} is not {self.said(wanted)}")
        for name, (a, b, c, _) in _orders(fact, wanted):
            how = name.removeprefix("cyclic_")
            proof = f"{proof}.{how}"
            if how == "swap_last":
                proof = f"({proof} {self.different(a, c)} {self.different(b, c)})"
        return proof

    def algebra(self, step: Step) -> str:
        """The step that a certificate proves."""
        sources = list(step.sources)
        facts = [self.proof.steps[source].fact for source in sources]
        split = ANGLES.get(step.fact.kind, 0)
        angles = [
            _uses(self.angle_uses(step.fact, terms, sources, facts)) for terms in step.certificates[:split]
        ]
        products: list[tuple[int, int]] = []
        combined = [
            length_uses(numbers_of(step.fact, number), terms, sources, facts, products)
            for number, terms in enumerate(step.certificates[split:])
        ]
        lengths = [f"({scale}, {_uses(uses)})" for scale, uses in combined]
        certificates = f"[{', '.join(angles)}] [{', '.join(lengths)}]"
        return self.applied(step.fact, sources, products, certificates)

    def square_uses(self, step: Step) -> tuple[int, list[Use]]:
        """How often the relation of squares is meant, and the uses of relations of the step's sources."""
        terms = [term for certificate in step.certificates for term in certificate]
        scale = lcm(1, *(term.coefficient.denominator for term in terms))
        uses = []
        for term in terms:
            seen = self.proof.steps[term.step].fact.kind in ("midp", "contri")
            if seen and not 0 <= term.relation < len(step.binding):
                raise LeanTextError(f"no point is given from which step {term.step} is seen")
            # Lean counts the points from which a figure may be seen from the last one.
            view = len(self.points) - 1 - self.index[step.binding[term.relation]] if seen else 0
            uses.append((int(term.coefficient * scale), step.sources.index(term.step), view))
        return scale, uses

    def distances(self, step: Step) -> str:
        """The step that a sum of squares of distances proves."""
        scale, uses = self.square_uses(step)
        facts = ", ".join(self.numbered(self.proof.steps[source].fact) for source in step.sources)
        proofs = ", ".join([*(f"h{source + 1}" for source in step.sources), "trivial"])
        unit = "right" if self.quarter == 1 else "w"
        return (
            f"distances {unit} {len(self.points)} {self.radix} distinct rfl [{facts}] ⟨{proofs}⟩ "
            f"({self.numbered(step.fact)}) {scale} {_uses(uses)} (by decide +kernel)"
        )

    def applied(
        self, goal: IndexedFact, sources: list[int], products: list[tuple[int, int]], certificates: str
    ) -> str:
        """The application of the theorem that checks certificates."""
        said = [self.numbered(self.proof.steps[source].fact) for source in sources]
        said += [f".product {m} {n}" for m, n in products]
        proofs = [f"h{source + 1}" for source in sources] + ["⟨nofun, nofun⟩"] * len(products)
        counts = f"{len(self.points)} {self.radix}"
        name = f"algebra {counts} distinct" if self.quarter == 1 else f"algebraIn {counts} unit distinct"
        holds = f"⟨{', '.join([*proofs, 'trivial'])}⟩" if proofs else "trivial"
        goal_text = f"({self.numbered(goal)})"
        return f"{name} rfl [{', '.join(said)}] {holds} {goal_text} {certificates} (by decide +kernel)"

    def angle_uses(
        self, goal: IndexedFact, terms: Sequence[Term], sources: list[int], facts: list[IndexedFact]
    ) -> list[Use]:
        uses = []
        total = -self.constant(goal)
        for term in terms:
            position = sources.index(term.step)
            count = int(term.coefficient)
            total += count * self.constant(facts[position])
            uses.append((count, position, term.relation))
        turns = total // (2 * self.quarter)
        if turns:  # twice a right angle, which stands behind the facts of the list
            uses.append((-turns, len(facts), 0))
        return uses

    def constant(self, fact: IndexedFact) -> int:
        """The angle, in units, that the fact's relation has beside directions."""
        if fact.kind in ("perp", "compl"):
            return self.quarter
        return -self.units(fact) if fact.kind == "aconst" else 0


def _numeral(number: int) -> str:
    """A name of the library for the number: a numeral takes Lean four times as long."""
    return f"p{number}" if number < _NAMED_NUMBERS else str(number)


def _orders(fact: IndexedFact, wanted: IndexedFact) -> Iterator[tuple[str, tuple[int, ...]]]:
    """The way from one order of the points of a `cyclic` to another: each time how, and the order then."""
    if fact.kind != "cyclic" or wanted.kind != "cyclic" or set(fact.points) != set(wanted.points):
        return
    a, b, c, d = fact.points
    if d != wanted.points[3]:
        # The wanted last point goes to the third place, then to the last.
        if b == wanted.points[3]:
            a, b = b, a
            yield "cyclic_swap", (a, b, c, d)
        if a == wanted.points[3]:
            a, b, c = b, c, a
            yield "cyclic_turn", (a, b, c, d)
        c, d = d, c
        yield "cyclic_swap_last", (a, b, c, d)
    if c != wanted.points[2]:
        if b == wanted.points[2]:
            a, b = b, a
            yield "cyclic_swap", (a, b, c, d)
        a, b, c = b, c, a
        yield "cyclic_turn", (a, b, c, d)
    if a != wanted.points[0]:
        yield "cyclic_swap", (b, a, c, d)


def _uses(uses: Sequence[Use]) -> str:
    said = (f".{'add' if n > 0 else 'sub'} {abs(n)} {fact} {relation}" for n, fact, relation in uses)
    return f"[{', '.join(said)}]"
