"""Mining in plane geometry: sequences of constructions, and all minimal problems that they contain.

The work is native (`search/native/geometry/mine/`). The constructions are given as templates, points as
indices. A unit of work is a pure function of templates, settings, seed and unit number, so a run can be
divided among processes and resumed at any unit. `docs/geometry-mining.md` describes search, minimality and
what counts as trivial.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from fractions import Fraction
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray

from search import _geometry
from search.geometry import IndexedFact, Picture, Step
from search.geometry_engine import Proof, indexed_fact, read_proof

MEASURES: Final = ("length", "depth", "rules", "auxiliary", "work", "points", "symmetric")
MAX_PARAMETERS: Final = _geometry.MAX_PARAMETERS


@dataclass(frozen=True, slots=True)
class Template:
    """One construction with a fixed number, if it takes one. Points are numbers of parameters.

    Parameters are in the order of the full form; `outputs` are those that it defines. Points of `steps` from
    `parameters` on are helpers of the drawing. `weight` says how often the miner chooses it (0: never).
    """

    name: str
    value: Fraction | None
    parameters: int
    outputs: tuple[int, ...]
    requires: tuple[IndexedFact, ...]
    facts: tuple[IndexedFact, ...]
    steps: tuple[Step, ...]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Settings:
    """How a unit is mined. Everything is bounded by counts, never by time.

    `mode` is "tree" (best-first search with a frontier of `beam` nodes, `children` with `stride` clauses more
    drawn from one) or "random" (sequences of `clauses_min` to `clauses_max` clauses). A unit looks at `nodes`
    sequences of at most `points` points in `pictures` pictures. `meeting` is how often a second curve
    determines a point. Problems have a proof of `min_length` steps and need `min_constructions`
    constructions; of goals that say the same in other
    words, `per_class` are kept for each set of constructions. `auxiliary` constructions are tried where the
    pictures say more than was proved. `facts` and `rounds` bound each deduction.
    """

    mode: str = "tree"
    nodes: int = 100
    points: int = 16
    clauses_min: int = 4
    clauses_max: int = 10
    stride: int = 4
    beam: int = 16
    children: int = 8
    tries: int = 30
    pictures: int = 3
    meeting: float = 0.6
    min_length: int = 3
    min_constructions: int = 2
    per_class: int = 1
    auxiliary: int = 8
    facts: int = 5_000
    rounds: int = 200

    def __post_init__(self) -> None:
        if self.mode not in ("tree", "random"):
            raise ValueError(f"mode is tree or random, not {self.mode!r}")
        if not 3 <= self.points <= _geometry.MAX_ENGINE_POINTS:
            raise ValueError(f"a sequence has 3 to {_geometry.MAX_ENGINE_POINTS} points, not {self.points}")
        if not 1 <= self.clauses_min <= self.clauses_max:
            raise ValueError("clauses_min is at least 1 and at most clauses_max")
        counts = (
            self.nodes,
            self.stride,
            self.beam,
            self.children,
            self.tries,
            self.pictures,
            self.per_class,
        )
        if self.min_constructions < 2:
            raise ValueError("a problem needs 2 constructions at least: what one says is trivial")
        if min(counts) < 1:
            raise ValueError("nodes, stride, beam, children, tries, pictures and per_class are at least 1")
        if not 0 <= self.meeting <= 1:
            raise ValueError(f"meeting is a probability, not {self.meeting}")


@dataclass(frozen=True, slots=True)
class Placed:
    """A construction applied to points, in the order of its full form."""

    name: str
    arguments: tuple[int, ...]
    value: Fraction | None = None


@dataclass(frozen=True, slots=True)
class MinedProblem:
    """A problem with its proof: minimal, not trivial, in a picture.

    `clauses` have one or two constructions each; the first `statement` of them are the statement, the others
    auxiliary: the proof needs them, the goal's points do not depend on them. Points are numbered in the order
    of the clauses. `picture` has the shape (points, 2). `key` are the 16 bytes of the statement's canonical
    form. `measures`: length, depth and different rules of the proof, auxiliary clauses, work (instances of
    rules that the engine looked at), points.
    """

    clauses: tuple[tuple[Placed, ...], ...]
    statement: int
    goal: IndexedFact
    proof: Proof
    picture: Picture
    key: bytes
    measures: Mapping[str, float] = field(hash=False)

    @property
    def constructions(self) -> tuple[Placed, ...]:
        """Those of all clauses, in their order."""
        return tuple(placed for clause in self.clauses for placed in clause)


class MinedUnit:
    """The problems of one unit, with different keys, and statistics of the search.

    Problems stay native until they are asked for; keys and measures come as arrays.
    """

    def __init__(self, native: _geometry.MinedUnit, templates: Sequence[Template]) -> None:
        self._native = native
        self._templates = templates
        self._keys = native.keys()
        self.measures: NDArray[np.float64] = native.measures()  # a row for each problem, columns MEASURES
        self.statistics: Mapping[str, float] = MappingProxyType(native.statistics())

    def __len__(self) -> int:
        return len(self._native)

    def key(self, number: int) -> bytes:
        """The key of a problem's statement."""
        return self._keys[16 * number : 16 * number + 16]

    def __getitem__(self, number: int) -> MinedProblem:
        if not 0 <= number < len(self):
            raise IndexError(f"the unit has {len(self)} problems, none with the number {number}")
        groups, statement, goal, steps, picture = self._native.problem(number)
        clauses = tuple(
            tuple(
                Placed(self._templates[template].name, arguments, self._templates[template].value)
                for template, arguments in group
            )
            for group in groups
        )
        return MinedProblem(
            clauses,
            statement,
            indexed_fact(goal),
            read_proof(steps),
            np.array(picture, np.float64),
            self.key(number),
            MappingProxyType(dict(zip(MEASURES, map(float, self.measures[number]), strict=True))),
        )

    def __iter__(self) -> Iterator[MinedProblem]:
        return (self[number] for number in range(len(self)))


