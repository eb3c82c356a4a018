"""The solver behind `factory solve`: draws a problem and proves its goals, or says what stood in the way."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import msgspec

from factory.records import Deduced, Derivation, Figure, Multiple, Solution, Solved
from generators.geometry.facts import Fact, LanguageError
from generators.geometry.figure import Examination, FigureError, clearest, draw, examine
from generators.geometry.language import Dialect, parse_problem, problem_text
from generators.geometry.lean import lean_theorem
from generators.geometry.problem import GeometryProblem
from generators.geometry.svg import figure_svg
from generators.geometry.words.facts import plainly
from generators.geometry.words.templates import display
from search.geometry import PREDICATES, IndexedFact, Picture
from search.geometry_engine import MAX_ENGINE_POINTS, Deduction, Limits, Proof, Step, minimal_proof

_CHOICE: Final = 12  # pictures, of which the clearest is shown
_LIMITS: Final = {
    "out_of_facts": "too many facts",
    "out_of_rounds": "too many rounds of deduction",
    "out_of_time": "the time was up",
}


class GeometrySolver:
    """Solves problems of the construction languages with the native deduction engine."""

    name = "geometry"
    version = "1"
    summary = "plane geometry in the JGEX construction language or in Newclid 3's dialect of it"
    languages = tuple(map(str, Dialect))
    library = ("Factory.Geometry",)

    def split(self, text: str) -> list[tuple[str, str]]:
        """Name and text of each problem: pairs of lines, or one line; a line of `#` is a comment."""
        lines = [(i, line.strip()) for i, line in enumerate(text.splitlines(), 1)]
        lines = [(i, line) for i, line in lines if line and not line.startswith("#")]
        if len(lines) == 1 and "=" in lines[0][1]:
            return [("", lines[0][1])]
        if len(lines) % 2:
            number, line = lines[-1]
            raise ValueError(f"line {number} ({line[:60]}): a name without a problem after it")
        return [(name, line) for (_, name), (_, line) in zip(lines[::2], lines[1::2], strict=True)]

    def solve(self, name: str, text: str, *, language: str, seconds: float) -> Solution:
        """Reads, draws and proves; the outcome says how far that went."""
        start = time.perf_counter()
        try:
            problem = parse_problem(text, dialect=Dialect(language), name=name)
        except LanguageError as error:
            solution = Solution(name=name, problem=text, outcome=Solved.BAD_LANGUAGE, reason=str(error))
        else:
            solution = _solution(problem, start + seconds)
        return msgspec.structs.replace(solution, seconds=time.perf_counter() - start)


solver = GeometrySolver()


class _Ended(Exception):
    """The attempt ended without a proof: the outcome and the reason."""


@dataclass(frozen=True, slots=True)
class _Attempt:
    """A problem with pictures in which its goals hold, and the time at which to stop."""

    problem: GeometryProblem
    examination: Examination
    deadline: float

    @property
    def auxiliary(self) -> tuple[str, ...]:
        """The points of the auxiliary clauses."""
        return tuple(point for clause in self.problem.auxiliary for point in clause.points)

    def prove(self, goal: Fact) -> Proof:
        """A minimal proof of one goal; raises _Ended."""
        indices = {point: i for i, point in enumerate(self.problem.points)}
        # Auxiliary premises come first, because the first are the first to be left out.
        stated = sorted(self.problem.premises, key=lambda premise: premise.clause < len(self.problem.clauses))
        premises = [premise.fact.indexed(indices) for premise in stated]
        wanted = goal.indexed(indices)
        try:
            deduction = Deduction(self.examination.pictures, premises, wanted, self._limits(1))
            proof = deduction.proof(wanted)
            if proof is None:
                raise _Ended(*self._failure(goal, deduction.outcome))
            kept = [premise for premise in premises if premise in proof.premises]
            smaller = minimal_proof(self.examination.pictures, kept, wanted, self._limits(len(kept) + 2))
        except (ValueError, OverflowError) as error:
            raise _Ended(Solved.OUT_OF_LIMITS, str(error)) from error
        return smaller or proof

    def _limits(self, runs: int) -> Limits:
        """Limits under which so many deductions end before the deadline."""
        return Limits(seconds=max(0.0, self.deadline - time.perf_counter()) / runs)

    def _failure(self, goal: Fact, outcome: str) -> tuple[Solved, str]:
        held, tried = self.examination.held, self.examination.tried
        if outcome in _LIMITS:
            return Solved.OUT_OF_LIMITS, f"{goal}: {_LIMITS[outcome]} before the goal was reached"
        if PREDICATES[goal.kind].is_open:
            return Solved.SATURATED, f"{goal}: inequalities are hypotheses of the engine, never conclusions"
        reason = f"{goal} is not among what the rules derive, and they derive nothing more"
        if held < tried:
            reason += f"; it holds in {held} of {tried} realizations only, so the premises do not imply it"
        return Solved.SATURATED, reason

    def derivation(self, goal: Fact, proof: Proof) -> Derivation:
        """The proof of a goal as records."""
        steps = [self._deduced(i, step) for i, step in enumerate(proof.steps)]
        depths: list[int] = []
        for step in proof.steps:
            below = max((depths[source] for source in step.sources), default=0)
            depths.append(below + (step.reason != "premise" and not step.restates))
        measures: dict[str, float] = {
            "length": proof.length,
            "depth": depths[-1],
            "rules": len({step.reason for step in proof.steps} - {"premise"}),
            "premises": len(proof.premises),
            "points": len(proof.points),
        }
        indices = {point: i for i, point in enumerate(self.problem.points)}
        theorem = lean_theorem(proof, self.problem.points, goal.indexed(indices))
        return Derivation(
            goal=str(goal),
            steps=steps,
            conditions=[self._said(condition)[0] for condition in proof.conditions],
            measures=measures,
            statement=theorem.statement,
            tactic=theorem.tactics,
            term=theorem.term,
        )

    def _deduced(self, index: int, step: Step) -> Deduced:
        fact = self._named(step.fact)
        symbols, words = self._said(step.fact)
        return Deduced(
            index=index,
            rule=step.reason,
            premises=[source for source in step.premises if source >= 0] or list(step.sources),
            conclusion=str(fact),
            symbols=symbols,
            words=words,
            conditions=[str(self._named(condition)) for condition in step.conditions],
            binding=[self.problem.points[i] for i in step.binding],
            certificate=[
                [Multiple(step=t.step, relation=t.relation, coefficient=str(t.coefficient)) for t in terms]
                for terms in step.certificates
            ],
            restates=step.restates,
            auxiliary=not set(fact.points).isdisjoint(self.auxiliary),
        )

    def _said(self, fact: IndexedFact) -> tuple[str, str]:
        return plainly(self._named(fact), display(self.problem.points))

    def _named(self, fact: IndexedFact) -> Fact:
        points = self.problem.points
        return Fact(fact.kind, tuple(points[i] for i in fact.points), fact.value)


def _solution(problem: GeometryProblem, deadline: float) -> Solution:
    start = Solution(
        name=problem.name,
        problem=problem_text(problem),
        outcome=Solved.PROVED,
        reason="",
        goals=[str(goal) for goal in problem.goals],
    )
    try:
        attempt = _Attempt(problem, _examined(problem, deadline), deadline)
    except _Ended as end:
        outcome, reason = end.args
        if outcome in (Solved.FALSE, Solved.CONTRADICTORY):
            start = msgspec.structs.replace(start, figure=_figure(problem, draw(problem)))
        return msgspec.structs.replace(start, outcome=outcome, reason=reason)
    proofs: list[tuple[Fact, Proof]] = []
    outcome, reason = Solved.PROVED, ""
    for goal in problem.goals:
        try:
            proofs.append((goal, attempt.prove(goal)))
        except _Ended as end:
            if outcome is Solved.PROVED:
                outcome, reason = end.args
    pictures = examine(problem, count=_CHOICE, seed=1, deadline=deadline).pictures
    used = {problem.points[i] for _, proof in proofs for i in proof.points}
    return msgspec.structs.replace(
        start,
        outcome=outcome,
        reason=reason,
        proofs=[attempt.derivation(goal, proof) for goal, proof in proofs],
        figure=_figure(problem, pictures or attempt.examination.pictures),
        realizations=attempt.examination.tried,
        held=attempt.examination.held,
        auxiliary=[point for point in attempt.auxiliary if point in used],
    )


def _figure(problem: GeometryProblem, pictures: Sequence[Picture]) -> Figure:
    """The clearest of the pictures, drawn."""
    picture = clearest(pictures)
    coordinates = picture.ravel().tolist()
    return Figure(points=list(problem.points), coordinates=coordinates, svg=figure_svg(problem, picture))


def _examined(problem: GeometryProblem, deadline: float) -> Examination:
    """Pictures in which all goals hold, drawn before the deadline; raises _Ended where there are none."""
    if not problem.goals:
        raise _Ended(Solved.NO_GOAL, "the problem has no goal: write '? GOAL' at its end")
    if len(problem.points) > MAX_ENGINE_POINTS:
        raise _Ended(
            Solved.TOO_LARGE,
            f"the problem has {len(problem.points)} points, the engine takes {MAX_ENGINE_POINTS}",
        )
    try:
        examination = examine(problem, deadline=deadline)
        if not examination.pictures:
            if time.perf_counter() > deadline:
                said = f"the time was up after {examination.tried} figures, none with the goals true"
                raise _Ended(Solved.OUT_OF_LIMITS, said)
            raise _Ended(*_falsehood(problem, examination.tried))
    except FigureError as error:
        raise _Ended(Solved.UNDRAWABLE, str(error)) from error
    return examination


def _falsehood(problem: GeometryProblem, tried: int) -> tuple[Solved, str]:
    """Which goals are false, when they do not hold together in any picture."""
    never = [goal for goal in problem.goals if not examine(replace(problem, goals=(goal,)), count=1).pictures]
    if never:
        return Solved.FALSE, f"{_listed(never)}: false in every realization tried ({tried})"
    return (
        Solved.CONTRADICTORY,
        f"{_listed(problem.goals)}: each holds in some realization, but not all together in any of {tried}",
    )


def _listed(goals: Sequence[Fact]) -> str:
    return "; ".join(map(str, goals))
