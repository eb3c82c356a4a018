"""The propositional domain as the factory sees it: mine, prove, write."""

from __future__ import annotations

from typing import Final

from factory.records import Corruption, Document, Mined, Part, Problem, Proof, Trace
from generators.propositional import mine, words
from generators.propositional.config import Config
from generators.propositional.corrupt import corrupted
from generators.propositional.lesson import lesson
from generators.propositional.words.parts import parts
from generators.propositional.words.traces import fill_words
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
        """One proof per problem, in order, its steps in words; see `search.propositional.prove`."""
        search = config.search
        budget = prover.Budget(nodes=search.nodes, shorten=search.shorten, dead_ends=search.dead_ends)
        proofs = prover.prove(problems, budget)
        return [fill_words(problem, proof) for problem, proof in zip(problems, proofs, strict=True)]

    def write(self, config: Config, trace: Trace) -> list[Document]:
        """The documents of a verified trace; see `generators.propositional.words.write`."""
        return words.write(trace, config.writing)

    def lesson(self, problem: Problem, proof: Proof) -> str:
        """The proof as a prover learns it, see `generators.propositional.lesson`."""
        return lesson(proof)

    def corrupted(self, trace: Trace) -> Corruption | None:
        """A line of the proof made wrong, see `generators.propositional.corrupt`."""
        return corrupted(trace)

    def parts(self, trace: Trace) -> list[Part]:
        """Words of the problem that the argument gives back, see `generators.propositional.words.parts`."""
        return parts(trace)


domain: Final = PropositionalDomain()