class Miner:
    """Templates and settings, ready to mine any unit of any seed; may be used by several threads at once."""

    def __init__(
        self,
        templates: Sequence[Template],
        settings: Settings | None = None,
        start: Sequence[Sequence[Placed]] = (),
    ) -> None:
        """Every sequence begins with the clauses `start`, or else with a figure drawn at random.

        Points of `start` are numbered in the order of its clauses. Raises ValueError for a malformed
        template, and for a construction of `start` that no template is, or whose points are not in order.
        """
        self.templates = tuple(templates)
        self.settings = settings or Settings()
        numbers = asdict(self.settings)
        numbers["tree"] = numbers.pop("mode") == "tree"
        known = {(template.name, template.value): i for i, template in enumerate(self.templates)}
        for clause in start:
            for placed in clause:
                if (placed.name, placed.value) not in known:
                    value = "" if placed.value is None else f" with the number {placed.value}"
                    raise ValueError(f"there is no template of {placed.name}{value}")
        groups = [[(known[one.name, one.value], one.arguments) for one in clause] for clause in start]
        self._native = _geometry.Miner([_native(template) for template in self.templates], numbers, groups)

    def unit(self, seed: int, number: int) -> MinedUnit:
        """Mines a unit; equal arguments give equal problems. The interpreter's lock is released meanwhile.

        Raises ValueError when no template makes three points from nothing, or the start cannot be drawn.
        """
        return MinedUnit(self._native.unit(seed % 2**64, number), self.templates)


def mine(
    templates: Sequence[Template], settings: Settings | None = None, *, seed: int = 0, first: int = 0
) -> Iterator[MinedProblem]:
    """Problems of the units from `first` on, without end; their keys differ within a unit only."""
    miner = Miner(templates, settings)
    number = first
    while True:
        yield from miner.unit(seed, number)
        number += 1


def _native(template: Template) -> _geometry.TemplateTuple:
    drawn = max((step.point for step in template.steps), default=0)
    return (
        template.name,
        template.parameters,
        max(drawn + 1 - template.parameters, 0),
        template.outputs,
        [fact.native() for fact in template.requires],
        [fact.native() for fact in template.facts],
        [
            (step.point, [(locus.shape, locus.points, float(locus.value)) for locus in step.loci], None)
            for step in template.steps
        ],
        template.weight,
    )
