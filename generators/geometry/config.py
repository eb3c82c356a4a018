"""The recipe's section for geometry: how to search, what to keep, what to write."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from generators.geometry.constructions import constructions
from generators.geometry.seeds import start_clauses, weights_like
from generators.geometry.words import SCRIPT_STYLES, STYLES

Count = Annotated[int, Meta(ge=1, le=1_000_000)]
Weight = Annotated[float, Meta(ge=0, le=1e6)]
Share = Annotated[float, Meta(ge=0, le=1)]


class Writing(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is written from a trace."""

    documents: Annotated[int, Meta(ge=0, le=64)] = 1  # texts of each trace, in different styles
    styles: list[str] = []  # the styles to choose among; empty: all

    def __post_init__(self) -> None:
        for name in self.styles:
            if name not in STYLES:
                raise ValueError(f"no style is called {name!r}; there are {', '.join(STYLES)}")


class Config(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The section as a whole."""

    mode: Literal["tree", "random"] = "tree"  # best-first search, or random sequences of constructions
    nodes: Count = 30  # sequences that one search looks at
    points: Annotated[int, Meta(ge=3, le=32)] = 14  # points of a sequence, at most
    min_clauses: Annotated[int, Meta(ge=1, le=32)] = 4  # of random sequences
    max_clauses: Annotated[int, Meta(ge=1, le=32)] = 10
    beam: Count = 16  # sequences that a tree search keeps for later
    children: Count = 8  # drawn from each of them
    stride: Annotated[int, Meta(ge=1, le=32)] = 4  # clauses that a child has more than its parent, at most
    auxiliary: Annotated[int, Meta(ge=0, le=1000)] = 8  # constructions tried for what is seen but not proved
    meeting: Share = 0.6  # how often a point is where two curves meet
    min_length: Annotated[int, Meta(ge=1, le=1000)] = 3  # steps of a proof
    min_constructions: Annotated[int, Meta(ge=2, le=64)] = 2  # that a problem needs; long runs want 4
    start: str = ""  # clauses that every sequence begins with; empty: a figure drawn at random
    like: list[str] = []  # files of problems: draw constructions as often as they do
    constructions: dict[str, Weight] = {}  # how often each is drawn, relative to the others; not named: 1
    only: bool = False  # draw no construction but those named
    against: list[str] = []  # files of problems that must not be among the rows
    contaminated: Literal["drop", "mark"] = "drop"  # problems of IMO-AG-30, JGEX-AG-231 and those files
    figures: bool = True  # draw a figure for each problem
    models: bool = True  # have Lean check, where it can be, that the hypotheses are true of rational points
    forms: Literal["term", "both"] = "term"  # Lean proofs: a replay alone, or a script of steps too
    writing: Writing = Writing()

    def __post_init__(self) -> None:
        if self.min_clauses > self.max_clauses:
            raise ValueError(f"min_clauses is {self.min_clauses} but max_clauses is {self.max_clauses}")
        if self.forms == "term" and (
            named := [name for name in self.writing.styles if name in SCRIPT_STYLES]
        ):
            raise ValueError(f'style {named[0]!r} shows a script of steps, which needs forms = "both"')
        for name in self.constructions:
            if name not in constructions():
                raise ValueError(f"no construction is called {name!r}; docs/geometry.md lists them")

        if self.only and self.like:
            raise ValueError("`only` draws what is named here, `like` what its files have: give one of them")
        if self.start:
            begun = 1 + max(
                point for clause in start_clauses(self.start) for one in clause for point in one.arguments
            )
            if begun >= self.points:
                raise ValueError(f"the start has {begun} points, and sequences have at most {self.points}")

    def weights(self) -> dict[str, float]:
        """How often each construction of the table is drawn; raises what `weights_like` raises."""
        others = 0.0 if self.only or self.like else 1.0
        known = weights_like(self.like) if self.like else {}
        return {name: self.constructions.get(name, known.get(name, others)) for name in constructions()}
