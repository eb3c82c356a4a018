"""The geometry domain as the factory sees it: mine, prove, write."""

from __future__ import annotations

from typing import Final

from factory.records import Document, Mined, Outcome, Problem, Proof, Trace, content_id
from generators.geometry import mine, words
from generators.geometry.config import Config
from generators.geometry.records import NAME

NO_LEAN: Final = "geometry has no Lean text yet; mine it with `factory mine geometry`"


class GeometryDomain:
    """Satisfies `factory.domains.Domain`; its methods are functions of their arguments alone."""

    name: Final = NAME
    version: Final = mine.VERSION
    summary: Final = "plane geometry: constructions, a goal, and a strict proof by rules and exact algebra"
    config: Final = Config
    styles: Final = words.STYLES

    def mine(self, config: Config, seed: int, unit: int, size: int) -> Mined:
        """At most `size` problems of work unit `unit`; see `generators.geometry.mine.mine`."""
        return mine.mine(config, seed, unit, size)

    def prove(self, config: Config, problems: list[Problem]) -> list[Proof]:
        """One proof per problem, each left open: the engine's derivation is not a proof in Lean."""
        return [
            Proof(
                id=content_id("proof", problem.id),
                problem_id=problem.id,
                outcome=Outcome.OPEN,
                statement="",
                tactic="",
                term="",
                steps=[],
                prover=f"{NAME} {mine.VERSION}",
                reason=NO_LEAN,
            )
            for problem in problems
        ]

    def write(self, config: Config, trace: Trace) -> list[Document]:
        """The documents of a verified trace; see `generators.geometry.words.write`."""
        return words.write(trace, config.writing)


domain: Final = GeometryDomain()
