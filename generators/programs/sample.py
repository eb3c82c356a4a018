"""Programs to run, and functions on lists, drawn by chance."""

from __future__ import annotations

from generators.choice import Choice
from generators.programs.language import (
    VARIABLES,
    Assignment,
    Comparison,
    Expression,
    Loop,
    Operation,
    Program,
    Run,
    Statement,
    TooLong,
    renamed,
    run,
    variables,
)
from generators.programs.language import Choice as Branch
from generators.programs.listing import Call, Rule, results
from generators.programs.prove import Trace

_LONGEST = 9  # statements of a program, those within others included


def trace(choice: Choice, least: int, most: int, size: int) -> Trace | None:
    """A program that executes `least` to `most` assignments; None for a draw that does not."""
    program = _program(choice, 2 + choice.below(size), 2)
    start = {name: choice.below(10) for name in VARIABLES}
    start["n"] += 2
    names = variables(program)
    loops = any(isinstance(statement, Loop) for statement in program)
    if len(names) < 2 or not loops or _length(program) > _LONGEST:
        return None
    order = dict(zip(names, VARIABLES, strict=False))
    begin = dict.fromkeys(VARIABLES, 0) | {formal: start[name] for name, formal in order.items()}
    program = renamed(program, order)
    try:
        runs = run(program, begin)
    except TooLong:
        return None
    idle = any(isinstance(done.statement, Loop) and not done.rounds for done in runs)
    if idle or not least <= assignments(runs) <= most:
        return None
    return Trace(program, tuple(begin[name] for name in VARIABLES))


def assignments(runs: tuple[Run, ...]) -> int:
    """How many assignments are executed."""
    return sum(
        1 if isinstance(done.statement, Assignment) else sum(map(assignments, done.rounds)) for done in runs
    )


def _length(program: Program) -> int:
    """How many statements a program has, those within others included."""
    inner = 0
    for statement in program:
        if isinstance(statement, Branch):
            inner += _length(statement.yes) + _length(statement.no)
        elif isinstance(statement, Loop):
            inner += _length(statement.body)
    return len(program) + inner


def _program(choice: Choice, size: int, depth: int) -> Program:
    return tuple(_statement(choice, depth) for _ in range(size))


def _statement(choice: Choice, depth: int) -> Statement:
    kind = choice.below(5) if depth else 0
    if kind <= 1:
        names = [name for name in VARIABLES[:3] if not choice.below(2)] or [choice.pick(VARIABLES[:3])]
        return Assignment(tuple((name, _expression(choice, name)) for name in names[: 1 + choice.below(2)]))
    if kind == 2:
        return Branch(_test(choice), _program(choice, 1, depth - 1), _program(choice, 1, depth - 1))
    inner = _program(choice, 1 + choice.below(2), depth - 1)
    if choice.below(2):
        step = Assignment((("n", Operation("-", "n", 1 + choice.below(2))),))
        return Loop(Comparison("<", choice.below(3), "n"), (*inner, step))
    counter = choice.pick(VARIABLES[:3])
    step = Assignment(((counter, Operation("+", counter, 1 + choice.below(4))),))
    bound: Expression = "n" if choice.below(2) else 10 + choice.below(20)
    return Loop(Comparison(choice.pick("<≤"), counter, bound), (*inner, step))


def _expression(choice: Choice, name: str) -> Expression:
    other: Expression = 1 + choice.below(9) if choice.below(2) else choice.pick(VARIABLES)
    operator = choice.pick("+++--*/%")
    if operator in "/%":
        other = 2 + choice.below(5)
    first = choice.pick((name, name, *VARIABLES))
    simple = Operation(operator, first, other)
    if first == other:
        simple = Operation("+", first, 1 + choice.below(9))
    return (
        simple
        if choice.below(4)
        else Operation("+", simple, name if choice.below(2) else 1 + choice.below(5))
    )


def _test(choice: Choice) -> Comparison:
    first, second = choice.sample(VARIABLES, 2)
    if choice.below(2):
        parity = Operation("%", first, 2 + choice.below(2))
        return Comparison(choice.pick("=≠"), parity, choice.below(2))
    return Comparison(choice.pick("<≤=≠"), first, second if choice.below(2) else choice.below(12))


def call(choice: Choice, least: int, most: int) -> Call | None:
    """A function on lists with a list of `least` to `most` items; None where it puts out too little."""
    length = least + choice.below(most - least + 1)
    items = tuple(choice.below(20) for _ in range(length))
    tests = (
        Comparison(choice.pick("<≤"), "x", 4 + choice.below(12)),
        Comparison(choice.pick("=≠"), Operation("%", "x", 2 + choice.below(2)), choice.below(2)),
        Comparison(choice.pick("<≤≠"), "x", "n"),
    )
    yes, no = _rule(choice), _rule(choice)
    drawn = Call(
        choice.below(3) == 0, choice.pick(tests), yes, no, choice.below(3) == 0, items, choice.below(9)
    )
    interesting = yes != no and len(results(drawn)[0]) >= 2 and max(results(drawn)[0]) < 10**6
    return drawn if interesting else None


def _rule(choice: Choice) -> Rule:
    factor, more = 2 + choice.below(3), 1 + choice.below(5)
    emits: tuple[Expression | None, ...] = (
        None,
        "x",
        Operation("+", "x", "n"),
        Operation("+", Operation("*", factor, "x"), more),
        Operation("*", "n", more + 1),
        Operation("+", "n", more),
    )
    holds: tuple[Expression, ...] = (
        "n",
        "x",
        Operation("+", "n", more),
        Operation("+", "n", "x"),
        Operation("*", factor, "x"),
        Operation("+", Operation("%", "x", more + 1), "n"),
    )
    return Rule(choice.pick(emits), choice.pick(holds))
