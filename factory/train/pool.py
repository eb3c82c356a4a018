"""The problems of an iteration: what is held out, what is fresh, how much of each tier comes next.

Held-out problems are apart from all others by the id of their canonical form, across tiers. Problems come
from the domains in units, and no unit is mined twice. A kind of problem is its outcome: what is refuted is
learnt at another pace than what is proved.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from factory.prove.problems import Task
from factory.records import Outcome, Proof, text_hash
from factory.train.recipe import Plan, Tier

_UNIT = 2_000  # candidates in one call of a domain
_BARREN = 3  # units without a new problem, after which a tier counts as used up
_UNITS_A_ROUND = 1 << 20  # more than a round can use
_UNSOLVED = 1.05  # what is always solved is still taught a little


class Pool:
    """The problems of a plan, from round number `rounds_done` + 1 on."""

    def __init__(self, plan: Plan, rounds_done: int) -> None:
        self._plan = plan
        self._seen: set[str] = set()
        self.held_out: dict[str, list[Task]] = {}
        self.kinds: dict[str, Outcome] = {}  # of held-out problems, by their ids
        for tier in plan.tier:
            units = iter(range(_UNITS_A_ROUND))
            chosen = self._distinct(tier, units, tier.held_out, {})
            self.held_out[tier.name] = [task for task, _ in chosen]
            self.kinds |= {task.id: proof.outcome for task, proof in chosen}
        first = (rounds_done + 1) * _UNITS_A_ROUND
        self._units = {tier.name: iter(range(first, 2**63)) for tier in plan.tier}

    def fresh(
        self, tier: Tier, wanted: int, solved: Mapping[Outcome, float] | None = None
    ) -> list[tuple[Task, Proof]]:
        """At most so many problems of a tier not seen before, with the proofs of the domain's search.

        With `solved`, the share of each kind of problem that is solved, a kind is kept more often the less
        of it is; the one of which least is solved always.
        """
        return self._distinct(tier, self._units[tier.name], wanted, solved or {})

    def shares(self, solved: Mapping[str, float]) -> list[tuple[Tier, int]]:
        """How many lessons each tier gets, by its share of samples that pass.

        A tier gets more the less of it is solved, and more the more of the tier before it is: what is
        known teaches nothing, and what is far away does not yet.
        """
        weights = []
        before = 0.25
        for tier in self._plan.tier:
            rate = solved.get(tier.name, 0.0)
            weights.append((_UNSOLVED - rate) * (0.75 + before))
            before = rate
        scale = self._plan.lessons / sum(weights)
        return [(tier, round(weight * scale)) for tier, weight in zip(self._plan.tier, weights, strict=True)]

    def _distinct(
        self, tier: Tier, units: Iterator[int], wanted: int, solved: Mapping[Outcome, float]
    ) -> list[tuple[Task, Proof]]:
        found: list[tuple[Task, Proof]] = []
        least = min(solved.values(), default=0.0)
        barren = 0
        while len(found) < wanted and barren < _BARREN:
            size = min(_UNIT, 2 * (wanted - len(found)) + 50)
            fresh = [
                pair
                for pair in tier.mine(self._plan.seed, next(units), size)
                if pair[0].id not in self._seen
                and _chance(pair[0]) * (_UNSOLVED - least) <= _UNSOLVED - solved.get(pair[1].outcome, least)
            ]
            fresh = fresh[: wanted - len(found)]
            self._seen.update(task.id for task, _ in fresh)
            found.extend(fresh)
            barren = 0 if fresh else barren + 1
        return found


def _chance(task: Task) -> float:
    """A number between 0 and 1 that depends on the problem alone."""
    return int(text_hash(task.id)[:8], 16) / 2**32
