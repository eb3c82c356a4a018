"""Whether a record says what its source says: numbers, names, negations, length, copying, structure, sums."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable
from fractions import Fraction
from functools import cached_property
from typing import Annotated, Final, TypeVar

import msgspec
from msgspec import Meta

from factory.rephrase.formats import Format, Shape
from factory.rephrase.quantities import quantities

Share = Annotated[float, Meta(ge=0, le=1)]
T = TypeVar("T", bound=Hashable)

_WORD: Final = re.compile(r"[A-Za-z][A-Za-z'’-]*|\d[\d,.]*")
_SENTENCE_START: Final = re.compile(r"(?:^|[.!?:;|\n]\s*|[-*#\"“(]\s*)$")
_NAME: Final = re.compile(r"\b[A-Z][\w'’]*(?:\s+(?:of|the|de|van|von)?\s?[A-Z][\w'’]*)*")
_NEGATION: Final = re.compile(
    r"\b(?:not|no|never|none|nothing|nobody|neither|nor|without|cannot)\b|n['’]t\b", re.I
)
_EQUATION: Final = re.compile(
    r"(?<![\w.)])(-?\d[\d,]*(?:\.\d+)?)((?:\s*[-+*/×÷−]\s*\d[\d,]*(?:\.\d+)?)+)\s*=\s*(-?\d[\d,]*(?:\.\d+)?)(?![\w(]|\s*[-+*/×÷])"
)
_TERM: Final = re.compile(r"([-+*/×÷−])\s*(\d[\d,]*(?:\.\d+)?)")
_LIST_NUMBER: Final = re.compile(r"^\s*(?:[-*]\s+)?(?:\*\*)?(?:Q|A)?\d{1,3}[.):]\s", re.MULTILINE)
_COPIED_WORDS: Final = 8


class Thresholds(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a record must reach to be kept; the recipe may change it."""

    number_precision: Share = 1.0  # of the numbers written, those that the source has
    number_recall: Share = 0.8  # of the source's numbers, those that are written
    name_precision: Share = 0.9
    negation_difference: Annotated[int, Meta(ge=0)] = (
        1  # negations more or fewer than in the part that is told
    )
    longest: Annotated[float, Meta(gt=0)] = 1.25  # words, as a multiple of the source's
    shortest: Annotated[float, Meta(ge=0)] = 0.1
    copied: Share = 1.0  # runs of 8 words taken over as they stand, at most


class Scores(msgspec.Struct, frozen=True, kw_only=True):
    """What was measured; shares are 1 where there is nothing to count."""

    number_precision: float
    number_recall: float
    name_precision: float
    name_recall: float
    negations: int  # in the record minus in the source
    length: float  # words, as a multiple of the source's
    copied: float  # share of the record's runs of 8 words that the source has
    structure: bool  # it has the form that its format names
    wrong_sums: int  # equations between numbers that are false


