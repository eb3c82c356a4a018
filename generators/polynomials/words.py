"""Questions about polynomials in words, and back: formulas in several spellings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from factory.records import Step
from generators.choice import Choice
from generators.family import Telling
from generators.lexicon import ENGLISH, LETTERS, NONSENSE, lexicon
from generators.polynomials.certificate import answer
from generators.polynomials.poly import VARIABLES, Question, parse_sum
from generators.polynomials.prove import sum_text

# {w} is a name, {k} a kind of things, {v} the variables, {l} and {r} the sides.
_INTRODUCTIONS: Final = (
    "{w} writes {v} for whole numbers.",
    "{w} numbers some {k} by integers, {v}.",
    "{w} thinks of integers {v}.",
    "On cards with {k} {w} finds integers {v}.",
    "{w} moves {k} by {v} places, which are integers.",
    "Of some {k} the heights are {v}, integers above or below zero.",
    "{w} lets {v} stand for any integers.",
    "Scores of {k} are called {v}; they are integers.",
)
_POSITIVE: Final = (
    "None of them is negative.",
    "All of them are at least 0.",
    "They are never below zero.",
)
_EQUAL: Final = (
    "Is {l} always equal to {r}?",
    "Does {l} = {r} hold identically?",
    "Are {l} and {r} the same, whatever the numbers are?",
    "Can {l} always be written as {r}?",
)
_AT_MOST: Final = (
    "Is {l} always at most {r}?",
    "Does {l} ≤ {r} hold for all of them?",
    "Is {r} never less than {l}?",
    "Can one be sure that {r} is at least {l}?",
)
_YES: Final = ("Yes.", "Yes, always.", "Yes, this can be proved.")
_NO: Final = ("No.", "No, not always.", "No, there is a counterexample.")
_STEPS: Final = {
    "expand": ("Multiply out: {s}.", "Expanding gives {s}.", "{s}."),
    "collect": ("Collect {c}: {s}.", "With {c}, {s}."),
    "equal": ("So {s}, by {c}.", "Both sides are the same by {c}: {s}."),
    "difference": ("The difference of the sides: {s}.", "Subtract: {s}."),
    "certificate": ("By {c} this can be rewritten: {s}.", "From {c}, after regrouping, {s}."),
    "nonnegative": ("Here {s}{f}.", "As nothing in it is negative{f}, {s}."),
    "at_most": ("So by {c} {s}.", "A sum of such terms is not negative, so {s}, by {c}."),
    "point": ("Take {s}.", "Try {s}."),
    "value": ("With {c}, {s}.", "There, by {c}, {s}."),
    "fails": ("So, by {c}, it is false there that {s}.", "By {c} it is not so that {s}."),
}
_LETTERS: Final = ("xyz", "abc", "pqr", "uvw", "mnk", "rst")
_SUPERSCRIPTS: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_NORMAL: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def _spelled(text: str, names: str, spelling: int) -> str:
    """A Lean formula in other letters and one of four spellings; words in it stay."""
    text = re.sub(r"\b[xyz]\b", lambda match: names[VARIABLES.index(match[0])], text)
    if spelling:
        text = re.sub(r" \^ (\d+)", lambda match: match[1].translate(_SUPERSCRIPTS), text)
    if spelling == 2:
        text = text.replace(" * ", "·")
    if spelling == 3:
        text = re.sub(r" \* (?=\d)", "·", text).replace(" * ", "").replace(" - ", " − ")
    return text


def _manner(choice: Choice) -> tuple[str, int]:
    return choice.pick(_LETTERS), choice.below(4)


def _listed(items: Sequence[str]) -> str:
    return " and ".join((", ".join(items[:-1]), items[-1])) if len(items) > 1 else "".join(items)


def tell(question: Question, choice: Choice) -> Telling:
    """The question in words; letters and spelling are the first that is chosen."""
    return _told(question, *_manner(choice), choice)


def _told(question: Question, names: str, spelling: int, choice: Choice) -> Telling:
    words = lexicon(choice.pick((ENGLISH, ENGLISH, ENGLISH, NONSENSE, LETTERS)))
    fill = {
        "w": choice.pick(words.names).capitalize(),
        "k": choice.pick(words.nouns).plural,
        "v": _listed(list(names[: question.count])),
        "l": _spelled(sum_text(question.left)[0], names, spelling),
        "r": _spelled(sum_text(question.right)[0], names, spelling),
    }
    given = [choice.pick(_INTRODUCTIONS).format_map(fill)]
    if question.positive:
        given.append(choice.pick(_POSITIVE))
    asked = choice.pick(_EQUAL if question.equal else _AT_MOST).format_map(fill)
    return Telling(tuple(given), asked, choice.pick(_YES if answer(question).point is None else _NO))


def say(question: Question, steps: Sequence[Step], choice: Choice) -> list[str]:
    """The words of each step, in the letters that `tell` uses for an equal choice."""
    names, spelling = _manner(choice)
    told = _told(question, names, spelling, choice).given
    result = []
    for step in steps:
        if step.rule == "premise":
            result.append(told[step.index])
            continue
        cited = _listed([f"({number + 1})" for number in step.premises])
        fill = {"c": cited or "the formulas", "f": f", by {cited}" if cited else ""}
        fill["s"] = _spelled(step.conclusion.removeprefix("¬ "), names, spelling)
        result.append(choice.pick(_STEPS[step.rule]).format_map(fill))
    return result


def read(given: Sequence[str], asked: str) -> Question:
    """The question that sentences in words ask; raises ValueError."""
    match = next(
        (found for pattern in _patterns(_INTRODUCTIONS) if (found := pattern.fullmatch(given[0]))), None
    )
    if match is None:
        raise ValueError(f"not an introduction of variables: {given[0]!r}")
    names = "".join(re.findall(r"[a-z](?![a-z])", match["v"].replace("and", "")))
    positive = len(given) > 1
    if positive and given[1] not in _POSITIVE:
        raise ValueError(f"not a condition: {given[1]!r}")
    for equal, templates in ((True, _EQUAL), (False, _AT_MOST)):
        for pattern in _patterns(templates):
            found = pattern.fullmatch(asked)
            if found:
                left, right = (parse_sum(_plain(found[side]), names) for side in "lr")
                return Question(equal, positive, len(names), left, right)
    raise ValueError(f"not a question about polynomials: {asked!r}")


def _plain(text: str) -> str:
    """A formula in any spelling as the parser of formulas reads it."""
    text = re.sub(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+", lambda match: "^" + match[0].translate(_NORMAL), text)
    return text.replace("·", "*").replace("−", "-").replace(" ", "")


@cache
def _patterns(templates: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    forms = {"w": "[A-Za-z0-9]+", "k": "[A-Za-z0-9 -]+", "v": "[a-z](?:, [a-z])?(?: and [a-z])?"}
    return tuple(
        re.compile(
            re.sub(
                r"\\\{(\w)\\\}", lambda found: f"(?P<{found[1]}>{forms.get(found[1], '.+')})", re.escape(text)
            )
        )
        for text in templates
    )
