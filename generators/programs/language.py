"""A small imperative language over four natural numbers: its programs, their texts, and running them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import gcd
from typing import Final, TypeAlias

VARIABLES: Final = ("x", "y", "z", "n")
MOST: Final = 10**6  # no value of a variable is larger
ROUNDS: Final = 60  # of all loops of a program together

State: TypeAlias = Mapping[str, int]
_BINDING = {"+": 1, "-": 1, "*": 2, "/": 2, "%": 2, "^": 3, "gcd": 4}
_VALUES: Mapping[str, Callable[[int, int], int]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: max(a - b, 0),
    "*": lambda a, b: a * b,
    "/": lambda a, b: a // b if b else 0,  # as Lean has it
    "%": lambda a, b: a % b if b else a,
    "^": lambda a, b: a**b,
    "gcd": gcd,
}
_TESTS: Mapping[str, Callable[[int, int], bool]] = {
    "<": lambda a, b: a < b,
    "≤": lambda a, b: a <= b,
    "=": lambda a, b: a == b,
    "≠": lambda a, b: a != b,
}


class TooLong(ValueError):
    """A program runs for too many rounds, or makes numbers that are too large."""


@dataclass(frozen=True, slots=True)
class Operation:
    """Two expressions with an operator between; a difference is at least 0, a quotient has no fraction."""

    operator: str  # one of + - * / % ^ gcd
    left: Expression
    right: Expression


Expression: TypeAlias = int | str | Operation


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two expressions compared."""

    relation: str  # one of < ≤ = ≠
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Assignment:
    """Variables that get new values at once, in the order of their names."""

    values: tuple[tuple[str, Expression], ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One of two programs."""

    test: Comparison
    yes: Program
    no: Program


@dataclass(frozen=True, slots=True)
class Loop:
    """A program that is repeated as long as a test succeeds."""

    test: Comparison
    body: Program


Statement: TypeAlias = Assignment | Choice | Loop
Program: TypeAlias = tuple[Statement, ...]  # at least one, one after the other


def assign(**values: Expression) -> Assignment:
    """An assignment, its variables in order."""
    return Assignment(tuple((name, values[name]) for name in VARIABLES if name in values))


def text(expression: Expression, name: Callable[[str], str] = str, outer: int = 0) -> str:
    """An expression with no more parentheses than are needed; `name` says how a variable is written."""
    if isinstance(expression, int):
        return str(expression)
    if isinstance(expression, str):
        return name(expression)
    binding = _BINDING[expression.operator]
    left, right = text(expression.left, name, binding), text(expression.right, name, binding + 1)
    if expression.operator == "gcd":
        return f"Nat.gcd {left} {right}"
    joined = f"{left} {expression.operator} {right}"
    return f"({joined})" if binding < outer else joined


def comparison_text(comparison: Comparison, name: Callable[[str], str] = str) -> str:
    """A comparison, as Lean writes it."""
    return f"{text(comparison.left, name)} {comparison.relation} {text(comparison.right, name)}"


def value(expression: Expression, state: State) -> int:
    """The value of an expression."""
    if isinstance(expression, int):
        return expression
    if isinstance(expression, str):
        return state[expression]
    return _VALUES[expression.operator](value(expression.left, state), value(expression.right, state))


def holds(comparison: Comparison, state: State) -> bool:
    """Whether a comparison is true."""
    return _TESTS[comparison.relation](value(comparison.left, state), value(comparison.right, state))


@dataclass(frozen=True, slots=True)
class Run:
    """How a statement was executed: the state after it, and what was executed within it.

    Of a choice `parts` are the runs of the branch that was taken, of a loop there is a list for each round.
    """

    statement: Statement
    before: State
    after: State
    taken: bool = False
    rounds: tuple[tuple[Run, ...], ...] = ()


def run(program: Program, state: State) -> tuple[Run, ...]:
    """The runs of a program's statements; raises TooLong."""
    left = [ROUNDS]
    return _run(program, state, left)


def _run(program: Program, state: State, left: list[int]) -> tuple[Run, ...]:
    runs: list[Run] = []
    for statement in program:
        runs.append(_execute(statement, state, left))
        state = runs[-1].after
    return tuple(runs)


def _execute(statement: Statement, state: State, left: list[int]) -> Run:
    if isinstance(statement, Assignment):
        new = {**state, **{name: value(expression, state) for name, expression in statement.values}}
        if max(new.values()) > MOST:
            raise TooLong("a variable becomes too large")
        return Run(statement, state, new)
    if isinstance(statement, Choice):
        taken = holds(statement.test, state)
        inner = _run(statement.yes if taken else statement.no, state, left)
        return Run(statement, state, inner[-1].after, taken, (inner,))
    rounds: list[tuple[Run, ...]] = []
    after = state
    while holds(statement.test, after):
        left[0] -= 1
        if left[0] < 0:
            raise TooLong("a program runs for too many rounds")
        rounds.append(_run(statement.body, after, left))
        after = rounds[-1][-1].after
    return Run(statement, state, after, rounds=tuple(rounds))


def state_text(state: State) -> str:
    """A state as Lean writes it."""
    return f"⟨{', '.join(str(state[name]) for name in VARIABLES)}⟩"


def lean(program: Program) -> str:
    """A program as a term, in parentheses where it has several statements."""
    if len(program) == 1:
        return f"({_lean(program[0])})"
    return f"({' ;; '.join(map(_lean, program))})"


def _lean(statement: Statement) -> str:
    if isinstance(statement, Assignment):
        new = dict(statement.values)
        fields = (text(new[name], of) if name in new else of(name) for name in VARIABLES)
        return f".set (fun s => ⟨{', '.join(fields)}⟩)"
    if isinstance(statement, Choice):
        return f".ite {predicate((statement.test,))} {lean(statement.yes)} {lean(statement.no)}"
    return f".loop {predicate((statement.test,))} {lean(statement.body)}"


def of(name: str) -> str:
    """A variable's value in the state s."""
    return f"s.{name}"


def predicate(comparisons: tuple[Comparison, ...]) -> str:
    """What must be true of a state, as a function."""
    if not comparisons:
        return "(fun _ => True)"
    return f"(fun s => {' ∧ '.join(comparison_text(part, of) for part in comparisons)})"


def program_text(program: Program) -> str:
    """A program on one line, as `x, y := 0, 1; while x < n { x := x + 1 }`."""
    parts = []
    for statement in program:
        if isinstance(statement, Assignment):
            names = ", ".join(name for name, _ in statement.values)
            parts.append(f"{names} := {', '.join(text(expression) for _, expression in statement.values)}")
        elif isinstance(statement, Choice):
            yes, no = program_text(statement.yes), program_text(statement.no)
            parts.append(f"if {comparison_text(statement.test)} {{ {yes} }} else {{ {no} }}")
        else:
            parts.append(f"while {comparison_text(statement.test)} {{ {program_text(statement.body)} }}")
    return "; ".join(parts)


_TOKEN = re.compile(r"\s*(:=|[0-9]+|[A-Za-z][A-Za-z0-9]*|[-+*/%^<≤=≠(){};,])")


def parse_program(said: str) -> Program:
    """The program of a line that `program_text` writes; raises ValueError."""
    reader = Reader(said)
    program = reader.program()
    reader.end()
    return program


def parse_comparison(said: str) -> Comparison:
    """The comparison of a text; raises ValueError."""
    reader = Reader(said)
    comparison = reader.comparison()
    reader.end()
    return comparison


class Reader:
    """Reads programs and expressions from a text; every method raises ValueError for what it cannot read."""

    def __init__(self, said: str) -> None:
        self.said = said
        self.tokens = _TOKEN.findall(said)
        if "".join(self.tokens) != re.sub(r"\s", "", said):
            raise self._error()
        self.place = 0

    def _error(self) -> ValueError:
        return ValueError(
            f"not a program or expression: {self.said!r}; write x, y := 0, 1; while x < n {{ ... }}"
        )

    def _next(self) -> str:
        return self.tokens[self.place] if self.place < len(self.tokens) else ""

    def _take(self, wanted: str = "") -> str:
        token = self._next()
        if not token or (wanted and token != wanted):
            raise self._error()
        self.place += 1
        return token

    def end(self) -> None:
        """All of the text has been read."""
        if self._next():
            raise self._error()

    def program(self) -> Program:
        """Statements with semicolons between."""
        statements = [self._statement()]
        while self._next() == ";":
            self._take()
            statements.append(self._statement())
        return tuple(statements)

    def _block(self) -> Program:
        self._take("{")
        program = self.program()
        self._take("}")
        return program

    def _statement(self) -> Statement:
        if self._next() == "while":
            self._take()
            return Loop(self.comparison(), self._block())
        if self._next() == "if":
            self._take()
            test, yes = self.comparison(), self._block()
            self._take("else")
            return Choice(test, yes, self._block())
        names = [self._variable()]
        while self._next() == ",":
            self._take()
            names.append(self._variable())
        self._take(":=")
        values = [self.expression()]
        while self._next() == ",":
            self._take()
            values.append(self.expression())
        if len(names) != len(values):
            raise self._error()
        return Assignment(tuple(zip(names, values, strict=True)))

    def _variable(self) -> str:
        name = self._take()
        if name not in VARIABLES:
            raise self._error()
        return name

    def comparison(self) -> Comparison:
        """Two expressions and a relation."""
        left = self.expression()
        relation = self._take()
        if relation not in _TESTS:
            raise self._error()
        return Comparison(relation, left, self.expression())

    def expression(self, least: int = 1) -> Expression:
        """Operators of at least a given binding; those of the same one go to the left."""
        left: Expression
        if self._next() == "(":
            self._take()
            left = self.expression()
            self._take(")")
        else:
            left = int(self._take()) if self._next().isdecimal() else self._variable()
        while _BINDING.get(self._next(), 0) >= least:
            operator = self._take()
            left = Operation(operator, left, self.expression(_BINDING[operator] + 1))
        return left


def variables(program: Program) -> list[str]:
    """The variables of a program in the order in which they are first mentioned."""
    found = re.findall(r"\b[xyzn]\b", program_text(program))
    return list(dict.fromkeys(found))


def renamed(program: Program, names: Mapping[str, str]) -> Program:
    """The program with other names for its variables."""
    said = re.sub(r"\b[xyzn]\b", lambda found: names[found[0]], program_text(program))
    return parse_program(said)
