"""Mines one work unit: problems of the native miner become records, without those that are published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import msgspec

from factory.records import Mined, Problem, Provenance
from generators.geometry.config import Config
from generators.geometry.constructions import constructions
from generators.geometry.contamination import known_problems
from generators.geometry.facts import Fact
from generators.geometry.naming import point_names
from generators.geometry.problem import Clause, Construction, GeometryProblem
from generators.geometry.records import NAME, record
from generators.geometry.seeds import start_clauses
from generators.geometry.svg import figure_svg
from generators.geometry.templates import templates
from generators.provenance import config_hash
from search.geometry_mine import MinedProblem, Miner, Placed, Settings

VERSION: Final = "2"  # changes whenever the same arguments would give other problems
# A work unit is made of searches, each of which has a number of its own in the whole run.
SEARCHES: Final = 1 << 20
BARREN: Final = 16


@dataclass(frozen=True)
class _Workshop:
    """What all units of a run share."""

    miner: Miner
    known: Mapping[bytes, tuple[str, ...]]
    settings: str


@lru_cache(maxsize=4)
def _workshop(encoded: bytes) -> _Workshop:
    config = msgspec.json.decode(encoded, type=Config)
    return _Workshop(
        miner_of(config),
        known_problems(config.against),
        config_hash(config, "writing", "figures", "models", "forms"),
    )


def miner_of(config: Config) -> Miner:
    """The native miner as the recipe wants it."""
    settings = Settings(
        mode=config.mode,
        nodes=config.nodes,
        points=config.points,
        clauses_min=config.min_clauses,
        clauses_max=config.max_clauses,
        beam=config.beam,
        children=config.children,
        stride=config.stride,
        auxiliary=config.auxiliary,
        meeting=config.meeting,
        min_length=config.min_length,
        min_constructions=config.min_constructions,
    )
    start = start_clauses(config.start) if config.start else []
    also = [(one.name, one.value) for clause in start for one in clause]
    return Miner(templates(config.weights(), also), settings, start)


def mine(config: Config, seed: int, unit: int, size: int) -> Mined:
    """At most `size` problems of work unit `unit`, with different statements.

    Searches are run one after the other until they have given so many; `BARREN` in a row that give
    nothing new end the unit. A problem whose proof cannot be written in Lean is left out. `generated` counts
    the sequences of constructions that were looked at.
    Raises OSError and LanguageError for the files of problems that the recipe names, ValueError for
    constructions that no figure begins with.
    """
    workshop = _workshop(msgspec.json.encode(config))
    problems: list[Problem] = []
    seen: set[bytes] = set()
    generated = barren = 0
    for search in range(unit * SEARCHES, (unit + 1) * SEARCHES):
        found = workshop.miner.unit(seed, search)
        generated += config.nodes
        before = len(problems)
        for number in range(len(found)):
            key = found.key(number)
            names = workshop.known.get(key, ())
            if key in seen or (names and config.contaminated == "drop"):
                continue
            seen.add(key)
            provenance = Provenance(
                generator=f"{NAME}/{config.mode}",
                version=VERSION,
                config_hash=workshop.settings,
                seed=seed,
                unit=unit,
                index=len(problems),
            )
            made = problem_record(found[number], provenance, list(names), figure=config.figures)
            if not made.lean:
                continue
            problems.append(made)
            if len(problems) == size:
                return Mined(problems=problems, generated=generated)
        barren = 0 if len(problems) > before else barren + 1
        if barren == BARREN:
            break
    return Mined(problems=problems, generated=generated)


def problem_record(
    mined: MinedProblem, provenance: Provenance, contaminates: list[str], *, figure: bool
) -> Problem:
    """The record of a mined problem."""
    names = point_names([(placed.name, _outputs(placed)) for placed in mined.constructions])
    svg = ""
    if figure:
        # As in the words, points have capital letters.
        shown = geometry_problem(mined, [name.upper() for name in names])
        svg = figure_svg(shown, mined.picture, mined.proof)
    return record(
        geometry_problem(mined, names),
        mined.proof,
        mined.picture,
        svg,
        key=mined.key,
        difficulty=mined.measures,
        provenance=provenance,
        contaminates=contaminates,
    )


def geometry_problem(mined: MinedProblem, names: Sequence[str]) -> GeometryProblem:
    """The mined problem about named points; its auxiliary clauses apart."""
    clauses = tuple(_clauses(mined, names))
    goal = Fact(mined.goal.kind, tuple(names[point] for point in mined.goal.points), mined.goal.value)
    return GeometryProblem(clauses[: mined.statement], (goal,), clauses[mined.statement :])


def _clauses(mined: MinedProblem, names: Sequence[str]) -> Iterator[Clause]:
    for group in mined.clauses:
        points = dict.fromkeys(point for placed in group for point in _outputs(placed))
        yield Clause(
            tuple(names[point] for point in points),
            tuple(
                Construction(placed.name, tuple(names[p] for p in placed.arguments), placed.value)
                for placed in group
            ),
        )


def _outputs(placed: Placed) -> list[int]:
    """The points that a construction defines."""
    definition = constructions()[placed.name]
    pairs = zip(definition.parameters, placed.arguments, strict=True)
    return [point for parameter, point in pairs if parameter in definition.outputs]
