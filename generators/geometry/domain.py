"""The geometry domain as the factory sees it: mine, prove, write."""

from __future__ import annotations

from typing import Final

from factory.records import Corruption, Document, Mined, Part, Problem, Proof, Trace
from generators.geometry import mine, words
from generators.geometry.config import Config
from generators.geometry.corrupt import corrupted
from generators.geometry.prove import prove
from generators.geometry.records import NAME
from generators.geometry.words.parts import parts


class GeometryDomain:
    """Satisfies `factory.domains.Domain`; its methods are functions of their arguments alone."""

    name: Final = NAME
    version: Final = mine.VERSION
    summary: Final = "plane geometry: constructions, a goal, and a strict proof by rules and exact algebra"
    config: Final = Config
    styles: Final = words.STYLES
    library: Final = ("Factory.Geometry",)

    def mine(self, config: Config, seed: int, unit: int, size: int) -> Mined:
        """At most `size` problems of work unit `unit`; see `generators.geometry.mine.mine`."""
        return mine.mine(config, seed, unit, size)

    def prove(self, config: Config, problems: list[Problem]) -> list[Proof]:
        """One proof per problem, in order; see `generators.geometry.prove`."""
        return [prove(problem, script=config.forms == "both", model=config.models) for problem in problems]

    def write(self, config: Config, trace: Trace) -> list[Document]:
        """The documents of a verified trace; see `generators.geometry.words.write`."""
        return words.write(trace, config.writing)

    def corrupted(self, trace: Trace) -> Corruption | None:
        """A line of the proof made wrong, see `generators.geometry.corrupt`."""
        return corrupted(trace)

    def parts(self, trace: Trace) -> list[Part]:
        """Sentences of the problem that the argument gives back, see `generators.geometry.words.parts`."""
        return parts(trace)


domain: Final = GeometryDomain()
