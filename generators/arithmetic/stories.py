"""Calculations as stories, and back, and the words of their columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from generators.arithmetic.columns import Calculation, Column, Operation, columns
from generators.choice import Choice
from generators.family import Telling
from generators.lexicon import ENGLISH, LETTERS, NONSENSE, lexicon


@dataclass(frozen=True, slots=True)
class _Story:
    """Two sentences and a question; x, y are the numbers, n, m names, k, j kinds, c the claim."""

    first: str
    second: str
    ask: str
    check: str = ""


_STORIES = {
    Operation.ADD: (
        _Story("{n} has {x} {k}.", "{m} gives {n} {y} more.", "How many has {n} then?", "Has {n} then {c}?"),
        _Story("{n} counts {x} {k}.", "{m} counts {y} others.", "How many are there?", "Are there {c}?"),
        _Story("In {n} live {x} {k}.", "In {m} live {y}.", "How many is that together?", "Is that {c}?"),
        _Story("{x} {k} meet {n}.", "Then come {y} {j}.", "How many come in all?", "Do {c} come in all?"),
        _Story("Let {n} be {x}.", "Let {m} be {y}.", "What is {n} plus {m}?", "Is {n} plus {m} {c}?"),
    ),
    Operation.SUBTRACT: (
        _Story("{n} has {x} {k}.", "{m} takes {y} away.", "How many has {n} still?", "Has {n} still {c}?"),
        _Story("{n} owes {m} {x} {k}.", "{y} are paid.", "How many are still owed?", "Are {c} still owed?"),
        _Story("{x} {k} follow {n}.", "{y} of them leave.", "How many stay?", "Do {c} stay?"),
        _Story("{n} sold {x} {k}.", "{m} sold {y}.", "How many more is that?", "Is that {c} more?"),
        _Story("Let {n} be {x}.", "Let {m} be {y}.", "What is {n} minus {m}?", "Is {n} minus {m} {c}?"),
    ),
    Operation.MULTIPLY: (
        _Story("{n} has {x} {k}.", "For each come {y} {j}.", "How many {j} come?", "Do {c} {j} come?"),
        _Story("Each of {n}'s {k} costs {x}.", "{y} are sold.", "What is paid?", "Is {c} paid?"),
        _Story(
            "{n} walks {x} steps a day.", "{y} days pass.", "How many steps is that?", "Is that {c} steps?"
        ),
        _Story(
            "{x} {k} stand in each row.", "{n} sees {y} rows.", "How many stand there?", "Do {c} stand there?"
        ),
        _Story("Let {n} be {x}.", "Let {m} be {y}.", "What is {n} times {m}?", "Is {n} times {m} {c}?"),
    ),
    Operation.DIVIDE: (
        _Story("{n} has {x} {k}.", "A box takes {y}.", "How many boxes are filled, and what is left over?"),
        _Story("{n} shares {x} {k}.", "{y} {j} get the same.", "How many does each get, and what is left?"),
        _Story("{x} {k} line up for {n}.", "A row has {y}.", "How many rows are full, and how many remain?"),
        _Story("Let {n} be {x}.", "Let {m} be {y}.", "What are quotient and remainder of {n} by {m}?"),
    ),
}
_VALUE = ("{v}.", "It is {v}.", "That makes {v}.", "The result is {v}.")
_QUOTIENT = ("{v}, and {r} left.", "{v}, remainder {r}.", "It is {v} with remainder {r}.")
_YES = ("Yes.", "Yes, that is right.", "Yes, exactly.")
_NO = ("No, it is {v}.", "No: {v}.", "No, that is a mistake; it is {v}.")
_COLUMNS = {
    "+": (
        "{place}: {a} + {b}{with_carry} = {sum}, write {s}{carry}.",
        "{place}: {a} and {b}{with_carry} make {sum}; {s} is written{carry}.",
    ),
    "-": (
        "{place}: {a} less {b}{with_borrow}, write {s}{borrow}.",
        "{place}: take {b}{with_borrow} from {a}; {s} is written{borrow}.",
    ),
    "*": (
        "{place}: {b} times {a}{with_carry} = {sum}, write {s}{carry}.",
        "{place}: {a} times {b}{with_carry} is {sum}; {s} is written{carry}.",
    ),
    "row": (
        "Add the rows: {a} + {b} times {weight} = {sum}.",
        "With this row, moved to its place: {a} + {b} times {weight} = {sum}.",
    ),
    "/": (
        "Bring down {a}: {sum} holds {b} times {s}, and {d} is left.",
        "With {a} there stands {sum}; {s} times {b} goes in, leaving {d}.",
    ),
    "head": (
        "{b} goes {s} times into {a}, and {d} is left.",
        "Begin with {a}: it holds {b} times {s}, with {d} left.",
    ),
}
_RESULT = ("So the result is {v}.", "This gives {v}.", "Read off the result: {v}.")
_PLACES = ("Ones", "Tens", "Hundreds", "Thousands", "Ten thousands", "Hundred thousands", "Millions")


def tell(calculation: Calculation, choice: Choice) -> Telling:
    """The calculation as a story; names, kinds and the story are the first things that are chosen."""
    words = lexicon(choice.pick((ENGLISH, ENGLISH, ENGLISH, NONSENSE, LETTERS)))
    story = choice.pick(_STORIES[calculation.operation])
    first, second = choice.sample(words.names, 2)
    kind, other = (noun.plural for noun in choice.sample(words.nouns, 2))
    fill = {
        "n": first,
        "m": second,
        "k": kind,
        "j": other,
        "x": calculation.left,
        "y": calculation.right,
        "c": calculation.claimed,
    }
    value, rest = calculation.value, 0
    answers: tuple[str, ...] = _VALUE
    if calculation.operation is Operation.DIVIDE:
        rest = calculation.left % calculation.right
        answers = _QUOTIENT
    elif calculation.claimed is not None:
        answers = _YES if calculation.claimed == value else _NO
    asked = (story.ask if calculation.claimed is None else story.check).format_map(fill)
    given = (story.first.format_map(fill), story.second.format_map(fill))
    return Telling(given, asked, choice.pick(answers).format(v=value, r=rest))


def say(calculation: Calculation, choice: Choice) -> list[str]:
    """The words of each step of the proof, the two sentences that are given first."""
    told = tell(calculation, choice)
    lines = [_line(line, calculation, choice) for line in columns(calculation)]
    value = str(calculation.value)
    if calculation.operation is Operation.DIVIDE:
        value += f", remainder {calculation.left % calculation.right}"
    last = choice.pick(_RESULT).format(v=value)
    if calculation.claimed not in (None, calculation.value):
        last += f" That is not {calculation.claimed}."
    return [*told.given, *lines, last]


def _line(line: Column, calculation: Calculation, choice: Choice) -> str:
    if line.kind == "row":
        above, here = line.digits
        text = choice.pick(_COLUMNS["row"])
        return text.format(a=above, b=here, weight=line.weight, sum=above + here * line.weight)
    if line.kind == "/":
        digit, times, left = line.digits
        text = choice.pick(_COLUMNS["/" if line.uses else "head"])
        stands = line.carried * 10 + digit
        return text.format(a=digit, b=calculation.right, s=times, d=left, sum=stands)
    a, b, written, carry = line.digits
    place = len(str(line.weight)) - 1
    total = (a * b if line.kind == "*" else a + b) + line.carried
    return choice.pick(_COLUMNS[line.kind]).format(
        place=_PLACES[place] if place < len(_PLACES) else f"Column {place + 1}",
        a=a,
        b=b,
        s=written,
        sum=total,
        with_carry=f" + {line.carried}" if line.carried else "",
        with_borrow=f" and {line.carried}" if line.carried else "",
        carry=f", carry {carry}" if carry else "",
        borrow=f", borrow {carry}" if carry else "",
    )


def read(given: Sequence[str], question: str) -> Calculation:
    """The calculation that a story asks for; raises ValueError."""
    if len(given) == 2:
        for operation, number, checked in _all_stories():
            first, second, ask = _patterns(operation, number, checked)
            found = (first.fullmatch(given[0]), second.fullmatch(given[1]), ask.fullmatch(question))
            if all(found):
                named = {key: text for match in found if match for key, text in match.groupdict().items()}
                claimed = int(named["c"]) if checked else None
                return Calculation(operation, int(named["x"]), int(named["y"]), claimed)
    raise ValueError(f"not a story of a calculation: {' '.join((*given, question))!r}")


def _all_stories() -> list[tuple[Operation, int, bool]]:
    return [
        (operation, number, checked)
        for operation, stories in _STORIES.items()
        for number, story in enumerate(stories)
        for checked in ((False, True) if story.check else (False,))
    ]


@cache
def _patterns(operation: Operation, number: int, checked: bool) -> tuple[re.Pattern[str], ...]:
    story = _STORIES[operation][number]
    texts = (story.first, story.second, story.check if checked else story.ask)
    return tuple(re.compile(_pattern(text)) for text in texts)


def _pattern(template: str) -> str:
    pattern, seen = "", set()
    for part in re.split(r"(\{\w\})", template):
        if part[:1] != "{":
            pattern += re.escape(part)
        elif part in seen:
            pattern += f"(?P={part[1]})"
        else:
            seen.add(part)
            pattern += f"(?P<{part[1]}>{r'[0-9]+' if part[1] in 'xyc' else '[A-Za-z0-9]+'})"
    return pattern
