"""Samples questions: chains of rules through kinds, relations and witnesses, and laws of relations."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from generators.choice import Choice
from generators.firstorder.answer import Asked
from generators.relational.forms import FORMS
from generators.relational.sentence import Question, Sentence, kind_of

_ANY: Final = "x"  # whatever a general claim speaks of first
_OTHER: Final = "y"
_SOME: Final = "w"  # a witness

# Where two slots with one symbol say something else, or nothing.
_DIFFERENT: Final = frozenset({"sub", "inverse", "disjoint", "split", "two"})
_NEGATED: Final = {
    "is": "is_not",
    "is_not": "is",
    "does": "does_not",
    "does_not": "does",
    "does_any": "does_none",
    "any_does": "none_does",
    "there_is": "nothing",
    "every": "some_not",
    "each_any": "idle",
}
_LAWS: Final = (
    "symmetric",
    "transitive",
    "common",
    "self",
    "not_self",
    "each",
    "each_done",
    "one_way",
    "total",
    "unique",
    "injective",
    "between",
    "sub",
    "inverse",
    "chain",
    "disjoint",
    "split",
    "doers",
    "done",
    "by_kind",
    "to_kind",
    "each_some",
    "each_any",
    "each_self",
    "all_all",
    "some_all",
    "one_all",
    "one_by_all",
    "there_is",
    "every",
    "leader",
    "either_end",
    "one_only",
)
_GENERAL_CLAIMS: Final = (*_LAWS, "some_some", "no_all", "each_by", "some", "judge")
_DISTRACTORS: Final = (
    *(form for form in FORMS if form not in ("judge", "two", "one_only", "unique", "injective", "one_all")),
)


@dataclass(frozen=True, slots=True)
class _Fact:
    """A kind of a thing, or a relation of two; things are individuals' numbers, or marks without a name."""

    symbol: int
    things: tuple[int | str, ...]


@dataclass(slots=True)
class _Draft:
    """A question in the making."""

    choice: Choice
    premises: list[Sentence] = field(default_factory=list)
    counts: list[int] = field(default_factory=lambda: [0, 0, 0])

    def new(self, kind: int) -> int:
        self.counts[kind] += 1
        return self.counts[kind] - 1

    def relation(self) -> int:
        """A relation, more often a new one."""
        if self.counts[0] and (self.counts[0] >= 5 or self.choice.below(3) == 0):
            return self.choice.below(self.counts[0])
        return self.new(0)

    def individual(self) -> int:
        if self.counts[2] and (self.counts[2] >= 4 or self.choice.below(2)):
            return self.choice.below(self.counts[2])
        return self.new(2)

    def say(self, form: str, *symbols: int) -> None:
        self.premises.append(Sentence(form, symbols))


def chain(choice: Choice, hops: int, distractors: int) -> Question:
    """A chain from a fact, or from whatever is of some kind, to a claim; or backwards, from its denial."""
    draft = _Draft(choice)
    general = choice.below(2) == 0
    start = _start(draft, general)
    facts = [start]
    for _ in range(hops):
        facts.append(_hop(draft, facts[-1]))
    claim = _claim(draft, start if general else None, facts[-1])
    before = _literal(start)
    if before is not None:
        denial = _denial(claim)
        if denial is not None and choice.below(4) == 0:  # modus tollens
            draft.premises.append(denial)
            claim = _denial(before) or claim
        else:
            draft.premises.append(before)
    if choice.below(4) == 0:
        claim = _denial(claim) or claim
    flaw = choice.below(8)
    if flaw == 0:
        claim = _other_claim(draft, claim)
    if flaw == 1:
        draft.premises.pop(choice.below(len(draft.premises)))  # a link is missing
    for _ in range(choice.below(distractors + 1)):
        draft.premises.append(_random(draft, _DISTRACTORS))
    return Question(tuple(draft.premises), claim, _asked(choice))


