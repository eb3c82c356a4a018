"""The recipe's section for the logic of search: axioms, how to search, what to keep."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from generators.documents import Writing
from generators.logic.chain import follows
from generators.logic.clause import Clause, Question, read_axioms
from generators.logic.saturate import Scoring

Count = Annotated[int, Meta(ge=1, le=10_000)]
Few = Annotated[int, Meta(ge=0, le=40)]
Share = Annotated[float, Meta(ge=0, le=1)]


class Config(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The section as a whole."""

    axioms: str = ""  # the text of a set of axioms, one a line; empty: random ones
    min_predicates: Annotated[int, Meta(ge=1, le=12)] = 4  # of random axioms
    max_predicates: Annotated[int, Meta(ge=1, le=12)] = 7
    min_rules: Annotated[int, Meta(ge=2, le=40)] = 6
    max_rules: Annotated[int, Meta(ge=2, le=40)] = 12
    facts: Few = 4  # about constants, at most; half of the sets have none
    denials: Few = 2  # at most
    nodes: Count = 40  # lemmas that one search expands, axioms among them
    beam: Count = 24  # lemmas that wait for it, at most
    children: Count = 6  # lemmas kept of what one expansion gives
    conditions: Annotated[int, Meta(ge=1, le=4)] = 3  # of a lemma, at most
    variables: Annotated[int, Meta(ge=1, le=6)] = 4
    scoring: Scoring = Scoring()
    min_steps: Count = 3  # lemmas in a proof, the claim among them
    max_steps: Count = 24
    min_rounds: Count = 3  # of forward chaining until the claim is found: no proof has less depth
    min_reused: Few = 0  # lemmas that a proof uses more than once
    distractors: Few = 4  # axioms that are not needed, at most
    detours: Few = 2  # lemmas in the trace that the search proved in vain, at most
    kept: Count = 6  # theorems of one search, at most
    true: Share = 0.7  # the others are changed until they do not follow
    near: Count = 6  # changes that are tried, of which the one with most consequences is kept
    models: bool = True  # where there are denials, have Lean check that the conditions can be met
    writing: Writing = Writing()

    def __post_init__(self) -> None:
        for least, most in (
            ("min_predicates", "max_predicates"),
            ("min_rules", "max_rules"),
            ("min_steps", "max_steps"),
        ):
            if getattr(self, least) > getattr(self, most):
                raise ValueError(f"{least} is {getattr(self, least)} but {most} is {getattr(self, most)}")
        if self.axioms:
            try:
                axioms = read_axioms(self.axioms)
            except ValueError as error:
                raise ValueError(f"axioms, {error}") from None
            if follows(Question(axioms, Clause(None, ()))):
                raise ValueError("the axioms contradict each other; leave out a denial or a fact")