class Content:
    """What is compared of a text; found once for a source, however many records are made from it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.quantities = quantities(text)
        self.names = Counter(names_of(text))
        self.negations = len(_NEGATION.findall(text))
        self.words = [word.casefold() for word in _WORD.findall(text)]

    @cached_property
    def folded(self) -> str:
        """The text in lower case."""
        return self.text.casefold()

    @cached_property
    def runs(self) -> set[tuple[str, ...]]:
        """Its runs of 8 words."""
        return set(self.all_runs())

    def all_runs(self) -> list[tuple[str, ...]]:
        """The same in order, repeated ones too."""
        return list(zip(*(self.words[i:] for i in range(_COPIED_WORDS)), strict=False))


def score(source: Content, record: str, form: Format) -> Scores:
    """Compares a record with the text that it was made from."""
    told = Content(_LIST_NUMBER.sub("", record))
    runs = told.all_runs()
    return Scores(
        number_precision=_covered(told.quantities, source.quantities),
        number_recall=_covered(source.quantities, told.quantities),
        name_precision=_share(sum(name.casefold() in source.folded for name in told.names), len(told.names)),
        name_recall=_covered(source.names, told.names),
        negations=told.negations - source.negations,
        length=len(told.words) / max(1, len(source.words)),
        copied=sum(run in source.runs for run in runs) / len(runs) if runs else 0.0,
        structure=_SHAPES[form.shape](record),
        wrong_sums=sum(not true_sum(match) for match in _EQUATION.finditer(told.text)),
    )


def faults(scores: Scores, thresholds: Thresholds, form: Format) -> list[str]:
    """Why a record is refused, each reason with its figure; empty where it is kept."""
    found = []

    def least(name: str, value: float, bound: float) -> None:
        if value < bound:
            found.append(f"{name} is {value:.2f}, at least {bound:.2f} is wanted")

    least("number precision", scores.number_precision, thresholds.number_precision)
    if form.whole:
        least("number recall", scores.number_recall, thresholds.number_recall)
        if abs(scores.negations) > thresholds.negation_difference:
            found.append(f"{scores.negations:+d} negations against the source")
    least("name precision", scores.name_precision, thresholds.name_precision)
    least("length", scores.length, thresholds.shortest)
    if scores.length > max(thresholds.longest, form.longest):
        found.append(f"length is {scores.length:.2f} of the source's")
    if scores.copied > max(thresholds.copied, form.copied):
        found.append(f"{scores.copied:.2f} of it is copied")
    if not scores.structure:
        found.append(f"it is no {form.name}")
    if scores.wrong_sums:
        found.append(f"{scores.wrong_sums} equations are false")
    return found


def names_of(text: str) -> list[str]:
    """Words with capital letters that do not begin a sentence, those that follow one another together."""
    found = []
    for match in _NAME.finditer(text):
        name = match[0]
        if _SENTENCE_START.search(text[: match.start()]):
            _, _, name = name.partition(" ")
            name = name.lstrip()
        if name and name[0].isupper() and name != "I":
            found.append(name)
    return found


def true_sum(match: re.Match[str]) -> bool:
    """Whether an equation between numbers holds; * and / before + and -, rounded as written."""
    try:
        value = _evaluated(match[1], match[2])
    except ZeroDivisionError:
        return False
    result = match[3].replace(",", "")
    digits = len(result.partition(".")[2])
    allowed = Fraction(1, 2 * 10**digits) if digits else Fraction(0)
    return abs(value - Fraction(result)) <= allowed


def _evaluated(first: str, rest: str) -> Fraction:
    total, product = Fraction(0), Fraction(first.replace(",", ""))
    for sign, number in _TERM.findall(rest):
        value = Fraction(number.replace(",", ""))
        if sign in "*×":
            product *= value
        elif sign in "/÷":
            product /= value
        else:
            total, product = total + product, value if sign == "+" else -value
    return total + product


def _covered(wanted: Counter[T], found: Counter[T]) -> float:
    return _share(sum(thing in found for thing in wanted), len(wanted))


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def _is_table(text: str) -> bool:
    rows = [line.strip() for line in text.splitlines() if line.strip().startswith("|")]
    cells = [len(re.split(r"(?<!\\)\|", row.strip("|"))) for row in rows]
    return len(rows) >= 3 and len(set(cells)) == 1 and cells[0] >= 2 and set(rows[1]) <= set("|-: ")


def _is_faq(text: str) -> bool:
    questions = re.findall(r"^\*{0,2}(?:Q|Question)\b.*\?\*{0,2}\s*$", text, re.MULTILINE)
    answers = re.findall(r"^\*{0,2}(?:A|Answer)\b.+", text, re.MULTILINE)
    return bool(questions) and len(questions) == len(answers)


def _is_list(text: str) -> bool:
    items = [line for line in text.splitlines() if re.match(r"\s*(?:[-*]|\d+[.)])\s+\S", line)]
    return len(items) >= 2


def _is_prose(text: str) -> bool:
    return bool(text.strip())


_SHAPES: Final = {Shape.TABLE: _is_table, Shape.FAQ: _is_faq, Shape.LIST: _is_list, Shape.PROSE: _is_prose}
