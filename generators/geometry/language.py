"""Reads and writes the JGEX construction language and Newclid 3's dialect of it.

A problem is clauses `POINTS = CONSTRUCTION POINTS, ...` separated by `;`, then `?` and the goal:
`a b c = triangle a b c; h = orthocenter h a b c ? perp a h b c`. A construction may repeat the points that it
defines (the full form) or leave them out (`a b c = triangle; h = orthocenter a b c`); both are read, the full
form is written. A point may have a prescribed position, `x@0.5_-1`. What Newclid adds is read in both
dialects: auxiliary clauses after `|`, several goals separated by `;`, `:` in place of `=`. The dialects
differ in some argument orders (`square`, `parallelogram`), some names, and in how degrees are written.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from enum import StrEnum
from fractions import Fraction
from typing import Final

from generators.geometry.constructions import Definition, constructions
from generators.geometry.facts import (
    Fact,
    LanguageError,
    angle_text,
    degrees_text,
    is_point,
    parse_angle,
    parse_facts,
    parse_ratio,
    ratio_text,
    vacuous,
)
from generators.geometry.problem import Clause, Construction, GeometryProblem
from search.geometry import MAX_POINTS

_MAX_CHARACTERS: Final = 1 << 16  # of a problem; no problem of MAX_POINTS points comes near
_NUMBER: Final = r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?"
_POSITION: Final = re.compile(f"({_NUMBER})_({_NUMBER})")


class Dialect(StrEnum):
    """Whose argument orders and numbers a text uses."""

    JGEX = "jgex"
    NEWCLID = "newclid"


def parse_problem(text: str, *, dialect: Dialect = Dialect.JGEX, name: str = "") -> GeometryProblem:
    """The problem of one text. A goal may be missing.

    Raises LanguageError, which names the clause and the reason.
    """
    if len(text) > _MAX_CHARACTERS:
        raise LanguageError(f"the problem has {len(text):,} characters, at most {_MAX_CHARACTERS:,} are read")
    statement, question, goal_text = text.partition("?")
    stated, bar, added = statement.partition("|")
    reader = _Reader(dialect)
    clauses = reader.clauses(stated)
    auxiliary = reader.clauses(added) if bar else ()
    if not clauses:
        raise LanguageError("the problem has no clause")
    goals = reader.goals(goal_text) if question else ()
    if question and not goals:
        raise LanguageError("a goal is expected after '?'")
    return GeometryProblem(clauses, goals, auxiliary, name)


def parse_problems(text: str, *, dialect: Dialect = Dialect.JGEX) -> list[GeometryProblem]:
    """The problems of a file: pairs of lines, a name and a problem; empty lines and `#` comments are skipped.

    Raises LanguageError, which names the problem, its line, the clause and the reason.
    """
    lines = [(i, line.strip()) for i, line in enumerate(text.splitlines(), 1)]
    lines = [(i, line) for i, line in lines if line and not line.startswith("#")]
    if len(lines) % 2:
        raise LanguageError(f"line {lines[-1][0]}: a name without a problem after it")
    problems = []
    for (_, name), (number, line) in zip(lines[::2], lines[1::2], strict=True):
        try:
            problems.append(parse_problem(line, dialect=dialect, name=name))
        except LanguageError as error:
            raise LanguageError(f"line {number}, problem {name}: {error}") from error
    return problems


def problem_text(problem: GeometryProblem, *, dialect: Dialect = Dialect.JGEX) -> str:
    """The problem in full argument form; `parse_problem` reads it back as an equal one.

    In Newclid's dialect three constructions that it lacks are written as equal ones, and read back as those.
    Raises LanguageError for a construction that the dialect cannot express.
    """
    text = clauses_text(problem.clauses, dialect=dialect)
    if problem.auxiliary:
        text += " | " + clauses_text(problem.auxiliary, dialect=dialect)
    if problem.goals:
        text += " ? " + "; ".join(str(goal) for goal in problem.goals)
    return text


def clauses_text(clauses: Sequence[Clause], *, dialect: Dialect = Dialect.JGEX) -> str:
    """Some clauses of a problem in full argument form; raises LanguageError as `problem_text` does."""
    return "; ".join(_clause_text(clause, dialect) for clause in clauses)


def _clause_text(clause: Clause, dialect: Dialect) -> str:
    places = {point: f"{point}@{x!r}_{y!r}" for point, x, y in clause.positions}
    points = " ".join(places.get(point, point) for point in clause.points)
    return f"{points} = {', '.join(_construction_text(c, dialect) for c in clause.constructions)}"


def _construction_text(construction: Construction, dialect: Dialect) -> str:
    definition, names = construction.definition, construction.names
    name, parameters = construction.name, definition.parameters
    if dialect is Dialect.NEWCLID:
        if not definition.newclid:
            raise LanguageError(f"Newclid 3 has no construction {name}")
        name, *parameters_list = definition.newclid
        parameters = tuple(parameters_list)
    words = [name, *(names[parameter] for parameter in parameters)]
    if construction.value is not None:
        unit = "o" if dialect is Dialect.NEWCLID else ""
        match definition.value:
            case "degrees":
                words.append(degrees_text(construction.value, unit))
            case "angle":
                words.append(angle_text(construction.value))
            case _:
                words.append(ratio_text(construction.value))
    return " ".join(words)


class _Reader:
    """Reads clause after clause, knowing the points defined so far."""

    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect
        self._known: set[str] = set()
        self._number = 0

    def clauses(self, text: str) -> tuple[Clause, ...]:
        result = []
        for part in text.split(";"):
            if not part.strip():
                continue
            self._number += 1
            try:
                result.append(self._clause(part))
            except LanguageError as error:
                raise LanguageError(f"clause {self._number} ({part.strip()[:80]}): {error}") from error
        return tuple(result)

    def goals(self, text: str) -> tuple[Fact, ...]:
        result: list[Fact] = []
        for part in text.split(";"):
            if not part.strip():
                continue
            try:
                goals = parse_facts(part)
                self._check_known([point for goal in goals for point in goal.points])
            except LanguageError as error:
                raise LanguageError(f"goal ({part.strip()[:80]}): {error}") from error
            result.extend(goals)
        return tuple(result)

    def _check_known(self, points: Sequence[str]) -> None:
        for point in points:
            if point not in self._known:
                raise LanguageError(f"point {point} is not defined before")

    def _clause(self, text: str) -> Clause:
        left, sign, right = text.partition("=" if "=" in text else ":")
        if not sign:
            raise LanguageError("'=' is missing")
        points, positions = self._points(left.split())
        made = tuple(self._construction(part.split(), points) for part in right.split(","))
        defined = {point for construction in made for point in construction.outputs}
        for point in points:
            if point not in defined:
                raise LanguageError(f"no construction defines {point}")
        self._known.update(points)
        return Clause(points, made, positions)

    def _points(self, words: Sequence[str]) -> tuple[tuple[str, ...], tuple[tuple[str, float, float], ...]]:
        if len(self._known) + len(words) > MAX_POINTS:
            raise LanguageError(f"the problem has more than {MAX_POINTS} points")
        points: list[str] = []
        positions = []
        for word in words:
            point, at, place = word.partition("@")
            if not is_point(point):
                raise LanguageError(
                    f"{point!r} is not the name of a point: use a letter, then letters or digits"
                )
            if point in self._known or point in points:
                raise LanguageError(f"point {point} is defined twice")
            points.append(point)
            if at:
                match = _POSITION.fullmatch(place)
                if not match:
                    raise LanguageError(f"{word!r}: a position is written {point}@0.5_-1.25")
                positions.append((point, float(match[1]), float(match[2])))
        if not points:
            raise LanguageError("the clause defines no point")
        return tuple(points), tuple(positions)

    def _construction(self, words: Sequence[str], points: tuple[str, ...]) -> Construction:
        if not words:
            raise LanguageError("a construction is expected after '=' and ','")
        name, arguments = words[0], list(words[1:])
        definition = constructions().get(name)
        if definition is None:
            near = difflib.get_close_matches(name, constructions(), n=3)
            raise LanguageError(
                f"unknown construction {name!r}" + (f"; near: {', '.join(near)}" if near else "")
            )
        value = self._value(definition, arguments)
        construction = Construction(name, self._arguments(definition, arguments, points), value)
        for point in construction.outputs:
            if point not in points:
                raise LanguageError(f"{name} defines {point}, which the clause does not")
        if len(set(construction.outputs)) < len(construction.outputs):
            raise LanguageError(f"{name} defines the same point twice")
        self._check_known(construction.inputs)
        for fact in (*construction.requires, *construction.facts):
            if vacuous(fact):
                raise LanguageError(f"{name} is degenerate: it would need {fact}, with the same point twice")
        return construction

    def _value(self, definition: Definition, arguments: list[str]) -> Fraction | None:
        """Takes the construction's number off the arguments."""
        if not definition.value:
            return None
        # A ratio may be two words, `1 2`.
        first = next(
            (i for i, word in enumerate(arguments) if not is_point(word) or word.startswith("pi/")), None
        )
        if first is None:
            raise LanguageError(f"{definition.name} needs a number after its points")
        text = " ".join(arguments[first:])
        del arguments[first:]
        return parse_ratio(text) if definition.value == "ratio" else parse_angle(text)

    def _arguments(
        self, definition: Definition, words: Sequence[str], points: tuple[str, ...]
    ) -> tuple[str, ...]:
        """The arguments in the table's order, from either argument form."""
        parameters: Sequence[str] = definition.parameters
        if self._dialect is Dialect.NEWCLID and definition.newclid[:1] == (definition.name,):
            parameters = definition.newclid[1:]
        for word in words:
            if not is_point(word):
                raise LanguageError(f"{word!r} is not the name of a point")
        inputs = [parameter for parameter in parameters if parameter not in definition.outputs]
        if len(words) == len(parameters):
            names = dict(zip(parameters, words, strict=True))
        elif len(words) == len(inputs):
            if len(points) != len(definition.outputs):
                raise LanguageError(
                    f"{definition.name} defines {len(definition.outputs)} points, the clause {len(points)}"
                )
            names = dict(zip(inputs, words, strict=True)) | dict(zip(definition.outputs, points, strict=True))
        else:
            short = f" (or {len(inputs)} without those that it defines)"
            raise LanguageError(f"{definition.name} takes {len(parameters)} points{short}, not {len(words)}")
        return tuple(names[parameter] for parameter in definition.parameters)
