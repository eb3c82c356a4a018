"""Samples questions about order and linear arithmetic around hidden values that make the premises true."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from math import gcd
from typing import Annotated, Final

import msgspec
from msgspec import Meta

from generators.choice import Choice
from generators.documents import Writing
from generators.family import FamilyDomain, Solution, Telling
from generators.linear.answer import Answer, find
from generators.linear.constraint import Constraint, Question, Relation, canonical, constraint, parse
from generators.linear.eliminate import Rounded, Row, Sum
from generators.linear.prove import constraint_text, names, statement, write_proof
from generators.linear.words import say, tell

Share = Annotated[float, Meta(ge=0, le=1)]
_MOST_VARIABLES: Final = 4  # of a system: a row of coefficients in Lean has so many places


class Config(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The recipe's section. Hops are the premises of a planted chain, parts those of a planted sum."""

    systems: Share = 0.3  # questions with coefficients; the others are about order alone
    rational: Share = 0.5  # of the systems, those over the rational numbers
    possible: Share = 0.3  # questions whether the premises can all hold
    min_hops: Annotated[int, Meta(ge=1, le=15)] = 5
    max_hops: Annotated[int, Meta(ge=1, le=15)] = 9
    distractors: Annotated[int, Meta(ge=0, le=20)] = (
        5  # at most so many premises of chains that are not needed
    )
    max_parts: Annotated[int, Meta(ge=2, le=6)] = 3
    spare: Annotated[int, Meta(ge=0, le=6)] = 1  # the same of sums
    max_variables: Annotated[int, Meta(ge=2, le=_MOST_VARIABLES)] = 3  # of a system
    max_coefficient: Annotated[int, Meta(ge=2, le=20)] = 6
    min_steps: Annotated[int, Meta(ge=1, le=20)] = 2  # of a proof
    open_share: Share = 0.3  # questions that a point answers and that are kept, of those that are met
    writing: Writing = Writing()

    def __post_init__(self) -> None:
        if self.min_hops > self.max_hops:
            raise ValueError(f"min_hops is {self.min_hops} but max_hops is {self.max_hops}")


class Linear:
    """Satisfies `generators.family.Family`."""

    name: Final = "linear"
    version: Final = "3"
    summary: Final = (
        "order and linear systems over integers and rationals: chains, Farkas certificates, cuts, points"
    )
    config: Final = Config
    library: Final = ("Factory.Linear", "Factory.RationalLinear")

    def sample(self, config: Config, choice: Choice) -> Question | None:
        """A question that takes at least `min_steps`, or is answered by a point."""
        bare = choice.below(1000) < 1000 * config.possible
        system = choice.below(1000) < 1000 * config.systems
        rational = system and choice.below(1000) < 1000 * config.rational
        drawn = _system(config, choice, bare, rational) if system else _order(config, choice, bare)
        if drawn is None or drawn.claim in drawn.premises:
            return None
        question = canonical(drawn)
        found = find(question)
        if found is None:
            return None
        if found.points:
            return question if choice.below(1000) < 1000 * config.open_share else None
        return question if _steps(question) >= config.min_steps else None

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
        """Premises and claim in symbols."""
        called = names(question)
        goal = "satisfiable" if question.claim is None else constraint_text(question.claim, called)
        return [constraint_text(c, called) for c in question.premises], goal

    def difficulty(self, question: Question) -> Mapping[str, float]:
        """Premises, variables, steps of the proof, rounded rows among them; kind of numbers and answer."""
        found = find(question)
        assert found is not None
        return {
            "premises": len(question.premises),
            "variables": question.variables,
            "steps": _steps(question),
            "rounded": len({id(r) for f in found.refutations for r in _rounded(f.row)}),
            "rational": float(question.rational),
            "answer": list(Answer).index(found.answer),
        }

    def tell(self, question: Question, choice: Choice) -> Telling:
        """The question in words."""
        found = find(question)
        assert found is not None
        return tell(question, found.answer, choice)

    def solve(self, question: Question, choice: Choice) -> Solution:
        """The proof of the answer."""
        solution = write_proof(question)
        return solution.in_words(say(question, solution.steps, choice))


