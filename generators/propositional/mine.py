"""Mines one work unit: native candidates become Problem records."""

from __future__ import annotations

from factory.records import Mined, Problem, Provenance, content_id
from generators.propositional.config import Config
from generators.propositional.formula import Sequent, parse_sequent, parse_symbols, symbols
from generators.propositional.words import statement
from generators.provenance import config_hash
from search import _mine

NAME = "propositional"
VERSION = "2"  # changes whenever the same arguments would give other problems


def native_options(config: Config) -> _mine.Options:
    """The settings that the native miner reads."""
    options = _mine.Options()
    options.min_size, options.max_size = config.min_size, config.max_size
    options.max_depth = config.max_depth
    options.min_atoms, options.max_atoms = config.min_atoms, config.max_atoms
    options.min_hypotheses, options.max_hypotheses = config.min_hypotheses, config.max_hypotheses
    weights = config.weights
    options.weights = (
        weights.negation,
        weights.conjunction,
        weights.disjunction,
        weights.implication,
        weights.equivalence,
    )
    options.constants = config.constants
    options.valid_share = config.valid_share
    options.spare_hypotheses = config.spare_hypotheses
    options.contradictory = config.contradictory
    return options


def problem_id(canonical: str) -> str:
    """The id of the problem with this canonical text."""
    return content_id("problem", NAME, canonical)


def sequent_of(problem: Problem) -> Sequent:
    """The sequent that a problem record states; raises FormulaError when its symbols do not parse."""
    return Sequent(tuple(map(parse_symbols, problem.hypotheses)), parse_symbols(problem.goal))


def mine(config: Config, seed: int, unit: int, size: int) -> Mined:
    """Fill `size` slots of work unit `unit` with problems; duplicates within the unit leave theirs empty.

    `generated` counts every sequent that was drawn, the rejected ones included. Raises ValueError for a
    seed or unit outside 0 .. 2^64 - 1 or a size outside 0 .. 2^32 - 1.
    """
    for what, value, bits in (("seed", seed, 64), ("unit", unit, 64), ("size", size, 32)):
        if not 0 <= value < 2**bits:
            raise ValueError(f"{what} must be from 0 to 2^{bits} - 1, not {value}")
    batch = _mine.mine(native_options(config), seed, unit, size)
    settings = config_hash(config, "search", "writing")
    problems = []
    for index, candidate in enumerate(batch.candidates):
        sequent = parse_sequent(candidate.text)
        identity = problem_id(candidate.canonical)
        problems.append(
            Problem(
                id=identity,
                domain=NAME,
                canonical=candidate.canonical,
                hypotheses=[symbols(hypothesis) for hypothesis in sequent.hypotheses],
                goal=symbols(sequent.goal),
                lean=sequent.lean(),
                words=statement(sequent, identity),
                difficulty={
                    "size": candidate.size,
                    "depth": candidate.depth,
                    "atoms": candidate.atoms,
                    "hypotheses": candidate.hypotheses,
                    "countermodels": candidate.countermodels,
                },
                provenance=Provenance(
                    generator=f"{NAME}/{candidate.source}",
                    version=VERSION,
                    config_hash=settings,
                    seed=seed,
                    unit=unit,
                    index=index,
                ),
            )
        )
    return Mined(problems=problems, generated=batch.generated)
