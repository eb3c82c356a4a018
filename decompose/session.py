"""A decomposition as a whole: open goals are taken apart round after round, by their structure or by a model.

Everything works around `Session`, which holds the store and Lean. A round takes the open lemmas that nobody
has tried, gets sketches for them, lets Lean check the skeletons, drops those with a refuted lemma, and
proves what is trivial. What is proved goes up the graph by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from decompose.asking import OpenAsker, answers
from decompose.examine import examine
from decompose.holes import Skeleton
from decompose.lean import Lean
from decompose.prompt import sketch_request
from decompose.sketch.read import read_sketches
from decompose.split import splits
from decompose.statement import Statement, statement
from decompose.store import LemmaStatus, LemmaStore

# For each statement, the answers that may hold a sketch of it.
Planner = Callable[[Sequence[str]], list[list[str]]]


class Sketched(msgspec.Struct, frozen=True):
    """What came of one answer: the lemmas that it reduces its goal to, or why it does not."""

    statement: str
    lemmas: list[str]
    reason: str


def by_structure(statements: Sequence[str]) -> list[list[str]]:
    """The planner without a model."""
    return [[split.proof for split in splits(statement(text))] for text in statements]


def by_model(open_asker: OpenAsker, *, samples: int, max_tokens: int, temperature: float) -> Planner:
    """The planner that asks a chat model for `samples` sketches of each statement.

    A request without an answer counts as an answer without a sketch. Planning raises Stopped, as
    `asking.answers` does.
    """

    def plan(statements: Sequence[str]) -> list[list[str]]:
        requests = [
            sketch_request(text, sample, max_tokens=max_tokens, temperature=temperature)
            for text in statements
            for sample in range(samples)
        ]
        texts = answers(open_asker, requests)
        return [texts[first : first + samples] for first in range(0, len(texts), samples)]

    return plan


class Session:
    """A store, a Lean, and a planner."""

    def __init__(self, store: LemmaStore, lean: Lean, planner: Planner, *, most: int = 2_000) -> None:
        """At most `most` lemmas are taken apart."""
        self.store, self.lean, self.planner, self._left = store, lean, planner, most
        self._seen: set[str] = set()
        self.sketched: list[Sketched] = []

    def solve(self, goals: Sequence[tuple[str, str]], depth: int) -> list[str]:
        """File goals, as (problem, statement), and take them apart in `depth` rounds; the ids of their
        lemmas.
        """
        items = [statement(text) for _, text in goals]
        roots = [self.store.add([item], problem)[0] for (problem, _), item in zip(goals, items, strict=True)]
        self._examine(items)
        frontier = self._open(dict.fromkeys(roots))
        for _ in range(depth):
            if not frontier or self._left <= 0:
                break
            frontier = self._round(frontier[: self._left])
        return roots

    def _round(self, frontier: list[str]) -> list[str]:
        """The open lemmas that these were reduced to."""
        self._left -= len(frontier)
        texts = [self.store.get(id_).statement for id_ in frontier]
        asked = [(place, answer) for place, found in enumerate(self.planner(texts)) for answer in found]
        results = read_sketches([(texts[place], answer) for place, answer in asked], self.lean)
        made: list[tuple[str, Skeleton]] = []
        for (place, _), result in zip(asked, results, strict=True):
            if isinstance(result, str):
                self.sketched.append(Sketched(texts[place], [], result))
            elif any(child.id == frontier[place] for child in result[1].children):
                self.sketched.append(Sketched(texts[place], [], "the goal itself is one of its lemmas"))
            else:
                made.append((frontier[place], result[1]))
        problems = {id_: self.store.problems(id_) for id_ in frontier}
        self._examine([child for _, made_ in made for child in made_.children])
        children: dict[str, None] = {}
        for parent, result_ in made:
            ids = [child.id for child in result_.children]
            for problem in problems[parent]:
                self.store.add(result_.children, problem)
            text = self.store.get(parent).statement
            false = [id_ for id_ in ids if self.store.get(id_).status is LemmaStatus.REFUTED]
            if false:
                lemma = self.store.get(false[0])
                reason = f"false: {lemma.statement} ({lemma.reason})"
                self.sketched.append(Sketched(text, ids, reason))
                continue
            self.store.reduce(parent, ids, result_.body)
            self.sketched.append(Sketched(text, ids, ""))
            children.update(dict.fromkeys(ids))
        return self._open({id_: None for id_ in children if id_ not in frontier})

    def _examine(self, items: Sequence[Statement]) -> None:
        """Have lemmas that were not looked at before reduced, refuted, proved where that is trivial, or
        left open.
        """
        new = {item.id: item for item in items if item.id not in self._seen}
        self._seen |= set(new)
        examine(list(new.values()), self.store, self.lean)

    def _open(self, ids: dict[str, None]) -> list[str]:
        return [id_ for id_ in ids if self.store.get(id_).status is LemmaStatus.OPEN]
