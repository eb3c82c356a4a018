"""The recipe's section for propositional logic: what to mine, how long to search, what to write."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from generators.propositional.words import STYLES, VOCABULARIES

Weight = Annotated[float, Meta(ge=0, le=1e6)]
Share = Annotated[float, Meta(ge=0, le=1)]
Size = Annotated[int, Meta(ge=1, le=64)]
Depth = Annotated[int, Meta(ge=1, le=32)]
AtomCount = Annotated[int, Meta(ge=1, le=8)]
HypothesisCount = Annotated[int, Meta(ge=0, le=8)]


class Weights(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How often each connective is drawn in random formulas, relative to the others; 0 bans it altogether."""

    negation: Weight = 0.8
    conjunction: Weight = 1.0
    disjunction: Weight = 1.0
    implication: Weight = 1.2
    equivalence: Weight = 0.4

    def __post_init__(self) -> None:
        if not any((self.conjunction, self.disjunction, self.implication, self.equivalence)):
            raise ValueError(
                "at least one of conjunction, disjunction, implication and equivalence must be above 0"
            )


class Search(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The prover's budget for one problem."""

    nodes: Annotated[int, Meta(ge=1, le=10_000_000)] = 20_000  # sequents visited; beyond it a problem is open
    shorten: Annotated[int, Meta(ge=0, le=10_000_000)] = (
        10_000  # goals visited for a shorter proof; 0: none sought
    )
    dead_ends: Annotated[int, Meta(ge=0, le=64)] = 3  # abandoned branches kept, marked, in the steps


class Writing(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is written from a trace."""

    documents: Annotated[int, Meta(ge=0, le=64)] = 1  # texts of each trace, in different styles
    styles: list[str] = []  # the styles to choose among; empty: all
    vocabularies: list[str] = []  # what atoms stand for: english, nonsense, letters, symbolic; empty: all

    def __post_init__(self) -> None:
        for what, given, known in (
            ("style", self.styles, STYLES),
            ("vocabulary", self.vocabularies, tuple(VOCABULARIES)),
        ):
            for name in given:
                if name not in known:
                    raise ValueError(f"no {what} is called {name!r}; there are {', '.join(known)}")


class Config(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The section as a whole. Sizes count connectives of the hypotheses and the goal together."""

    min_size: Size = 3
    max_size: Size = 14
    max_depth: Depth = 6  # connectives on the longest path in a formula
    min_atoms: AtomCount = 2
    max_atoms: AtomCount = 5
    min_hypotheses: HypothesisCount = 0
    max_hypotheses: HypothesisCount = 3
    weights: Weights = Weights()
    constants: Share = 0.03  # probability that a leaf of a random formula is ⊤ or ⊥; 0 bans them
    valid_share: Share = 0.7  # candidates that hold classically; the others have countermodels
    spare_hypotheses: bool = False  # keep hypotheses that a theorem does not need
    contradictory: bool = False  # keep contradictory hypotheses though the goal is not ⊥
    search: Search = Search()
    writing: Writing = Writing()

    def __post_init__(self) -> None:
        for what in ("size", "atoms", "hypotheses"):
            least, most = getattr(self, f"min_{what}"), getattr(self, f"max_{what}")
            if least > most:
                raise ValueError(f"min_{what} is {least} but max_{what} is {most}; it must not be less")
        # A formula of depth d has at most 2^d - 1 connectives; k connectives in n formulas hold k + n atoms.
        room = (self.max_hypotheses + 1) * (2**self.max_depth - 1)
        if self.min_size > room:
            raise ValueError(
                f"min_size is {self.min_size}, but formulas of depth {self.max_depth} with at most "
                f"{self.max_hypotheses} hypotheses have {room} connectives at most; raise max_depth"
            )
        most_atoms = self.max_size + self.max_hypotheses + 1
        if self.min_atoms > most_atoms:
            raise ValueError(
                f"min_atoms is {self.min_atoms}, but {self.max_size} connectives and {self.max_hypotheses} "
                f"hypotheses leave room for {most_atoms} at most; raise max_size"
            )
