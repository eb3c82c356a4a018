"""Whether a text has the structure that its format names: a table is a table, a dialogue has turns."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Final

from factory.rephrase.equations import equations
from factory.rephrase.formats import Shape

_QUESTION: Final = re.compile(r"^\*{0,2}(?:Q|Question)\b.*\?\*{0,2}\s*$", re.MULTILINE)
_ANSWER: Final = re.compile(r"^\*{0,2}(?:A|Answer)\b.+", re.MULTILINE)
_ITEM: Final = re.compile(r"^\s*(?:[-*]|\d+[.)])\s+\S", re.MULTILINE)
_STEP: Final = re.compile(r"^\s*(?:#+\s*)?\*{0,2}(?:Step\s+)?(\d+)[.):]", re.MULTILINE)
_TURN: Final = re.compile(r"^\*{0,2}([A-Z][\w .'’-]{0,30}?)\*{0,2}:\*{0,2}\s+\S")
_LAST: Final = re.compile(r"^\*{0,2}Answer:?\*{0,2}:?\s*(\S.*)", re.MULTILINE)
_NUMBER: Final = re.compile(r"-?\d[\d,]*(?:\.\d+)?")


def fits(text: str, shape: Shape) -> bool:
    """Whether the text has this shape."""
    return _SHAPES[shape](text)


def _is_table(text: str) -> bool:
    rows = [line.strip() for line in text.splitlines() if line.strip().startswith("|")]
    cells = [len(re.split(r"(?<!\\)\|", row.strip("|"))) for row in rows]
    return len(rows) >= 3 and len(set(cells)) == 1 and cells[0] >= 2 and set(rows[1]) <= set("|-: ")


def _is_faq(text: str) -> bool:
    questions, answers = _QUESTION.findall(text), _ANSWER.findall(text)
    return bool(questions) and len(questions) == len(answers)


def _is_list(text: str) -> bool:
    return len(_ITEM.findall(text)) >= 2


def _is_prose(text: str) -> bool:
    return bool(text.strip())


def _is_tutorial(text: str) -> bool:
    """At least two steps, numbered from 1 without gaps."""
    steps = [int(number) for number in _STEP.findall(text)]
    return len(steps) >= 2 and steps[0] == 1 and all(b == a + 1 for a, b in pairwise(steps))


def _is_math(text: str) -> bool:
    """A problem, a solution that calculates, and an answer that a calculation gave."""
    problem, solution = text.find("Problem:"), text.find("Solution:")
    answer = _LAST.search(text, max(solution, 0))
    if not 0 <= problem < solution or not answer:
        return False
    results = {one.result for one in equations(text)}
    last = {float(number.replace(",", "")) for number in _NUMBER.findall(answer[1])}
    return bool(results) and any(float(result) in last for result in results)


def _is_dialogue(text: str) -> bool:
    """At least four turns, every line one of them, of two speakers or more by turns."""
    turns = [_TURN.match(line) for line in text.splitlines() if line.strip()]
    speakers = [turn[1] for turn in turns if turn]
    return (
        len(speakers) == len(turns) >= 4
        and len(set(speakers)) >= 2
        and all(one != other for one, other in pairwise(speakers))
    )


def _is_article(text: str) -> bool:
    """A heading, then two paragraphs at least."""
    blocks = [block for block in re.split(r"\n\s*\n", text.strip()) if block.strip()]
    paragraphs = [block for block in blocks if not block.lstrip().startswith("#")]
    return blocks[:1] != [] and blocks[0].startswith("# ") and len(paragraphs) >= 2


def _is_answer(text: str) -> bool:
    """A question, thoughts, and an answer on the last line."""
    lines = [line for line in text.splitlines() if line.strip()]
    return (
        len(lines) >= 3
        and re.match(r"\*{0,2}Question:", lines[0]) is not None
        and _LAST.match(lines[-1]) is not None
    )


_SHAPES: Final[dict[Shape, Callable[[str], bool]]] = {
    Shape.TABLE: _is_table,
    Shape.FAQ: _is_faq,
    Shape.LIST: _is_list,
    Shape.PROSE: _is_prose,
    Shape.TUTORIAL: _is_tutorial,
    Shape.MATH: _is_math,
    Shape.DIALOGUE: _is_dialogue,
    Shape.ARTICLE: _is_article,
    Shape.ANSWER: _is_answer,
}
