"""Samples identities, sums of squares and inequalities between means, and such as just fail."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Final

import msgspec
from msgspec import Meta

from generators.choice import Choice
from generators.documents import Writing
from generators.family import FamilyDomain, Solution, Telling
from generators.polynomials.certificate import Undecided, answer, pool
from generators.polynomials.poly import (
    Poly,
    Product,
    Question,
    Sum,
    canonical,
    constant,
    parse,
    poly,
    summed,
    variable,
)
from generators.polynomials.prove import claim, conditions, solution, statement
from generators.polynomials.words import say, tell

Share = Annotated[float, Meta(ge=0, le=1)]
Weight = Annotated[int, Meta(ge=0, le=1000)]
_BOX: Final = (-1, 0, 1, 2)  # values at which false identities are tried


class Config(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The recipe's section."""

    identities: Weight = 2  # products expanded or factored
    squares: Weight = 1  # inequalities by squares
    means: Weight = 1  # inequalities between numbers that are not negative
    true: Share = 0.6  # of the claims
    max_variables: Annotated[int, Meta(ge=1, le=3)] = 3
    max_factors: Annotated[int, Meta(ge=2, le=4)] = 2  # of a product
    max_terms: Annotated[int, Meta(ge=1, le=4)] = 2  # products of a side, squares of an inequality
    most: Annotated[int, Meta(ge=2, le=1000)] = 9  # no coefficient that is drawn is larger
    max_monomials: Annotated[int, Meta(ge=4, le=60)] = 9  # of a side
    writing: Writing = Writing()

    def __post_init__(self) -> None:
        if not self.identities + self.squares + self.means:
            raise ValueError("all weights are 0: give one kind of question a weight")


class Polynomials:
    """Satisfies `generators.family.Family`."""

    name: Final = "polynomials"
    version: Final = "1"
    summary: Final = "identities of polynomials, sums of squares, means of numbers; or points against them"
    config: Final = Config
    library: Final = ("Factory.Polynomials",)

    def sample(self, config: Config, choice: Choice) -> Question | None:
        """A claim with a certificate, or with a point against it."""
        draws = {_identity: config.identities, _squares: config.squares, _means: config.means}
        draw = choice.pick([draw for draw, weight in draws.items() for _ in range(weight)])
        true = choice.below(1_000_000) < config.true * 1_000_000
        found = draw(config, choice, true)
        if (
            found is None
            or max(len(side.products) for side in (found.left, found.right)) > config.max_monomials
        ):
            return None
        question = canonical(found)
        try:
            decided = answer(question)
        except Undecided:
            return None
        fits = len(decided.certificate.products) <= config.max_terms + 2
        return question if (decided.point is None) is true and fits else None

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
        """Conditions and claim in symbols."""
        return conditions(question), claim(question)

    def difficulty(self, question: Question) -> Mapping[str, float]:
        """Steps of the proof, degree, monomials, terms of the certificate, size of the point."""
        found = answer(question)
        sides = [side.expanded(question.count) for side in (question.left, question.right)]
        return {
            "steps": sum(step.rule != "premise" for step in solution(question).steps),
            "degree": max(side.degree for side in sides),
            "monomials": sum(len(side.terms) for side in sides),
            "squares": len(found.certificate.products),
            "distance": max(map(abs, found.point)) if found.point is not None else 0,
        }

    def tell(self, question: Question, choice: Choice) -> Telling:
        """The question in words."""
        return tell(question, choice)

    def solve(self, question: Question, choice: Choice) -> Solution:
        """The certificate as a proof."""
        found = solution(question)
        return found.in_words(say(question, found.steps, choice))


def _coefficient(config: Config, choice: Choice) -> int:
    return (1 + choice.below(config.most)) * (1 if choice.below(2) else -1)


def _count(config: Config, choice: Choice) -> int:
    """How many variables; there are few questions about one."""
    return (
        1 if config.max_variables == 1 or not choice.below(10) else 2 + choice.below(config.max_variables - 1)
    )


