"""What the Lean theorem of each rule supposes besides the rule's premises."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType
from typing import Final

from search.geometry import IndexedFact
from search.geometry_engine import RULES

# What the theorem of each rule asks for besides its premises: less than the engine's conditions, which must
# also keep it from trying what is degenerate.
CONDITIONS: Final = MappingProxyType(
    {
        "coll_of_para": "",
        "midp_of_cong": "diff a b",
        "isosceles": "",
        "isosceles_converse": "ncoll o a b",
        "inscribed_converse": "ncoll a b c",
        "cyclic_join": "diff a d, diff b d",
        "centre_cyclic": "ncoll a b c",
        "centre_join": "",
        "centre_angle": "",
        "centre_of_angles": "ncoll a b c, ncoll o a b",
        "right_midpoint": "",
        "bisector_perp": "",
        "bisector_point": "",
        "kite": "diff a b, diff p q",
        "bisector_ratio": "ncoll a b c",
        "ratio_bisector": "diff b c",
        "aa": "ncoll p q r, diff a b",
        "aa_mirrored": "ncoll p q r, diff a b",
        "sas": "sameclock a b c p q r",
        "sas_mirrored": "oppclock a b c p q r",
        "sss": "sameclock a b c p q r",
        "sss_mirrored": "oppclock a b c p q r",
        "rhs": "sameclock a b c p q r",
        "rhs_mirrored": "oppclock a b c p q r",
        "chord_of_angle": "ncoll a b c, ncoll p q r",
        "angle_of_chord": "ncoll a b c, ncoll p q r, neqangle c a c b r q r p",
        "ratio_on_line": "sameside b a c q p r",
        "para_ratio": "ncoll a b d",
        "ratio_para": "sameside a m d b n c, diff a d",
        "orthocentre": "",
        "third_bisector": "ncoll a b c, diff a i",
        "midp_parallelogram": "ncoll a b c",
        "right_trapezoid": "",
        "bisector_midline": "diff b c",
        "bisector_feet": "diff a p, diff b q",
        "segment_copy": "",
        "perp_of_double": "npara a b c d",
        "isosceles_trapezoid": "npara a d b c",
        "radical_axis": "diff c d, diff e f",
        "three_circles": "ncoll a p q, ncoll c d e",
        "equal_power": "sameside a p b c q d, diff a b, diff c d",
        "power_of_equal": "diff a b, diff c d",
        "bisector_circle": "ncoll a m n, nperp a r m n",
    }
)


@cache
def rule_conditions(rule: str) -> tuple[IndexedFact, ...]:
    """The conditions of a rule's theorem, about the rule's variables."""
    variables = RULES[rule].variables
    parts = [part.split() for part in CONDITIONS[rule].split(",") if part]
    return tuple(IndexedFact(kind, tuple(map(variables.index, points))) for kind, *points in parts)