def _steps(question: Question) -> int:
    """Chains joined, rows added and rounded; 0 where a point is the answer."""
    found = find(question)
    assert found is not None
    return sum(len(c.links) - 1 for c in found.chains) + sum(r.row.size for r in found.refutations)


def _rounded(row: Row) -> list[Row]:
    """The rounded rows behind a row."""
    origin = row.origin
    if isinstance(origin, Sum):
        return _rounded(origin.row) + _rounded(origin.other)
    return [row, *_rounded(origin.row)] if isinstance(origin, Rounded) else []


def _order(config: Config, choice: Choice, bare: bool) -> Question:
    """A chain, premises beside it that hold for the same hidden values, and a claim about two members."""
    hops = config.min_hops + choice.below(config.max_hops - config.min_hops + 1)
    spare = choice.below(config.distractors + 1)
    count = hops + 1 + choice.below(spare // 2 + 1)
    values = sorted(choice.below(count) for _ in range(count))
    pairs = list(pairwise(range(hops + 1)))
    for _ in range(spare):
        low, high = sorted(choice.sample(range(count), 2))
        if (low, high) not in pairs:
            pairs.append((low, high))
    premises = [_comparison(choice, low, high, values) for low, high in pairs]
    if bare:
        if choice.below(2):
            premises.append(constraint({hops: 1, 0: -1}, choice.pick((Relation.LT, Relation.LE)), 0))
        return Question(tuple(premises), None)
    ends = choice.sample((0, hops), 2) if choice.below(4) else choice.sample(range(count), 2)
    relation = choice.pick((Relation.LT, Relation.LE, Relation.LT, Relation.EQ))
    return Question(tuple(premises), constraint({ends[0]: 1, ends[1]: -1}, relation, 0))


def _comparison(choice: Choice, low: int, high: int, values: list[int]) -> Constraint:
    if values[low] == values[high]:
        relation = choice.pick((Relation.EQ, Relation.LE))
        low, high = choice.sample((low, high), 2)
    else:
        relation = choice.pick((Relation.LT, Relation.LE))
    return constraint({low: 1, high: -1}, relation, 0)


def _system(config: Config, choice: Choice, bare: bool, rational: bool) -> Question | None:
    """Premises that hold at a hidden point, and a claim that is a sum of multiples of some of them."""
    count = 2 + choice.below(config.max_variables - 1)
    point = [choice.below(19) - 9 for _ in range(count)]
    parts = 2 + choice.below(config.max_parts - 1)
    premises = [_premise(config, choice, point) for _ in range(parts + choice.below(config.spare + 1))]
    total: dict[int, int] = {}
    bound = 0
    for c in premises[:parts]:
        times = 1 + choice.below(3)
        bound += times * c.bound
        for v, a in c.terms:
            total[v] = total.get(v, 0) + times * a
    # Over the integers the bound may be rounded.
    common = gcd(*total.values(), bound if rational else 0)
    if common == 0 or max(map(abs, total.values())) > 4 * config.max_coefficient:
        return None
    claim = constraint({v: a // common for v, a in total.items()}, Relation.LE, bound // common)
    slack = choice.below(7) - 3
    if bare:
        against = constraint({v: -a for v, a in claim.terms}, Relation.LE, -claim.bound - 2 + slack)
        return Question((*premises, against), None, rational)
    relation = choice.pick((Relation.LE, Relation.LT))
    claim = Constraint(claim.terms, relation, claim.bound + slack)
    return Question(tuple(premises), claim if choice.below(3) else claim.negation(), rational)


def _premise(config: Config, choice: Choice, point: list[int]) -> Constraint:
    """A constraint on one to three variables that holds at the point, nearly as an equation."""
    chosen = choice.sample(range(len(point)), 1 + choice.below(3))
    terms = {v: (1 + choice.below(config.max_coefficient)) * (1 - 2 * choice.below(2)) for v in chosen}
    value = sum(a * point[v] for v, a in terms.items())
    relation = choice.pick((Relation.LE, Relation.LE, Relation.LE, Relation.LT, Relation.LT, Relation.EQ))
    slack = 0 if relation is Relation.EQ else choice.below(4) + (relation is Relation.LT)
    return constraint(terms, relation, value + slack)


domain: Final[FamilyDomain[Question, Config]] = FamilyDomain(Linear())