def _factor(config: Config, choice: Choice, count: int) -> Poly:
    """A linear polynomial, or one with a square in it, of at least two monomials."""
    first = choice.below(count)
    lead = variable(first, count) ** (1 + (choice.below(4) == 0))
    found = lead.scaled(1 + choice.below(2)) if choice.below(3) else lead
    rest = [constant(1, count), *(variable(i, count) for i in range(count) if i != first)]
    for other in choice.sample(rest, 1 + choice.below(2)):
        found += other.scaled(_coefficient(config, choice))
    return found


def _identity(config: Config, choice: Choice, true: bool) -> Question | None:
    count = _count(config, choice)
    products = []
    for _ in range(1 + choice.below(config.max_terms)):
        factors: dict[Poly, int] = {}
        for _ in range(2 + choice.below(config.max_factors - 1)):
            factor = _factor(config, choice, count)
            factors[factor] = factors.get(factor, 0) + 1
        if not choice.below(6):
            factors = {_factor(config, choice, count): 2 + choice.below(config.max_factors)}
        products.append(
            Product(1 if choice.below(3) else _coefficient(config, choice), tuple(factors.items()))
        )
    left = Sum(tuple(products))
    right = left.expanded(count)
    if not true:
        right += _perturbation(config, choice, count)
    if len(right.terms) < 3 or not _all_used([factor for p in products for factor, _ in p.factors], count):
        return None
    return Question(True, False, count, left, summed(right))


def _perturbation(config: Config, choice: Choice, count: int) -> Poly:
    """What a false identity is wrong by; sometimes it vanishes at small points."""
    found = variable(choice.below(count), count) if choice.below(2) else constant(1, count)
    found = found.scaled(_coefficient(config, choice))
    for _ in range(choice.below(3)):
        found *= variable(choice.below(count), count) + constant(choice.pick(_BOX), count)
    return found


def _squares(config: Config, choice: Choice, true: bool) -> Question | None:
    count = _count(config, choice)
    found = Poly(())
    for _ in range(1 + choice.below(config.max_terms + 1)):
        monomials = [
            constant(1, count),
            *(variable(i, count) ** (1 + (choice.below(6) == 0)) for i in range(count)),
        ]
        root = Poly(())
        for monomial in choice.sample(monomials, 2 + choice.below(2)):
            root += monomial.scaled(_coefficient(config, choice))
        found += (root**2).scaled(1 + choice.below(3))
    if true and not choice.below(3):
        found += constant(choice.below(config.most), count)
    if not true:
        found -= _less(config, choice, count)
    return _split(choice, found, count, False)


def _less(config: Config, choice: Choice, count: int) -> Poly:
    """A little that makes a sum of squares negative somewhere, perhaps."""
    if choice.below(2):
        return constant(1 + choice.below(config.most), count)
    both = variable(choice.below(count), count) * variable(choice.below(count), count)
    return both.scaled(1 + choice.below(2))


def _means(config: Config, choice: Choice, true: bool) -> Question | None:
    count = 2 + choice.below(max(1, config.max_variables - 1))
    degree = 3 + choice.below(2) if count == 2 else 2 + choice.below(2)
    terms = pool(degree, count)
    found = Poly(())
    squares = [term for term in terms if not term.plain]
    for term in choice.sample(squares, 2 + choice.below(config.max_terms)):
        found += term.expanded(count).scaled(1 + choice.below(config.most))
    if not choice.below(3):
        found += choice.pick(terms).expanded(count).scaled(1 + choice.below(config.most))
    if not true:
        monomial, _ = choice.pick(found.terms)
        found -= poly({monomial: 1 + choice.below(2)})
    return _split(choice, found, count, True)


def _all_used(found: list[Poly], count: int) -> bool:
    """Whether each variable is in one of the polynomials."""
    return all(any(monomial[i] for each in found for monomial, _ in each.terms) for i in range(count))


def _split(choice: Choice, found: Poly, count: int, positive: bool) -> Question | None:
    """An inequality that says that a polynomial is not negative; all variables must be in it."""
    if not _all_used([found], count) or all(coefficient > 0 for _, coefficient in found.terms):
        return None
    if choice.below(3):
        left = poly({monomial: -c for monomial, c in found.terms if c < 0})
        right = poly({monomial: c for monomial, c in found.terms if c > 0})
        return Question(False, positive, count, summed(left), summed(right))
    return Question(False, positive, count, Sum(()), summed(found))


domain: Final[FamilyDomain[Question, Config]] = FamilyDomain(Polynomials())
