"""Samples theories, and laws that follow from them or just fail to."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Annotated, Final

import msgspec
from msgspec import Meta

from factory.records import text_hash
from generators.choice import Choice
from generators.documents import Writing
from generators.equational import theories
from generators.equational.answer import Undecided, answer, lemmas, refuted
from generators.equational.complete import complete, match
from generators.equational.models import hardness, models
from generators.equational.prove import solution, statement
from generators.equational.term import (
    Law,
    Question,
    Term,
    canonical,
    canonical_law,
    lean_law,
    lean_term,
    parse,
    places,
    put,
    replaced,
    size,
    variables,
)
from generators.equational.words import say, tell
from generators.family import FamilyDomain, Solution, Telling

Share = Annotated[float, Meta(ge=0, le=1)]
_KINDS: Final = (*theories.CLASSICAL, *["random"] * 12, *["words"] * 8)
_SIZE: Final = 13  # of a side of a claim
_CLAIMS: Final = 4  # that are tried in one theory
_SMALL: Final = 12  # claims of less on both sides are soon all met
_TRIVIAL: Final = Law(0, 0)


class Config(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The recipe's section."""

    # Of theories: those of `theories.CLASSICAL`, "random", "words"; empty: all.
    kinds: list[str] = []
    theories: Annotated[int, Meta(ge=1, le=10**12)] = (
        2000  # different ones; each is completed once and then used again
    )
    extra: Annotated[int, Meta(ge=0, le=4)] = 2  # random laws that are added to a classical theory, at most
    true: Share = 0.6  # of the claims
    min_steps: Annotated[int, Meta(ge=1, le=60)] = 2  # rewritings in a proof, those in its lemmas among them
    max_steps: Annotated[int, Meta(ge=1, le=200)] = 14
    near: Annotated[int, Meta(ge=1, le=16)] = (
        4  # false claims of which the one that is hardest to refute is kept
    )
    writing: Writing = Writing()

    def __post_init__(self) -> None:
        if self.min_steps > self.max_steps:
            raise ValueError(f"min_steps is {self.min_steps} but max_steps is {self.max_steps}")
        for name in self.kinds:
            if name not in _KINDS:
                raise ValueError(
                    f"no theory is called {name!r}; there are {', '.join(dict.fromkeys(_KINDS))}"
                )


class Equational:
    """Satisfies `generators.family.Family`."""

    name: Final = "equational"
    version: Final = "1"
    summary: Final = (
        "what follows from laws of operations, by completion, and what does not, by finite algebras"
    )
    config: Final = Config
    library: Final = ("Factory.Equational",)

    def sample(self, config: Config, choice: Choice) -> Question | None:
        """A law that follows in some steps, or that some algebra refutes."""
        axioms = _theory(choice.below(config.theories), tuple(config.kinds or _KINDS), config.extra)
        if axioms is None:
            return None
        true = choice.below(1_000_000) < config.true * 1_000_000
        for _ in range(_CLAIMS):
            question = (_provable if true else _refutable)(config, choice, axioms)
            if question is not None:
                return question
        return None

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
        """Axioms and claim in symbols; the axioms in an order that differs from question to question."""
        text = str(question)
        axioms = sorted(question.axioms, key=lambda law: text_hash(text, str(law)))
        said = [f"{lean_term(law.left)} = {lean_term(law.right)}" for law in axioms]
        return said, lean_law(question.claim)

    def difficulty(self, question: Question) -> Mapping[str, float]:
        """Rewritings and lemmas of the proof, axioms without use; or elements of the algebra."""
        found = answer(question)
        measures = {
            "axioms": len(question.axioms),
            "size": size(question.claim.left) + size(question.claim.right),
        }
        if found.way is None:
            return {**measures, "steps": 0, "lemmas": 0, "distractors": 0, "elements": found.algebra.size}
        used = {hop.law for hop in found.way}
        needed = lemmas(question.axioms, found.way)
        used.update(hop.law for _, lemma in needed for hop in lemma.hops or ())
        idle = sum(number not in used for number in range(len(question.axioms)))
        return {
            **measures,
            "steps": _steps(question),
            "lemmas": len(needed),
            "distractors": idle,
            "elements": 0,
        }

    def tell(self, question: Question, choice: Choice) -> Telling:
        """The question in words."""
        return tell(question, choice)

    def solve(self, question: Question, choice: Choice) -> Solution:
        """The certificate as a proof."""
        found = solution(question)
        return found.in_words(say(question, found.steps, choice))


@lru_cache(maxsize=4096)
def _theory(number: int, kinds: tuple[str, ...], extra: int) -> tuple[Law, ...] | None:
    """The axioms of that number, in canonical form; None where they hold for one element only."""
    drawn = theories.axioms(Choice(f"equational/{number}"), list(kinds), extra)
    laws = tuple(dict.fromkeys(map(canonical_law, drawn)))
    if not laws or any(len(law.variables) > 4 for law in laws):
        return None
    axioms = canonical(Question(laws, _TRIVIAL)).axioms
    return axioms if models(axioms, Question(axioms, _TRIVIAL).symbols) else None