def laws(choice: Choice) -> Question:
    """A few laws of one or two relations, and whether another one holds."""
    draft = _Draft(choice)
    draft.counts = [1 + choice.below(2), choice.below(3), 0]
    draft.premises = [_random(draft, _LAWS, fresh=False) for _ in range(2 + choice.below(3))]
    return Question(tuple(draft.premises), _random(draft, _GENERAL_CLAIMS, fresh=False), _asked(choice))


def _asked(choice: Choice) -> Asked:
    return Asked.FOLLOWS if choice.below(3) == 0 else Asked.SETTLED


def _start(draft: _Draft, general: bool) -> _Fact:
    if draft.choice.below(3):
        return _Fact(draft.new(1), (_ANY if general else draft.new(2),))
    things: tuple[int | str, ...] = (_ANY, _OTHER) if general else (draft.new(2), draft.new(2))
    return _Fact(draft.new(0), things)


def _hop(draft: _Draft, fact: _Fact) -> _Fact:
    """One more rule, with what else it needs, and the fact that it leads to."""
    while True:
        end = draft.choice.pick(_FROM_KINDS if len(fact.things) == 1 else _FROM_RELATIONS)(draft, fact)
        if end is not None:
            return end


# From a kind of a thing


def _to_kind(draft: _Draft, fact: _Fact) -> _Fact:
    target = draft.new(1)
    draft.say("every", fact.symbol, target)
    return _Fact(target, fact.things)


def _by_cases(draft: _Draft, fact: _Fact) -> _Fact:
    left, right, target = draft.new(1), draft.new(1), draft.new(1)
    draft.say("either", fact.symbol, left, right)
    draft.say("every", left, target)
    draft.say("every", right, target)
    return _Fact(target, fact.things)


def _to_neighbour(draft: _Draft, fact: _Fact) -> _Fact | None:
    (thing,) = fact.things
    if not isinstance(thing, int):
        return None
    relation, other, target = draft.relation(), draft.individual(), draft.new(1)
    draft.say("does", relation, thing, other)
    draft.say("by_kind", relation, fact.symbol, target)
    return _Fact(target, (other,))


def _to_someone(draft: _Draft, fact: _Fact) -> _Fact:
    relation, other = draft.relation(), draft.individual()
    backwards = draft.choice.below(2)
    draft.say("does_all" if backwards else "all_do", relation, fact.symbol, other)
    return _Fact(relation, (other, *fact.things) if backwards else (*fact.things, other))


def _to_itself(draft: _Draft, fact: _Fact) -> _Fact:
    relation = draft.relation()
    draft.say("each_self", relation, fact.symbol)
    return _Fact(relation, (*fact.things, *fact.things))


def _from_leader(draft: _Draft, fact: _Fact) -> _Fact:
    relation = draft.relation()
    draft.say("some_all", relation, draft.new(1), fact.symbol)
    return _Fact(relation, (_SOME, *fact.things))


def _to_something(draft: _Draft, fact: _Fact) -> _Fact:
    relation = draft.relation()
    draft.say("each_any", relation, fact.symbol)
    return _Fact(relation, (*fact.things, _SOME))


def _to_some_kind(draft: _Draft, fact: _Fact) -> _Fact:
    relation, target = draft.relation(), draft.new(1)
    draft.say("each_some", relation, fact.symbol, target)
    return _Fact(target, (_SOME,)) if draft.choice.below(2) else _Fact(relation, (*fact.things, _SOME))


def _to_leader(draft: _Draft, fact: _Fact) -> _Fact:
    first, second, third = draft.relation(), draft.relation(), draft.new(0)
    draft.say("leader", first, second, third, fact.symbol)
    draft.say("each", second)
    return _Fact(third, (*fact.things, _SOME))


# From a relation of two things


def _to_end(draft: _Draft, fact: _Fact) -> _Fact:
    target, end = draft.new(1), draft.choice.below(2)
    draft.say(("doers", "done")[end], fact.symbol, target)
    return _Fact(target, (fact.things[end],))


