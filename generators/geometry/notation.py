"""Facts and certificates as a person reads them: in symbols and in words.

Full angles are written ∠(ab, cd): by how much the line ab must turn, counter-clockwise, to be parallel to cd.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from generators.geometry.facts import Fact

_SYMBOLS: Final[Mapping[str, str]] = {
    "coll": "{0}, {1}, {2} collinear",
    "para": "{0}{1} ∥ {2}{3}",
    "perp": "{0}{1} ⊥ {2}{3}",
    "cong": "|{0}{1}| = |{2}{3}|",
    "midp": "{0} = midpoint of {1}{2}",
    "circle": "{0} = centre of ({1}{2}{3})",
    "cyclic": "{0}, {1}, {2}, {3} concyclic",
    "eqangle": "∠({0}{1}, {2}{3}) = ∠({4}{5}, {6}{7})",
    "eqratio": "|{0}{1}| : |{2}{3}| = |{4}{5}| : |{6}{7}|",
    "simtri": "△{0}{1}{2} ∼ △{3}{4}{5}",
    "simtrir": "△{0}{1}{2} ∼ △{3}{4}{5} (mirrored)",
    "contri": "△{0}{1}{2} ≅ △{3}{4}{5}",
    "contrir": "△{0}{1}{2} ≅ △{3}{4}{5} (mirrored)",
    "aconst": "∠({0}{1}, {2}{3}) = {value}",
    "rconst": "|{0}{1}| : |{2}{3}| = {value}",
    "compl": "∠({0}{1}, {2}{3}) + ∠({4}{5}, {6}{7}) = 90°",
    "sameside": "{1} between {0}, {2} as {4} between {3}, {5}",
    "diff": "{0} ≠ {1}",
    "ncoll": "{0}, {1}, {2} not collinear",
    "npara": "{0}{1} ∦ {2}{3}",
    "nperp": "{0}{1} not ⊥ {2}{3}",
    "neqangle": "∠({0}{1}, {2}{3}) ≠ ∠({4}{5}, {6}{7})",
    "sameclock": "△{0}{1}{2} and △{3}{4}{5} turn the same way",
    "oppclock": "△{0}{1}{2} and △{3}{4}{5} turn opposite ways",
}
_WORDS: Final[Mapping[str, str]] = {
    "coll": "{0}, {1} and {2} lie on a line",
    "para": "{0}{1} is parallel to {2}{3}",
    "perp": "{0}{1} is perpendicular to {2}{3}",
    "cong": "{0}{1} and {2}{3} are equally long",
    "midp": "{0} is the midpoint of {1}{2}",
    "circle": "{0} is the centre of the circle through {1}, {2} and {3}",
    "cyclic": "{0}, {1}, {2} and {3} lie on a circle",
    "eqangle": "the angle from {0}{1} to {2}{3} equals that from {4}{5} to {6}{7}",
    "eqratio": "{0}{1} is to {2}{3} as {4}{5} is to {6}{7}",
    "simtri": "the triangles {0}{1}{2} and {3}{4}{5} are similar",
    "simtrir": "the triangles {0}{1}{2} and {3}{4}{5} are similar, with opposite orientations",
    "contri": "the triangles {0}{1}{2} and {3}{4}{5} are congruent",
    "contrir": "the triangles {0}{1}{2} and {3}{4}{5} are congruent, with opposite orientations",
    "aconst": "the angle from {0}{1} to {2}{3} is {value}",
    "rconst": "{0}{1} is to {2}{3} as {value}",
    "compl": "the angles from {0}{1} to {2}{3} and from {4}{5} to {6}{7} make a right angle together",
    "sameside": "{1} is between {0} and {2} exactly if {4} is between {3} and {5}",
    "diff": "{0} and {1} are different",
    "ncoll": "{0}, {1} and {2} do not lie on a line",
    "npara": "{0}{1} is not parallel to {2}{3}",
    "nperp": "{0}{1} is not perpendicular to {2}{3}",
    "neqangle": "the angle from {0}{1} to {2}{3} is not that from {4}{5} to {6}{7}",
    "sameclock": "the triangles {0}{1}{2} and {3}{4}{5} have the same orientation",
    "oppclock": "the triangles {0}{1}{2} and {3}{4}{5} have opposite orientations",
}


def symbols(fact: Fact) -> str:
    """The fact in symbols, e.g. `ab ⊥ cd`."""
    return _SYMBOLS[fact.kind].format(*fact.points, value=_value(fact))


def words(fact: Fact) -> str:
    """The fact as an English clause, e.g. `ab is perpendicular to cd`."""
    return _WORDS[fact.kind].format(*fact.points, value=_value(fact))


def _value(fact: Fact) -> str:
    if fact.value is None:
        return ""
    if fact.kind == "rconst":
        return f"{fact.value.numerator} : {fact.value.denominator}"
    degrees = fact.value * 180
    return f"{degrees.numerator}°" if degrees.denominator == 1 else f"{fact.value} · 180°"