def _steps(question: Question) -> int:
    way = answer(question).way
    if way is None:
        return 0
    return len(way) + sum(len(lemma.hops or ()) for _, lemma in lemmas(question.axioms, way))


def _suits(config: Config, question: Question, true: bool) -> bool:
    """Whether a claim is one that the configuration asks for."""
    claim = question.claim
    if claim.left == claim.right or claim in question.axioms or len(claim.variables) > 4:
        return False
    if not set(claim.symbols) <= {symbol for law in question.axioms for symbol in law.symbols}:
        return False
    if not true:  # without the labour of looking for a proof
        return refuted(question) is not None
    try:
        found = answer(question)
    except Undecided:
        return False
    return found.way is not None and config.min_steps <= _steps(question) <= config.max_steps


def _provable(config: Config, choice: Choice, axioms: tuple[Law, ...]) -> Question | None:
    """A theorem with a proof of the length asked for."""
    theorem = _theorem(config, choice, axioms)
    if theorem is None:
        return None
    question = canonical(Question(axioms, theorem))
    return question if _suits(config, question, True) else None


def _theorem(config: Config, choice: Choice, axioms: tuple[Law, ...]) -> Law | None:
    """An instance of a law that was derived, or two terms that are rewritten into each other."""
    derived = complete(axioms).derived
    symbols = Question(axioms, _TRIVIAL).symbols
    if choice.below(2) and len(derived) > len(axioms):
        law = derived[len(axioms) + choice.below(len(derived) - len(axioms))].law
        names = len(law.variables)
        values: list[Term] = [
            theories.term(choice, symbols, max(1, names), 1 + choice.below(2))
            if choice.below(2)
            else variable
            for variable in range(names)
        ]
        start, end = put(law.left, values), put(law.right, values)
        if choice.below(2) or not names:
            around = theories.term(choice, symbols, max(2, names), 2 + choice.below(2))
            path, _ = choice.pick(list(places(around)))
            start, end = replaced(around, path, start), replaced(around, path, end)
        if choice.below(2):
            end = _rewritten(choice, end, axioms)
    else:
        start = theories.term(choice, symbols, 2 + choice.below(2), 3 + choice.below(3))
        end = start
        for _ in range(config.min_steps + choice.below(3)):
            end = _rewritten(choice, end, axioms)
    both = size(start), size(end)
    if start == end or max(both) > _SIZE or (sum(both) < _SMALL and choice.below(8)):
        return None
    return canonical_law(Law(start, end))


def _rewritten(choice: Choice, term: Term, axioms: tuple[Law, ...]) -> Term:
    """The term after one more rewriting with a law, in one direction or the other; itself where none fits."""
    derived = complete(axioms).derived
    names = sorted(set(variables(term))) or [0]
    for _ in range(12):
        law = derived[choice.below(len(derived))].law
        source, target = (law.left, law.right) if choice.below(2) else (law.right, law.left)
        path, part = choice.pick(list(places(term)))
        found: dict[int, Term] = {}
        if isinstance(source, int) and choice.below(4):  # it fits everywhere
            continue
        if match(source, part, found):
            values = [
                found[v] if v in found else choice.pick(names)
                for v in range(1 + max(law.variables, default=-1))
            ]
            return replaced(term, path, put(target, values))
    return term


def _refutable(config: Config, choice: Choice, axioms: tuple[Law, ...]) -> Question | None:
    """Of some claims near to a theorem, the one that is hardest to refute; or a theorem without an axiom."""
    theorem = _theorem(config, choice, axioms)
    if theorem is None:
        return None
    if len(axioms) > 2 and not choice.below(3):
        dropped = choice.below(len(axioms))
        question = canonical(Question((*axioms[:dropped], *axioms[dropped + 1 :]), theorem))
        return question if _suits(config, question, False) else None
    symbols = Question(axioms, _TRIVIAL).symbols
    found = models(axioms, symbols)
    best: tuple[tuple[int, int], Law] | None = None
    for _ in range(config.near):
        claim = canonical_law(_mutated(choice, theorem, symbols))
        hard = hardness(found, claim)
        if hard is not None and (best is None or hard > best[0]):
            best = (hard, claim)
    if best is None:
        return None
    question = canonical(Question(axioms, best[1]))
    return question if _suits(config, question, False) else None


def _mutated(choice: Choice, law: Law, symbols: str) -> Law:
    """The law with another part on one side, or with two arguments exchanged."""
    side = law.left if choice.below(2) else law.right
    path, part = choice.pick(list(places(side)))
    if not isinstance(part, int) and len(part) == 3 and choice.below(2):
        new: Term = (part[0], part[2], part[1])
    else:
        new = theories.term(choice, symbols, max(1, len(law.variables)), choice.below(2))
    changed = replaced(side, path, new)
    return Law(changed, law.right) if side is law.left else Law(law.left, changed)


domain: Final[FamilyDomain[Question, Config]] = FamilyDomain(Equational())