def _to_relation(draft: _Draft, fact: _Fact) -> _Fact:
    target, backwards = draft.new(0), draft.choice.below(2)
    draft.say("inverse" if backwards else "sub", fact.symbol, target)
    return _Fact(target, fact.things[::-1] if backwards else fact.things)


def _turned(draft: _Draft, fact: _Fact) -> _Fact:
    draft.say("symmetric", fact.symbol)
    return _Fact(fact.symbol, fact.things[::-1])


def _linked_after(draft: _Draft, fact: _Fact) -> _Fact | None:
    first, second = fact.things
    if not isinstance(second, int):
        return None
    link, end = draft.relation(), draft.individual()
    draft.say("does", link, second, end)
    return _Fact(_chained(draft, fact.symbol, link), (first, end))


def _linked_before(draft: _Draft, fact: _Fact) -> _Fact | None:
    first, second = fact.things
    if not isinstance(first, int):
        return None
    link, end = draft.relation(), draft.individual()
    draft.say("does", link, end, first)
    return _Fact(_chained(draft, link, fact.symbol), (end, second))


def _chained(draft: _Draft, first: int, second: int) -> int:
    """The relation to which two that follow each other lead."""
    if first == second and draft.choice.below(2):
        draft.say("transitive", first)
        return first
    target = draft.new(0)
    draft.say("chain", first, second, target)
    return target


def _linked_somehow(draft: _Draft, fact: _Fact) -> _Fact:
    link, target = draft.new(0), draft.new(0)
    draft.say("each", link)
    draft.say("chain", fact.symbol, link, target)
    return _Fact(target, (fact.things[0], _SOME))


def _between(draft: _Draft, fact: _Fact) -> _Fact:
    left, right = draft.new(0), draft.new(0)
    draft.say("between", fact.symbol, left, right)
    first, second = fact.things
    return _Fact(left, (first, _SOME)) if draft.choice.below(2) else _Fact(right, (_SOME, second))


def _either_way(draft: _Draft, fact: _Fact) -> _Fact:
    left, right, target = draft.new(0), draft.new(0), draft.new(0)
    draft.say("split", fact.symbol, left, right)
    draft.say("sub", left, target)
    draft.say("sub", right, target)
    return _Fact(target, fact.things)


def _other_end(draft: _Draft, fact: _Fact) -> _Fact | None:
    first, second = fact.things
    if not isinstance(first, int):
        return None
    left, right = draft.new(1), draft.new(1)
    draft.say("either_end", fact.symbol, left, right)
    draft.say("is_not", left, first)
    return _Fact(right, (second,))


def _only_one(draft: _Draft, fact: _Fact) -> _Fact | None:
    first, second = fact.things
    if not isinstance(first, int):
        return None
    other, kind = draft.individual(), draft.new(1)
    draft.say("unique", fact.symbol)
    draft.say("does", fact.symbol, first, other)
    draft.say("is", kind, other)
    return _Fact(kind, (second,))


def _by_target(draft: _Draft, fact: _Fact) -> _Fact | None:
    first, second = fact.things
    if not isinstance(second, int):
        return None
    target, kind = draft.new(1), draft.new(1)
    draft.say("is", kind, second)
    draft.say("to_kind", fact.symbol, kind, target)
    return _Fact(target, (first,))


_FROM_KINDS: Final = (
    _to_kind,
    _by_cases,
    _to_neighbour,
    _to_someone,
    _to_someone,
    _to_itself,
    _from_leader,
    _to_something,
    _to_some_kind,
    _to_some_kind,
    _to_leader,
)
_FROM_RELATIONS: Final = (
    _to_end,
    _to_end,
    _to_relation,
    _to_relation,
    _turned,
    _linked_after,
    _linked_before,
    _linked_somehow,
    _between,
    _either_way,
    _other_end,
    _only_one,
    _by_target,
)


