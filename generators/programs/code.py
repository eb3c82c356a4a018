"""Programs as they are written in a dozen programming languages and in English, and back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Final

from generators.programs.language import (
    VARIABLES,
    Assignment,
    Choice,
    Comparison,
    Program,
    comparison_text,
    parse_program,
    text,
)


@dataclass(frozen=True)
class Style:
    """How a language writes each construct: {v} variables, {e} expressions, {c} a test.

    An assignment and the end of a construct are ended by a mark of their own, so that texts can be read back.
    """

    assign: str
    loop: str
    again: str
    choice: str
    other: str
    end: str
    operators: tuple[tuple[str, str], ...] = ()  # ours and theirs, where they differ

    @cached_property
    def words(self) -> frozenset[str]:
        """What no variable may be called."""
        parts = (self.assign, self.loop, self.again, self.choice, self.other, self.end)
        mine = " ".join((*parts, *(theirs for _, theirs in self.operators)))
        return frozenset(re.findall(r"[A-Za-z]+", mine))


_ASCII: Final = (("≤", "<="), ("≠", "!="), ("/", "//"))
_C: Final = (("≤", "<="), ("≠", "!="), ("=", "=="))
_PASCAL: Final = (("≤", "<="), ("≠", "<>"), ("/", "div"), ("%", "mod"))
_PROSE: Final = (("<", "is less than"), ("≤", "is at most"), ("=", "is equal to"), ("≠", "is not equal to"))
_WORDS: Final = (
    ("<", "is below"),
    ("≤", "is no more than"),
    ("=", "equals"),
    ("≠", "differs from"),
    ("+", "plus"),
    ("-", "minus"),
    ("*", "times"),
    ("/", "divided by"),
    ("%", "modulo"),
)
STYLES: Final = (
    Style("{v} = {e};", "while ({c}) {", "}", "if ({c}) {", "} else {", "}", _C),
    Style("{v} := {e};", "while {c} do begin", "end;", "if {c} then begin", "end else begin", "fi;", _PASCAL),
    Style("{v} = {e};", "while {c}:", "next;", "if {c}:", "else:", "pass;", _ASCII),
    Style("LET {v} = {e};", "WHILE {c}:", "WEND;", "IF {c} THEN:", "ELSE:", "ENDIF;", _PASCAL),
    Style("{v} ← {e};", "while {c} repeat:", "until here;", "if {c} then:", "if not:", "in both cases;"),
    Style("{v} <- {e};", "while {c}; do", "done;", "if {c}; then", "else", "fi;", _ASCII),
    Style(
        "set {v} to {e};",
        "as long as {c}, repeat:",
        "that was the loop;",
        "if {c}, then:",
        "if not:",
        "so much;",
        _PROSE,
    ),
    Style(
        "put {e} into {v};", "repeat while {c}:", "end repeat;", "if {c} then:", "else:", "end if;", _PROSE
    ),
    Style("{v} := {e};", "WHILE {c} DO:", "OD;", "IF {c} THEN:", "ELSE:", "FI;"),
    Style(
        "{v} becomes {e};",
        "while {c}, do this:",
        "back to the test;",
        "in case {c}:",
        "otherwise:",
        "in any case;",
        _WORDS,
    ),
    Style("{v} := {e};", "do {c} →", "od;", "if {c} →", "▯ else →", "fi;"),
    Style("let {v} be {e};", "for as long as {c}:", "again;", "should {c}:", "or else:", "then;", _WORDS),
)
KEYWORDS: Final = frozenset().union(*(style.words for style in STYLES))


def write(program: Program, style: Style, names: Mapping[str, str]) -> str:
    """A program in a language, its variables called by names."""

    def test(comparison: Comparison) -> str:
        return _theirs(comparison_text(comparison, names.__getitem__), style)

    parts: list[str] = []
    for statement in program:
        if isinstance(statement, Assignment):
            left = ", ".join(names[name] for name, _ in statement.values)
            right = ", ".join(_theirs(text(value, names.__getitem__), style) for _, value in statement.values)
            parts.append(style.assign.replace("{v}", left).replace("{e}", right))
        elif isinstance(statement, Choice):
            parts.append(style.choice.replace("{c}", test(statement.test)))
            parts += [write(statement.yes, style, names), style.other, write(statement.no, style, names)]
            parts.append(style.end)
        else:
            parts.append(style.loop.replace("{c}", test(statement.test)))
            parts += [write(statement.body, style, names), style.again]
    return " ".join(parts)


def _theirs(said: str, style: Style) -> str:
    for ours, theirs in style.operators:
        said = said.replace(f" {ours} ", f" {theirs} ")
    return said


def _ours(said: str, style: Style) -> str:
    for ours, theirs in reversed(style.operators):
        said = said.replace(f" {theirs} ", f" {ours} ")
    return said


def read(said: str) -> tuple[Program, dict[str, str]]:
    """The program of a text that `write` made, and the formal names of its variables.

    They are given in the order in which the variables are mentioned. Raises ValueError.
    """
    for style in STYLES:
        reader = _Reader(said, style)
        try:
            program = parse_program(reader.block(0)[0])
        except (ValueError, KeyError):
            continue
        if write(program, style, {formal: name for name, formal in reader.names.items()}) == said:
            return program, reader.names
    raise ValueError(f"not a program in a language that is known: {said!r}")


class _Reader:
    """Turns a text in a language into one in ours."""

    def __init__(self, said: str, style: Style) -> None:
        self.said, self.style = said, style
        self.names: dict[str, str] = {}
        self.patterns = {part: _pattern(getattr(style, part)) for part in ("loop", "choice", "assign")}

    def block(self, place: int) -> tuple[str, int]:
        """Statements up to the text's end or to what ends a construct, and where that begins."""
        statements: list[str] = []
        closers = (self.style.again, self.style.other, self.style.end)
        while place < len(self.said) and not self.said.startswith(closers, place):
            for part, pattern in self.patterns.items():
                found = pattern.match(self.said, place)
                if found is not None:
                    statement, place = self._statement(part, found)
                    statements.append(statement)
                    break
            else:
                raise ValueError(f"not a statement: {self.said[place : place + 40]!r}")
        return "; ".join(statements), place

    def _statement(self, part: str, found: re.Match[str]) -> tuple[str, int]:
        if part == "assign":
            names = self._expression(found["v"])
            return f"{names} := {self._expression(found['e'])}", found.end()
        test = self._expression(found["c"])
        first, place = self.block(found.end())
        if part == "loop":
            return f"while {test} {{ {first} }}", self._past(self.style.again, place)
        second, place = self.block(self._past(self.style.other, place))
        return f"if {test} {{ {first} }} else {{ {second} }}", self._past(self.style.end, place)

    def _past(self, closer: str, place: int) -> int:
        if not self.said.startswith(closer, place):
            raise ValueError(f"{closer!r} is missing at {self.said[place : place + 40]!r}")
        place += len(closer)
        return place + self.said.startswith(" ", place)

    def _expression(self, said: str) -> str:
        def formal(found: re.Match[str]) -> str:
            free = (name for name in VARIABLES if name not in self.names.values())
            if found[0] not in self.names:
                self.names[found[0]] = next(free, "")
            return self.names[found[0]]

        return re.sub(r"[A-Za-z][A-Za-z0-9]*", formal, _ours(said, self.style))


@cache
def _pattern(template: str) -> re.Pattern[str]:
    fields = {"v": "(?P<v>[^:;←=]+?)", "e": "(?P<e>[^;]+?)", "c": "(?P<c>[^:;→{}]+?)"}
    written = re.sub(r"\\\{(\w)\\\}", lambda found: fields[found[1]], re.escape(template))
    return re.compile(f"{written}(?: |$)")
