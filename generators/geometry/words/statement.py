"""A problem as a statement in words, and back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from generators.choice import Choice
from generators.geometry.problem import Clause, GeometryProblem
from generators.geometry.words.clauses import clause_words
from generators.geometry.words.facts import goal_words, parse_goal
from generators.geometry.words.parse import WordsError, read_sentence
from generators.geometry.words.templates import is_plain

GOALS: Final = (
    "Prove that {}.",
    "Show that {}.",
    "Demonstrate that {}.",
    "Prove that then {}.",
    "Show that in this case {}.",
    "Verify that {}.",
    "Explain why {}.",
)
CLAIMS: Final = ("Then {}.", "In this situation, {}.", "Under these conditions, {}.", "In that case, {}.")
JOINED: Final = ", and let "  # of two clauses in a sentence
_ANOTHER_GOAL: Final = ", and also that "
SENTENCE: Final = re.compile(r"(?:(?<=[.?!:)]\s)|^)\S[^.?!]*[.?!]", re.MULTILINE)
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"


def plain_names(problem: GeometryProblem) -> dict[str, str]:
    """New names for all points that texts cannot show as they are; the others keep theirs."""
    taken = {point for point in problem.points if is_plain(point)}
    free = (f"{letter}{number or ''}" for number in range(len(problem.points) + 1) for letter in _LETTERS)
    unused = (name for name in free if name not in taken)
    return {point: point if point in taken else next(unused) for point in problem.points}


def definitions(clauses: Sequence[Clause], choice: Choice) -> list[str]:
    """The sentences that define the points of some clauses; now and then one says two of them."""
    sentences: list[str] = []
    for clause in clauses:
        words = clause_words(clause, choice)
        joins = bool(sentences) and sentences[-1].startswith("Let ") and words.startswith("Let ")
        if joins and JOINED not in sentences[-1] and choice.below(3) == 0:
            sentences[-1] += f"{JOINED}{words.removeprefix('Let ')}"
        else:
            sentences.append(words)
    return [f"{sentence}." for sentence in sentences]


def goal_sentence(problem: GeometryProblem, choice: Choice, frames: Sequence[str] = GOALS) -> str:
    """The sentence that says what is to be shown; "" for a problem without goals."""
    if not problem.goals:
        return ""
    goals = _ANOTHER_GOAL.join(goal_words(goal, choice) for goal in problem.goals)
    return choice.pick(frames).format(goals)


def statement(problem: GeometryProblem, choice: Choice, frames: Sequence[str] = GOALS) -> str:
    """The clauses of the statement and its goals in words; auxiliary clauses are left out.

    Points whose names texts cannot show get those of `plain_names`. Prescribed positions are not told.
    """
    names = plain_names(problem)
    if any(name != point for point, name in names.items()):
        problem = problem.renamed(names)
    sentences = definitions(problem.clauses, choice)
    goal = goal_sentence(problem, choice, frames)
    return " ".join([*sentences, goal] if goal else sentences)


def parse_statement(text: str) -> GeometryProblem:
    """The problem that `statement` put into these words. Raises WordsError, which names the sentence."""
    clauses: list[Clause] = []
    known: set[str] = set()
    for found in SENTENCE.finditer(text):
        sentence = found[0]
        for pattern in _GOAL_PATTERNS:
            if goal := pattern.fullmatch(sentence):
                goals = [parse_goal(part) for part in goal[1].split(_ANOTHER_GOAL)]
                if None in goals:
                    continue
                return GeometryProblem(tuple(clauses), tuple(fact for fact in goals if fact is not None))
        for clause in read_sentence(sentence[:-1], known):
            clauses.append(clause)
            known.update(clause.points)
    if not clauses:
        raise WordsError(f"no sentence in {text[:200]!r}")
    return GeometryProblem(tuple(clauses), ())


# The longest first: "Prove that {}." must not swallow "Prove that then {}.".
_GOAL_PATTERNS: Final = [
    re.compile(re.escape(frame).replace(r"\{\}", "(.+)"))
    for frame in sorted((*GOALS, *CLAIMS), key=len, reverse=True)
]