def _literal(fact: _Fact) -> Sentence | None:
    """The fact as a sentence about individuals."""
    things = [thing for thing in fact.things if isinstance(thing, int)]
    if len(things) < len(fact.things):
        return None
    return Sentence("is" if len(things) == 1 else "does", (fact.symbol, *things))


def _denial(sentence: Sentence) -> Sentence | None:
    form = _NEGATED.get(sentence.form, "")
    return Sentence(form, sentence.symbols) if form else None


def _claim(draft: _Draft, start: _Fact | None, end: _Fact) -> Sentence:
    """What the chain shows; `start` is what a general claim supposes."""
    general = _general(start, end) if start is not None else None
    if general is not None:
        return general
    if start is not None:  # the claim has no place for what it supposes: somebody is so
        if len(start.things) == 1:
            draft.say("there_is", start.symbol)
        else:
            draft.say("does", start.symbol, draft.individual(), draft.individual())
    literal = _literal(end)
    if literal is not None:
        return literal
    if len(end.things) == 1:
        return Sentence("there_is", (end.symbol,))
    first, second = end.things
    if isinstance(first, int):
        return Sentence("does_any", (end.symbol, first))
    if isinstance(second, int):
        return Sentence("any_does", (end.symbol, second))
    kind = draft.new(1)
    draft.say("doers", end.symbol, kind)
    return Sentence("there_is", (kind,))


def _general(start: _Fact, end: _Fact) -> Sentence | None:
    """The claim that whatever is as the start is as the end."""
    shapes: dict[tuple[object, ...], str]
    ends = tuple("a" if isinstance(thing, int) else thing for thing in end.things)
    people = tuple(thing for thing in end.things if isinstance(thing, int))
    if len(start.things) == 1:
        shapes = {
            (_ANY,): "every",
            (_ANY, _SOME): "each_any",
            (_ANY, _ANY): "each_self",
            (_ANY, "a"): "all_do",
            ("a", _ANY): "does_all",
        }
        form = shapes.get(ends)
        if form is None or (form == "every" and start.symbol == end.symbol):
            return None
        symbols = (start.symbol, end.symbol) if form == "every" else (end.symbol, start.symbol, *people)
        return Sentence(form, symbols)
    shapes = {(_ANY,): "doers", (_OTHER,): "done", (_ANY, _OTHER): "sub", (_OTHER, _ANY): "inverse"}
    form = shapes.get(ends)
    if form is None:
        return None
    if start.symbol == end.symbol and len(ends) == 2:
        return Sentence("symmetric", (start.symbol,)) if form == "inverse" else None
    return Sentence(form, (start.symbol, end.symbol))


def _other_claim(draft: _Draft, claim: Sentence) -> Sentence:
    """The converse, or a claim of the same form about other symbols."""
    if len(claim.symbols) == 2 and claim.form in ("every", "sub", "inverse"):
        return Sentence(claim.form, (claim.symbols[1], claim.symbols[0]))
    return _random(draft, (claim.form,), fresh=False)


def _random(draft: _Draft, forms: tuple[str, ...], fresh: bool = True) -> Sentence:
    """A sentence of one of the forms about symbols that are there, and sometimes about a new one."""
    while True:
        form = draft.choice.pick(forms)
        kinds = [kind_of(slot) for slot in FORMS[form].slots]
        if not fresh and any(draft.counts[kind] == 0 for kind in kinds):
            continue
        new = draft.choice.below(len(kinds)) if fresh and draft.choice.below(2) else -1
        symbols = [
            draft.new(kind)
            if place == new or not draft.counts[kind]
            else draft.choice.below(draft.counts[kind])
            for place, kind in enumerate(kinds)
        ]
        typed = list(zip(kinds, symbols, strict=True))
        of_kinds = [symbol for symbol in typed if symbol[0] == 1]
        if len(set(of_kinds)) == len(of_kinds) and (form not in _DIFFERENT or len(set(typed)) == len(typed)):
            return Sentence(form, tuple(symbols))
