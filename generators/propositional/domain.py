"""The propositional domain as the factory sees it: mine, prove, write."""

from __future__ import annotations

from typing import Final

from factory.records import Document, Mined, Problem, Proof, Trace
from generators.propositional import mine, words
from generators.propositional.config import Config
from search import propositional as prover


class PropositionalDomain:
    """Satisfies `factory.domains.Domain`; its methods are functions of their arguments alone."""

    name: Final = mine.NAME
    version: Final = mine.VERSION
    summary: Final = "sequents over ∧ ∨ ¬ → ↔ ⊤ ⊥: intuitionistic theorems, classical theorems, countermodels"
    config: Final = Config
    styles: Final = words.STYLES

    def mine(self, config: Config, seed: int, unit: int, size: int) -> Mined:
        """Fill `size` slots of work unit `unit`; see `generators.propositional.mine.mine`."""
        return mine.mine(config, seed, unit, size)

    def prove(self, config: Config, problems: list[Problem]) -> list[Proof]:
        """One proof per problem, in order; see `search.propositional.prove`."""
        return prover.prove(problems, config.search)

    def write(self, config: Config, trace: Trace) -> list[Document]:
        """The documents of a verified trace; see `generators.propositional.words.write`."""
        return words.write(trace, config.writing)


domain: Final = PropositionalDomain()
