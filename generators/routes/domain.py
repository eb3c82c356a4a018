"""Samples questions about ways: random graphs with a planted way, or with a place that cannot be reached."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Final

import msgspec
from msgspec import Meta

from generators.choice import Choice
from generators.documents import Writing
from generators.family import FamilyDomain, Solution, Telling
from generators.routes.graph import Asked, Question, Road, canonical, parse, shortest_ways, way
from generators.routes.prove import road_text, statement, way_text, write_proof
from generators.routes.words import say, tell

Share = Annotated[float, Meta(ge=0, le=1)]


class Config(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The recipe's section. Hops are the roads of a shortest way."""

    min_hops: Annotated[int, Meta(ge=1, le=40)] = 2
    max_hops: Annotated[int, Meta(ge=1, le=40)] = 8
    min_spare_places: Annotated[int, Meta(ge=0, le=40)] = 1  # places beside the way
    spare_places: Annotated[int, Meta(ge=0, le=40)] = 5  # the same, at most
    min_spare_roads: Annotated[int, Meta(ge=0, le=80)] = 4
    spare_roads: Annotated[int, Meta(ge=0, le=80)] = 10
    shortest: Share = 0.4  # questions for the length of the shortest way
    unreachable: Share = 0.5  # of the others: there is no way
    max_length: Annotated[int, Meta(ge=1, le=1000)] = 20
    writing: Writing = Writing()

    def __post_init__(self) -> None:
        if self.min_hops > self.max_hops:
            raise ValueError(f"min_hops is {self.min_hops} but max_hops is {self.max_hops}")
        for least, most in (("min_spare_places", "spare_places"), ("min_spare_roads", "spare_roads")):
            if getattr(self, least) > getattr(self, most):
                raise ValueError(f"{least} is {getattr(self, least)} but {most} is {getattr(self, most)}")


def _between(choice: Choice, least: int, most: int) -> int:
    return least + choice.below(most - least + 1)


class Routes:
    """Satisfies `generators.family.Family`."""

    name: Final = "routes"
    version: Final = "2"
    summary: Final = "ways through directed graphs: k hops, closed sets, shortest ways with potentials"
    config: Final = Config

    def sample(self, config: Config, choice: Choice) -> Question | None:
        """A question whose answer takes at least `min_hops` roads, or a set of so many places."""
        hops = _between(choice, config.min_hops, config.max_hops)
        places = hops + 1 + _between(choice, config.min_spare_places, config.spare_places)
        shortest = choice.below(1_000_000) < config.shortest * 1_000_000
        blocked = not shortest and choice.below(1_000_000) < config.unreachable * 1_000_000
        names = choice.sample(range(places), places)
        pairs = {(names[i], names[i + 1]) for i in range(hops)}
        if blocked:
            pairs.discard((names[hops - 1], names[hops]))
        for _ in range(_between(choice, config.min_spare_roads, config.spare_roads)):
            source, target = choice.below(places), choice.below(places)
            if source != target:
                pairs.add((source, target))
        roads = tuple(
            Road(a, b, 1 + choice.below(config.max_length) if shortest else 1) for a, b in sorted(pairs)
        )
        if not roads:
            return None
        question = Question(roads, Asked.SHORTEST if shortest else Asked.REACH, names[0], names[hops])
        found = way(question)
        if (found is None) is not blocked or (found is not None and len(found) < config.min_hops):
            return None
        if blocked and len(shortest_ways(question)[0]) < config.min_hops:
            return None
        return canonical(question)

    def text(self, question: Question) -> str:
        """The canonical text."""
        return str(question)

    def parse(self, text: str) -> Question:
        """The question of a text."""
        return parse(text)

    def lean(self, question: Question) -> str:
        """The proposition that the answer is."""
        return statement(question)

    def symbols(self, question: Question) -> tuple[list[str], str]:
        """The roads, and the way that is asked for."""
        roads = [road_text(question, number) for number in range(len(question.roads))]
        return roads, way_text(question, question.end, "?")

    def difficulty(self, question: Question) -> Mapping[str, float]:
        """Places, roads, hops of the shortest way (0: there is none), places that can be reached."""
        return {
            "places": question.places,
            "roads": len(question.roads),
            "hops": len(way(question) or ()),
            "reached": len(shortest_ways(question)[0]),
        }

    def tell(self, question: Question, choice: Choice) -> Telling:
        """The question in words."""
        return tell(question, choice)

    def solve(self, question: Question, choice: Choice) -> Solution:
        """The certificate as a proof."""
        solution = write_proof(question)
        return solution.in_words(say(question, solution.steps, choice))


domain: Final[FamilyDomain[Question, Config]] = FamilyDomain(Routes())
