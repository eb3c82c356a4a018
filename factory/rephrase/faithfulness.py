"""Whether a record says what its source says: numbers, names, negations, length, copying, structure, sums."""

from __future__ import annotations

from collections.abc import Hashable
from fractions import Fraction
from typing import Annotated, Final, TypeVar

import msgspec
from msgspec import Meta

from factory.rephrase.content import Content
from factory.rephrase.equations import Equation, equations
from factory.rephrase.formats import Format
from factory.rephrase.quantities import Quantity, factors
from factory.rephrase.structure import fits

Share = Annotated[float, Meta(ge=0, le=1)]
T = TypeVar("T", bound=Hashable)

# Numbers by which units are converted, shares and means are taken.
_FREE: Final = frozenset(map(Fraction, (2, 7, 10, 12, 24, 60, 100, 365, 1000, 3600)))


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


def score(source: Content, record: str, form: Format) -> Scores:
    """Compares a record with the text that it was made from."""
    told = Content(record)
    runs = told.all_runs()
    sums = list(equations(record))
    return Scores(
        number_precision=_precision(told.quantities, source.quantities, sums if form.derives else None),
        number_recall=_covered(source.quantities, told.quantities),
        name_precision=_share(sum(name.casefold() in source.folded for name in told.names), len(told.names)),
        name_recall=_covered(source.names, told.names),
        negations=told.negations - source.negations,
        length=len(told.words) / max(1, len(source.words)),
        copied=sum(map(source.runs.__contains__, runs)) / len(runs) if runs else 0.0,
        structure=fits(record, form.shape),
        wrong_sums=sum(not one.true for one in sums),
    )


def faults(scores: Scores, thresholds: Thresholds, form: Format) -> list[str]:
    """Why a record is refused, each reason with its figure; empty where it is kept."""
    found = falsehoods(scores, thresholds, form)
    if form.whole:
        found += _least("number recall", scores.number_recall, thresholds.number_recall)
    found += _least("length", scores.length, thresholds.shortest)
    if scores.length > max(thresholds.longest, form.longest):
        found.append(f"length is {scores.length:.2f} of the source's")
    if scores.copied > max(thresholds.copied, form.copied):
        found.append(f"{scores.copied:.2f} of it is copied")
    if not scores.structure:
        found.append(f"it is no {form.name}")
    return found


def falsehoods(scores: Scores, thresholds: Thresholds, form: Format) -> list[str]:
    """Those of the reasons which say that it tells what its source does not."""
    found = _least("number precision", scores.number_precision, thresholds.number_precision)
    if form.whole and abs(scores.negations) > thresholds.negation_difference:
        found.append(f"{scores.negations:+d} negations against the source")
    found += _least("name precision", scores.name_precision, thresholds.name_precision)
    if scores.wrong_sums:
        found.append(f"{scores.wrong_sums} equations are false")
    return found


def _least(name: str, value: float, bound: float) -> list[str]:
    return [f"{name} is {value:.2f}, at least {bound:.2f} is wanted"] if value < bound else []


def _precision(told: set[Quantity], source: set[Quantity], sums: list[Equation] | None) -> float:
    """The share of the told quantities that the source has, or that a true calculation gives.

    In a calculation a number stands without its unit, and a result may get one.
    """
    foreign = [one for one in told if one not in source]
    if sums is not None and foreign:
        bare = {one.value / factor for one in source for factor in factors(one.unit)} | _FREE
        derived = {one.result for one in sums if one.true}
        foreign = [
            one
            for one in foreign
            if not (one.unit == "" and one.value in bare)
            and not any(one.value / factor in derived for factor in factors(one.unit))
        ]
    return _share(len(told) - len(foreign), len(told))


def _covered(wanted: set[T], found: set[T]) -> float:
    return _share(len(wanted & found), len(wanted))


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0
