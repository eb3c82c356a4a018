"""Samples formulas: random ones at the threshold with minimal cores, pigeonholes, parities."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Final

import msgspec
from msgspec import Meta

from factory.records import Corruption, Trace
from generators.choice import Choice
from generators.documents import Writing
from generators.family import FamilyDomain, Solution, Telling
from generators.sat import sources
from generators.sat.corrupt import corrupted
from generators.sat.formula import Formula, canonical, parse
from generators.sat.prove import clause_text, statement, write_proof
from generators.sat.search import Move, search
from generators.sat.words import say, tell

Share = Annotated[float, Meta(ge=0, le=1)]
Variables = Annotated[int, Meta(ge=2, le=12)]
Size = Annotated[int, Meta(ge=3, le=8)]


class Config(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The recipe's section. A decision is an assumption that the search makes to go on."""

    min_variables: Variables = 5  # of random formulas
    max_variables: Variables = 7
    short: Share = 0.5  # of random clauses: with two literals
    satisfiable: Share = 0.4  # of random formulas
    distractors: Annotated[int, Meta(ge=0, le=40)] = 3  # at most so many clauses beside a minimal core
    min_clauses: Annotated[int, Meta(ge=2, le=40)] = 8
    min_decisions: Annotated[int, Meta(ge=0, le=100)] = 1
    pigeonholes: Share = 0.02  # pigeons that may sit in some holes each
    min_pigeons: Size = 3
    max_pigeons: Size = 4
    parities: Share = 0.02  # places with an odd or even number of edges
    min_places: Size = 4
    max_places: Size = 5
    extra: Annotated[int, Meta(ge=0, le=40)] = 3  # so many random clauses beside these two
    writing: Writing = Writing()

    def __post_init__(self) -> None:
        for what in ("variables", "pigeons", "places"):
            least, most = getattr(self, f"min_{what}"), getattr(self, f"max_{what}")
            if least > most:
                raise ValueError(f"min_{what} is {least} but max_{what} is {most}")


class Sat:
    """Satisfies `generators.family.Family`."""

    name: Final = "sat"
    version: Final = "1"
    summary: Final = "satisfiability: models, or refutations by learnt clauses; pigeonholes and parities"
    config: Final = Config

    def sample(self, config: Config, choice: Choice) -> Formula | None:
        """A formula that propagation alone does not decide, with the default `min_decisions`."""
        source = choice.below(1_000_000)
        if source < config.pigeonholes * 1_000_000:
            pigeons = _between(config.min_pigeons, config.max_pigeons, choice)
            clauses = sources.pigeonholes(pigeons, choice)
        elif source < (config.pigeonholes + config.parities) * 1_000_000:
            clauses = sources.parities(_between(config.min_places, config.max_places, choice), choice)
        else:
            variables = _between(config.min_variables, config.max_variables, choice)
            spare = choice.below(config.distractors + 1)
            satisfiable = choice.below(1_000_000) < config.satisfiable * 1_000_000
            clauses = sources.random_formula(variables, config.short, satisfiable, spare, choice)
            return self._interesting(config, clauses)
        variables = max(abs(literal) for clause in clauses for literal in clause)
        for _ in range(config.extra):
            clauses.append(sources.random_clause(variables, config.short, choice))
        return self._interesting(config, clauses)

    def _interesting(self, config: Config, clauses: list[tuple[int, ...]]) -> Formula | None:
        if len(clauses) < config.min_clauses:
            return None
        formula = canonical(tuple(clauses))
        return formula if search(formula).count(Move.DECIDE) >= config.min_decisions else None

    def text(self, question: Formula) -> str:
        """The canonical text."""
        return str(question)

    def parse(self, text: str) -> Formula:
        """The formula of a text."""
        return parse(text)

    def lean(self, question: Formula) -> str:
        """The proposition that it has a model, or that it has none."""
        return statement(question)

    def symbols(self, question: Formula) -> tuple[list[str], str]:
        """The clauses, and what is asked of them."""
        return [clause_text(clause) for clause in question.clauses], "satisfiable"

    def difficulty(self, question: Formula) -> Mapping[str, float]:
        """Size of the formula, and what the search did until it knew."""
        run = search(question)
        return {
            "variables": question.variables,
            "clauses": len(question.clauses),
            "literals": sum(map(len, question.clauses)),
            "decisions": run.count(Move.DECIDE),
            "conflicts": run.count(Move.CONFLICT),
            "propagations": run.count(Move.PROPAGATE),
            "satisfiable": run.model is not None,
        }

    def tell(self, question: Formula, choice: Choice) -> Telling:
        """The question in words."""
        return tell(question, choice)

    def solve(self, question: Formula, choice: Choice) -> Solution:
        """A model, or the learnt clauses as a proof."""
        solution = write_proof(question)
        return solution.in_words(say(question, solution.steps, choice))

    def corrupted(self, question: Formula, trace: Trace) -> Corruption | None:
        """A line of the proof made wrong, see `generators.sat.corrupt`."""
        return corrupted(question, trace)


def _between(least: int, most: int, choice: Choice) -> int:
    return least + choice.below(most - least + 1)


domain: Final[FamilyDomain[Formula, Config]] = FamilyDomain(Sat())
