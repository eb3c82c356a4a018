"""Where mining begins: constructions as in given problems, and a figure that all sequences start from."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from generators.geometry.facts import LanguageError
from generators.geometry.language import parse_problem, parse_problems
from generators.geometry.templates import clause_statistics
from search.geometry_mine import Placed


def weights_like(files: Iterable[str]) -> dict[str, float]:
    """How often each construction occurs in files of problems.

    Raises OSError, LanguageError with the file, line and reason, ValueError where the files have no problem.
    """
    problems = []
    for file in files:
        try:
            problems += parse_problems(Path(file).read_text(encoding="utf-8"))
        except LanguageError as error:
            raise LanguageError(f"{file}: {error}") from error
    if not problems:
        raise ValueError("the files of problems whose constructions are wanted have no problem")
    return clause_statistics(problems)


def start_clauses(text: str) -> list[tuple[Placed, ...]]:
    """The clauses of a problem, its points numbered in their order; a goal is left out.

    Raises LanguageError, which names the clause and the reason.
    """
    problem = parse_problem(text)
    numbers = {point: number for number, point in enumerate(problem.points)}
    if any(clause.positions for clause in problem.all_clauses):
        raise LanguageError("mining draws its own pictures: the start has no points at fixed places")
    return [
        tuple(
            Placed(one.name, tuple(numbers[point] for point in one.arguments), one.value)
            for one in clause.constructions
        )
        for clause in problem.all_clauses
    ]
