"""One document in the making: a problem with its proof, its points renamed, and the choices that are left."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from factory.records import Problem, Proof
from generators.choice import Choice
from generators.geometry.derivation import ALGEBRA, PREMISE, Line, read_lines
from generators.geometry.facts import Fact
from generators.geometry.language import parse_problem
from generators.geometry.problem import Clause, GeometryProblem
from generators.geometry.words.clauses import listing
from generators.geometry.words.facts import readable, symbols, told
from generators.geometry.words.statement import definitions, plain_names, statement
from generators.geometry.words.steps import reason, step_words
from generators.geometry.words.templates import shown
from generators.once import once

# What the first points of a document may be called; the letters change places with those that have them.
_FIRST: Final = ("abc", "abc", "abc", "pqr", "xyz", "klm", "def", "rst", "uvw", "abc")
_FEW: Final = 3
_SYMMETRIC: Final = ("coll", "cyclic")  # in any order their points say the same


class Page:
    """A problem, the lines of its proof, and a stream of choices.

    Lines that only restate another, and premises, are not lines of a document: `told_lines` leaves them out,
    and whoever cites them cites what they restate. The numbers of the others, from 1, are in `numbers`.
    """

    def __init__(self, problem: Problem, proof: Proof, salt: str, *, renamed: bool = True) -> None:
        """Raises LanguageError or DerivationError for records that the domain did not make.

        `renamed` says that points may get other names than in the record.
        """
        self.choice = Choice(salt)
        self.proof = proof
        stated = parse_problem(problem.formal)
        whole = stated
        if problem.auxiliary or len(stated.goals) > 1:
            clauses = problem.formal.partition("?")[0]
            whole = parse_problem(f"{clauses} | {problem.auxiliary} ? {stated.goals[0]}")
        names = _renamed(whole, self.choice) if renamed else plain_names(whole)
        self.problem: GeometryProblem = whole
        self.lines: list[Line] = read_lines(proof.steps)
        if any(name != point for point, name in names.items()):
            self.problem = whole.renamed(names)
            self.lines = [line.renamed(names) for line in self.lines]
        self._sources: list[Line] = []  # of each line: itself, or the one that it restates in the end
        for line in self.lines:
            self._sources.append(self._sources[line.premises[0]] if self._repeats(line) else line)
        self.told_lines: list[Line] = [
            line for line in self.lines if line.rule != PREMISE and self._sources[line.index] is line
        ] or self.lines[-1:]
        self.numbers: dict[int, int] = {line.index: n for n, line in enumerate(self.told_lines, 1)}

    def pick(self, *options: str) -> str:
        """One of the options."""
        return self.choice.pick(options)

    def statement(self, frames: Sequence[str]) -> str:
        """The problem's statement, its goal in one of the frames."""
        return statement(self.problem, self.choice, frames)

    @once
    def auxiliary(self) -> str:
        """The sentences that construct the auxiliary points; "" where there are none."""
        return " ".join(definitions(self.problem.auxiliary, self.choice))

    @property
    def goal(self) -> str:
        """What is shown, in symbols."""
        return symbols(self.lines[-1].fact)

    @once
    def conditions(self) -> list[str]:
        """The inequalities that the proof rests on, in words, each once."""
        facts = dict.fromkeys(
            readable(condition)
            for line in self.lines
            for condition in line.conditions
            if condition.kind != "diff"
        )
        triples = ["".join(map(shown, fact.points)) for fact in facts if fact.kind == "ncoll"]
        others = [told(fact, self.choice) for fact in facts if fact.kind != "ncoll"]
        if len(triples) > 1:
            return [f"none of the triples {listing(triples)} lies on a line", *others]
        return [f"{triple} is a proper triangle" for triple in triples] + others

    @once
    def given(self) -> list[Line]:
        """The premises that the proof uses."""
        return [line for line in self.lines if line.rule == PREMISE]

    @once
    def origins(self) -> dict[Fact, tuple[int, Clause]]:
        """For each premise its clause, with the clause's number."""
        clauses = self.problem.all_clauses
        return {p.fact: (p.clause, clauses[p.clause]) for p in self.problem.premises}

    def _repeats(self, line: Line) -> bool:
        """Whether a reader would take the line for one that it rests on."""
        if line.restates or len(set(line.premises)) != 1:
            return line.restates
        before, now = self.lines[line.premises[0]].fact, line.fact
        return before.kind == now.kind in _SYMMETRIC and set(before.points) == set(now.points)

    def sources(self, line: Line) -> list[Line]:
        """What a line rests on: premises and told lines, in order, each once."""
        return [self.lines[index] for index in sorted({self._sources[p].index for p in line.premises})]

    def refer(self, premises: Sequence[int]) -> str:
        """A noun for earlier lines: "(2), (5) and the hypotheses"."""
        sources = sorted({self._sources[index].index for index in premises})
        cited = [f"({self.numbers[index]})" for index in sources if index in self.numbers]
        given = [self.lines[index] for index in sources if index not in self.numbers]
        if not given:
            return listing(cited)
        if len(given) == 1:
            return listing([*cited, f"the hypothesis that {told(given[0].fact, self.choice)}"])
        return listing([*cited, "the hypotheses"])

    def sentence(self, line: Line) -> str:
        """A line that cites others by their numbers."""
        return step_words(line, self.choice, refer=self.refer)

    def running(self, line: Line) -> str:
        """A line of running text: it repeats what it rests on where that is little."""
        sources = self.sources(line)
        if not 0 < len(sources) <= _FEW or line.rule == PREMISE:
            return self.sentence(line)
        because = listing([self._repeated(source) for source in sources])
        claim = told(line.fact, self.choice)
        if line.rule == ALGEBRA:
            return self.pick("Since {}, {}.", "As {}, {}.", "Because {}, {}.").format(because, claim)
        return self.pick(
            "Since {p}, {c} by {r}.",
            "As {p}, we have by {r} that {c}.",
            "Because {p}, it follows by {r} that {c}.",
            "By {r}, {c}, since {p}.",
        ).format(p=because, c=claim, r=reason(line.rule, self.choice))

    def _repeated(self, source: Line) -> str:
        number = self.numbers.get(source.index)
        fact = told(source.fact, self.choice)
        return f"{fact} ({number})" if number else fact


def _renamed(problem: GeometryProblem, choice: Choice) -> dict[str, str]:
    """Names for a document: plain ones, the first points perhaps with other letters than usual."""
    names = plain_names(problem)
    first = list(names)[:_FEW]
    for point, letter in zip(first, choice.pick(_FIRST), strict=False):
        holder = next((p for p, name in names.items() if name == letter), None)
        if holder is not None:
            names[holder] = names[point]
        names[point] = letter
    return names


def points_text(points: Sequence[str]) -> str:
    """Points as a noun: A, B and C."""
    return listing([shown(point) for point in points])
