"""Native geometry: predicates on pictures and numeric construction; the typed face is `search.geometry`."""

from collections.abc import Sequence
from typing import overload

import numpy as np
from numpy.typing import NDArray

MAX_POINTS: int
TOLERANCE: float
MARGIN: float

# A predicate: name, point indices, numerator, denominator (0 and 1 where it takes no number).
_Fact = tuple[str, Sequence[int], int, int]
# A locus: shape, point indices, number.
_Locus = tuple[str, Sequence[int], float]
# One point: its index, its loci, and the position that the problem prescribes.
_Step = tuple[int, Sequence[_Locus], tuple[float, float] | None]
# A clause: requirements, steps, facts.
_Clause = tuple[Sequence[_Fact], Sequence[_Step], Sequence[_Fact]]

def predicates() -> list[tuple[str, int, bool, bool]]:
    """Name, number of points, whether it takes a number, whether it is an inequality: for each predicate."""

def is_shape(name: str, count: int) -> bool:
    """Whether there is a shape of that name that is given by that many points."""

def realize(
    points: int, helpers: int, clauses: Sequence[_Clause], seed: int, count: int, attempts: int
) -> NDArray[np.float64] | tuple[int, str, int, int, tuple[str, list[int], int, int] | None]:
    """`count` pictures, shape (count, points, 2), or the obstacle: clause, reason, point, other point, fact.

    Raises ValueError for what cannot be read, and for more than MAX_POINTS points, helpers included.
    """

def measures(facts: Sequence[_Fact], picture: NDArray[np.float64]) -> list[float]:
    """For each equation its violation, for each inequality by how much it holds; free of scale."""

def holds(facts: Sequence[_Fact], picture: NDArray[np.float64]) -> list[bool]:
    """Whether each fact holds in the picture, an array (points, 2)."""

def place_labels(
    points: Sequence[tuple[float, float]],
    sizes: Sequence[tuple[float, float]],
    lines: Sequence[tuple[float, float, float, float]],
    rings: Sequence[tuple[float, float, float]],
    marks: Sequence[tuple[float, float, float]],
    frame: tuple[float, float],
    dot: float,
) -> list[list[float]]:
    """The centre of each label's box in a drawing; raises ValueError for numbers beyond 1e9."""

# A step of a proof: fact, reason, points of the rule, premises, certificates (each a list of
# step, relation, numerator, denominator).
Derivation = tuple[
    tuple[str, tuple[int, ...], int, int],
    str,
    tuple[int, ...],
    list[int],
    list[list[tuple[int, int, int, int]]],
]

MAX_ENGINE_POINTS: int

def rules() -> list[tuple[str, str]]:
    """Name and text of each rule: "variables: premises => conclusion | conditions"."""

class Mark:
    """A state of a closure."""

class Closure:
    """The closure of premises under the rules, on pictures of shape (count, points, 2)."""

    @overload
    def __init__(self, pictures: int) -> None:
        """No points yet; each will have a place in that many pictures."""

    @overload
    def __init__(self, pictures: NDArray[np.float64], premises: Sequence[_Fact]) -> None:
        """Raises ValueError for a premise that is false in a picture, and for too many points."""

    def add_point(self, where: Sequence[tuple[float, float]]) -> int:
        """A point at one place in each picture; its number. Raises ValueError for too many points."""

    def assume(self, premise: _Fact) -> None:
        """Raises ValueError for a premise that is false in a picture."""

    def mark(self) -> Mark:
        """The state, to go back to."""

    def undo(self, mark: Mark) -> None:
        """Back to a state that led to this one. Raises ValueError for another."""

    def saturate(
        self, goal: _Fact | None, facts: int, rounds: int, seconds: float, memory: int, distances: bool
    ) -> str:
        """Deduces until the goal, the end or a limit; the outcome's name."""

    def proved(self, fact: _Fact) -> bool:
        """Whether the fact follows from what is known."""

    def facts(self) -> list[tuple[tuple[str, tuple[int, ...], int, int], str, tuple[int, ...]]]:
        """Each recorded fact with its reason and the points of the rule."""

    def trace(self, fact: _Fact) -> list[Derivation] | None:
        """The proof of the fact, which is its last step; None when it is not proved."""

    def trace_all(self, facts: Sequence[_Fact]) -> tuple[list[Derivation], list[int]]:
        """Steps that prove all of the facts, and for each its step; -1 for one that is not proved."""

    def summary(self, fact: _Fact) -> tuple[int, int, int, int, int] | None:
        """Premises, length, depth, different rules and terms of certificates of that proof."""

    @property
    def points(self) -> int:
        """How many there are."""

    @property
    def candidates(self) -> int:
        """Instances of rules that the pictures allow, similar triangles apart."""

    @property
    def bytes(self) -> int:
        """About how much memory its lists take."""

    @property
    def rounds(self) -> int:
        """Rounds begun after the first."""

    @property
    def work(self) -> int:
        """Instances of rules whose premises were all found proved."""

def canonical(
    points: int, premises: Sequence[_Fact], goal: _Fact
) -> tuple[bytes, bytes, tuple[int, ...], bool]:
    """Key, code, labels and symmetry of the canonical form; the typed face is `search.geometry_canonical`."""

MAX_PARAMETERS: int

# Name, parameters, helpers, outputs, requirements, facts, steps, weight.
TemplateTuple = tuple[str, int, int, Sequence[int], Sequence[_Fact], Sequence[_Fact], Sequence[_Step], float]

class MinedUnit:
    """The problems of a unit."""

    def __len__(self) -> int: ...
    def keys(self) -> bytes:
        """16 bytes for each problem."""

    def measures(self) -> NDArray[np.float64]:
        """Length, depth, different rules, auxiliary clauses, work, points: a row for each problem."""

    def statistics(self) -> dict[str, float]:
        """Counters of the search, by name."""

    def problem(
        self, number: int
    ) -> tuple[
        list[list[tuple[int, tuple[int, ...]]]],
        int,
        tuple[str, tuple[int, ...], int, int],
        list[Derivation],
        list[tuple[float, float]],
    ]:
        """Clauses of (template, arguments), how many are the statement, goal, proof, picture."""

class Miner:
    """Templates and settings."""

    def __init__(
        self,
        templates: Sequence[TemplateTuple],
        settings: dict[str, float],
        start: Sequence[Sequence[tuple[int, Sequence[int]]]],
    ) -> None:
        """Start: clauses of (template, arguments). Raises ValueError for what is malformed."""

    def unit(self, seed: int, unit: int) -> MinedUnit:
        """Mines one unit."""
