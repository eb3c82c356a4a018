"""Which published problems a mined one repeats, told by the canonical form of the statement.

`published.tsv` has the keys of IMO-AG-30 and JGEX-AG-231 (names and keys only). Run as a script, this module
writes it anew: `python -m generators.geometry.contamination imo_ag_30.txt jgex_ag_231.txt > published.tsv`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Final

from generators.geometry.facts import Fact, LanguageError
from generators.geometry.language import parse_problems
from generators.geometry.problem import Clause, GeometryProblem
from search.geometry_canonical import canonical

_PUBLISHED: Final = "published.tsv"


def statement_keys(problem: GeometryProblem) -> Iterator[bytes]:
    """The canonical keys by which a mined problem may be this one.

    For each goal: of the statement as it is, and of the statement without the clauses that the goal does not
    depend on, for a mined problem has none of those.
    """
    for goal in problem.goals:
        for clauses in (problem.clauses, needed(problem.clauses, goal)):
            yield canonical_key(clauses, goal)


def needed(clauses: tuple[Clause, ...], goal: Fact) -> tuple[Clause, ...]:
    """The clauses that define the goal's points, directly or through others."""
    wanted = set(goal.points)
    kept: list[Clause] = []
    for clause in reversed(clauses):
        if wanted.intersection(clause.points):
            kept.append(clause)
            wanted.update(point for construction in clause.constructions for point in construction.inputs)
    return tuple(reversed(kept))


def canonical_key(clauses: tuple[Clause, ...], goal: Fact) -> bytes:
    """The canonical key of the statement of these clauses and this goal."""
    problem = GeometryProblem(clauses, (goal,))
    indices = {point: i for i, point in enumerate(problem.points)}
    premises = [premise.fact.indexed(indices) for premise in problem.premises]
    return canonical(len(indices), premises, goal.indexed(indices)).key


def known_problems(files: Iterable[str] = ()) -> Mapping[bytes, tuple[str, ...]]:
    """The names of the published problems, and of those in `files`, by key.

    Raises FileNotFoundError, and LanguageError with the file, line and reason.
    """
    known = dict(_published())
    for file in files:
        text = Path(file).read_text(encoding="utf-8")
        try:
            problems = parse_problems(text)
        except LanguageError as error:
            raise LanguageError(f"{file}: {error}") from error
        for key, names in _by_key(Path(file).stem, problems).items():
            known[key] = (*known.get(key, ()), *names)
    return known


def _by_key(source: str, problems: Iterable[GeometryProblem]) -> dict[bytes, tuple[str, ...]]:
    found: dict[bytes, dict[str, None]] = {}
    for problem in problems:
        for key in statement_keys(problem):
            found.setdefault(key, {})[f"{source}/{problem.name}"] = None
    return {key: tuple(names) for key, names in found.items()}


@lru_cache(maxsize=1)
def _published() -> Mapping[bytes, tuple[str, ...]]:
    text = resources.files(__package__).joinpath(_PUBLISHED).read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {bytes.fromhex(key): tuple(names) for key, *names in rows}


def main(files: list[str]) -> None:
    """Prints the table for some files of problems."""
    print("# Canonical keys of published problems, and the names of the problems with that key.")
    print("# IMO-AG-30 (Trinh et al. 2024, Apache-2.0) and JGEX-AG-231 (Ye, Chou, Gao 2010): names only.")
    table: dict[bytes, tuple[str, ...]] = {}
    for file in files:
        for key, names in _by_key(Path(file).stem, parse_problems(Path(file).read_text("utf-8"))).items():
            table[key] = (*table.get(key, ()), *names)
    for key in sorted(table):
        print("\t".join([key.hex(), *table[key]]))


if __name__ == "__main__":
    main(sys.argv[1:])
