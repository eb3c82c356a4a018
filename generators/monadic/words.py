"""Monadic questions in words, and back: every sentence that is said here can be parsed.

Kinds become nouns and adjectives, individuals become names, as a `Cast` chosen by hash says. `read` finds the
question again in a text, up to the names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from generators.choice import Choice
from generators.family import Telling
from generators.lexicon import ENGLISH, LETTERS, NONSENSE, VOCABULARIES, Noun, article, lexicon
from generators.monadic.decide import Answer, Model
from generators.monadic.sentence import (
    Fact,
    Literal,
    Question,
    Rule,
    Sentence,
    Some,
    individual_name,
)

_RULES = (
    "Whatever is {body} is {head}.",
    "Anything that is {body} is {head}.",
    "If something is {body}, then it is {head}.",
    "Everything that is {body} is {head}.",
    "Being {body} means being {head}.",
    "To be {body} is to be {head}.",
    "What is {body} is {head}.",
    "All that is {body} is {head}.",
    "Only if something is {head} is it {body}.",
    "One cannot be {body} without being {head}.",
)
_EVERY = (
    "Every {noun} is {head}.",
    "Each {noun} is {head}.",
    "Any {noun} is {head}.",
    "Without exception, every {noun} is {head}.",
)
_ALL = ("All {plural} are {plural_head}.", "{Plural} are always {plural_head}.")
_NO = (
    "No {noun} is {denied}.",
    "Nothing is both {body} and {denied}.",
    "Not a single {noun} is {denied}.",
    "There is no {noun} that is {denied}.",
)
_SOME = (
    "Something is {parts}.",
    "Some thing is {parts}.",
    "Something or other is {parts}.",
    "A certain thing is {parts}.",
)
_SOME_NOUN = (
    "Some {noun} is {rest}.",
    "At least one {noun} is {rest}.",
    "There is {indefinite} that is {rest}.",
)
_FACTS = (
    "{name} is {literal}.",
    "We know that {name} is {literal}.",
    "It is given that {name} is {literal}.",
)
# As they are tried in reading: the more special first.
_TEMPLATES = (*_SOME, *_SOME_NOUN, *_NO, *_EVERY, *_ALL, *_RULES, *_FACTS[1:], _FACTS[0])
_QUESTIONS = (
    "Does it follow that {claim}?",
    "Must it be the case that {claim}?",
    "Can we conclude that {claim}?",
    "Is it certain that {claim}?",
    "From this, is it settled that {claim}?",
)
_ANSWERS = {
    Answer.YES: ("Yes, it follows.", "Yes, that must be so.", "Yes."),
    Answer.NO: ("No, the opposite follows.", "No, it must be false.", "No: it is certain that it is false."),
    Answer.UNKNOWN: (
        "It cannot be told: neither that nor its opposite follows.",
        "Undetermined: the premises leave it open.",
        "No conclusion can be drawn either way.",
    ),
}


@dataclass(frozen=True, slots=True)
class Cast:
    """What stands for what: a noun or an adjective for each kind, a name for each individual."""

    kinds: tuple[Noun | str, ...]
    names: tuple[str, ...]

    def literal(self, literal: Literal) -> str:
        """After "is": "a baker", "not red"."""
        word = self.kinds[literal.kind]
        text = word if isinstance(word, str) else word.indefinite
        return text if literal.positive else f"not {text}"

    def all_of(self, literals: Sequence[Literal]) -> str:
        """Literals joined by "and"."""
        texts = [self.literal(literal) for literal in literals]
        return (
            texts[0]
            if len(texts) == 1
            else f"both {texts[0]} and {texts[1]}"
            if len(texts) == 2
            else " and ".join(texts)
        )

    def one_of(self, literals: Sequence[Literal]) -> str:
        """Literals joined by "or"."""
        return " or ".join(self.literal(literal) for literal in literals)


def cast(question: Question, choice: Choice) -> Cast:
    """Words for the kinds and names for the individuals of a question, no word twice."""
    words = lexicon(choice.pick((ENGLISH, ENGLISH, NONSENSE, NONSENSE, LETTERS)))
    nouns = choice.sample(words.nouns, question.kinds)
    adjectives = choice.sample(words.adjectives, question.kinds)
    kinds: list[Noun | str] = [
        noun if choice.below(3) else adjective for noun, adjective in zip(nouns, adjectives, strict=True)
    ]
    if isinstance(kinds[0], str):
        kinds[0] = nouns[0]
    return Cast(tuple(kinds), tuple(choice.sample(words.names, question.individuals)))


def tell(question: Question, answer: Answer, choice: Choice) -> Telling:
    """The question in words; the cast is the first thing that is chosen."""
    people = cast(question, choice)
    given = tuple(sentence(premise, people, choice) for premise in question.premises)
    claim = sentence(question.claim, people, choice)
    asked = choice.pick(_QUESTIONS).format(claim=inner(claim, people))
    return Telling(given, asked, choice.pick(_ANSWERS[answer]))


def inner(text: str, people: Cast) -> str:
    """A sentence as a clause: without its full stop, and without its capital unless it opens with a name."""
    first = text.split(maxsplit=1)[0]
    keep = first in people.names or any(isinstance(k, Noun) and k.plural == first for k in people.kinds)
    return (text[0] if keep else text[0].lower()) + text[1:-1]


def sentence(said: Sentence, people: Cast, choice: Choice) -> str:
    """A sentence in words, with capital and full stop."""
    if isinstance(said, Fact):
        return choice.pick(_FACTS).format(
            name=people.names[said.individual], literal=people.literal(said.literal)
        )
    if isinstance(said, Some):
        noun = people.kinds[said.parts[0].kind]
        if len(said.parts) == 2 and said.parts[0].positive and isinstance(noun, Noun) and choice.below(4):
            return choice.pick(_SOME_NOUN).format(
                noun=noun.singular, indefinite=noun.indefinite, rest=people.literal(said.parts[1])
            )
        return choice.pick(_SOME).format(parts=people.all_of(said.parts))
    return _rule(said, people, choice)


def _rule(said: Rule, people: Cast, choice: Choice) -> str:
    noun = people.kinds[said.body[0].kind]
    body, head = people.all_of(said.body), people.one_of(said.head)
    if len(said.body) > 1 or not said.body[0].positive or not isinstance(noun, Noun) or not choice.below(4):
        return choice.pick(_RULES).format(body=body, head=head)
    if len(said.head) == 1 and not said.head[0].positive and choice.below(3):
        return choice.pick(_NO).format(noun=noun.singular, body=body, denied=people.literal(-said.head[0]))
    first = people.kinds[said.head[0].kind]
    if len(said.head) == 1 and said.head[0].positive and choice.below(2):
        plural_head = first if isinstance(first, str) else first.plural
        return choice.pick(_ALL).format(
            plural=noun.plural, Plural=noun.plural[0].upper() + noun.plural[1:], plural_head=plural_head
        )
    return choice.pick(_EVERY).format(noun=noun.singular, head=head)


# What may be said at each step: {0}, {1}, ... are numbers of steps cited.
_STEPS = {
    "rule": (
        "Since {cited}, {said}.",
        "From {cited} we get that {said}.",
        "So, by {cited}, {said}.",
        "Then {said}, by {cited}.",
    ),
    "contrapositive": (
        "If not, {cited} would clash; so {said}.",
        "Reading {cited} backwards, {said}.",
        "By contraposition, from {cited}, {said}.",
    ),
    "contradiction": ("{Cited} contradict each other.", "That is impossible: {cited} cannot both hold."),
    "case": ("Suppose that {said}.", "Take the case that {said}.", "One case: {said}."),
    "assume": ("Assume, for contradiction, that {said}.", "Suppose, on the contrary, that {said}."),
    "suppose": (
        "Let x be anything such that {said}.",
        "Suppose that {said}.",
        "Consider any x; suppose that {said}.",
    ),
    "take": (
        "By {cited}, there is something, call it w: {said}.",
        "Let w be what {cited} speaks of; {said}.",
    ),
    "either": ("By {cited}, {said}.", "Now {cited} leave these cases: {said}."),
    "conclude": (
        "Hence {said}, from {cited}.",
        "So {said}, by {cited}.",
        "In every case {said}, by {cited}.",
    ),
    "generalise": (
        "As x was arbitrary, by {cited} the claim holds: {said}.",
        "This shows that {said}, by {cited}.",
    ),
    "witness": ("So, by {cited}, {said}.", "This gives, from {cited}, that {said}."),
    "world": ("Imagine a world of {said}.", "Consider a world that consists of {said}."),
    "thing": ("There, {said}.", "In that world, {said}."),
    "holds": (
        "Every premise holds there, and so does this: {said}.",
        "All premises are true in that world, and moreover {said}.",
    ),
    "independent": (
        "So neither the claim nor its opposite follows.",
        "The premises therefore leave the claim open.",
    ),
}


class Speaker:
    """Says the steps of a proof with the cast of the question's words."""

    def __init__(self, question: Question, choice: Choice) -> None:
        self.people = cast(question, choice)
        self.choice = choice

    def __call__(self, rule: str, cited: Sequence[int], thing: str, said: object) -> str:
        """The words of one step."""
        if rule == "premise":
            return sentence(_checked(said), self.people, self.choice)
        numbers = ["(" + str(number + 1) + ")" for number in cited]
        listed = (
            numbers[0]
            if len(numbers) == 1
            else f"{', '.join(numbers[:-1])} and {numbers[-1]}"
            if numbers
            else ""
        )
        return self.choice.pick(_STEPS[rule]).format(cited=listed, Cited=listed, said=self._said(said, thing))

    def _said(self, said: object, thing: str) -> str:
        if said is None:
            return "a contradiction follows"
        if isinstance(said, Literal):
            return f"{self._subject(thing)} is {self.people.literal(said)}"
        if isinstance(said, Model):
            count = len(said.things)
            things = (
                "a single thing, number 0"
                if count == 1
                else f"{count} things, numbered from 0 to {count - 1}"
            )
            named = [
                f"{name} is number {place}"
                for name, place in zip(self.people.names, said.individuals, strict=True)
            ]
            return "; ".join((things, *named))
        if isinstance(said, tuple) and isinstance(said[0], Literal):
            return f"{self._subject(thing)} is {self.people.one_of(said)}"
        if isinstance(said, tuple):
            number, kinds = said
            what = " and ".join(self.people.literal(Literal(kind)) for kind in sorted(kinds))
            return (
                f"number {number} is {what}, and nothing more"
                if kinds
                else f"number {number} is none of these"
            )
        return inner(sentence(_checked(said), self.people, self.choice), self.people)

    def _subject(self, thing: str) -> str:
        for number, name in enumerate(self.people.names):
            if individual_name(number) == thing:
                return name
        return thing


def _checked(said: object) -> Sentence:
    assert isinstance(said, Rule | Some | Fact)
    return said


def read(given: Sequence[str], asked: str) -> Question:
    """The question that sentences in words ask; kinds and individuals are numbered as they are met.

    Raises ValueError for a sentence that `sentence` cannot have said.
    """
    reader = _Reader()
    premises = tuple(reader.sentence(text) for text in given)
    for template in _QUESTIONS:
        match = re.fullmatch(_pattern(template), asked)
        if match:
            claim = match["claim"] + "."
            try:
                return Question(premises, reader.sentence(claim[0].upper() + claim[1:], names=False))
            except ValueError:
                return Question(premises, reader.sentence(claim))
    raise ValueError(f"not a question: {asked!r}")


@cache
def _pattern(template: str) -> str:
    return re.sub(r"\\\{(\w+)\\\}", lambda m: f"(?P<{m[1]}>.+?)", re.escape(template))


class _Reader:
    """Numbers the words that it meets; a noun's plural is the noun."""

    def __init__(self) -> None:
        self.kinds: dict[str, int] = {}
        self.names: dict[str, int] = {}

    def sentence(self, text: str, *, names: bool = True) -> Sentence:
        for template in _TEMPLATES if names else _TEMPLATES[:-1]:
            match = re.fullmatch(_pattern(template), text)
            if match:
                try:
                    return self._from(match.groupdict())
                except LookupError:
                    continue
        raise ValueError(f"not a sentence about kinds: {text!r}")

    def _from(self, parts: dict[str, str]) -> Sentence:
        if "denied" in parts:
            body = (self._noun(parts["noun"]),) if "noun" in parts else (self._literal(parts["body"]),)
            return Rule(body, (-self._literal(parts["denied"]),))
        if "noun" in parts and "head" in parts:
            return Rule((self._noun(parts["noun"]),), self._list(parts["head"], " or "))
        if "rest" in parts:
            noun = self._noun(parts["noun"]) if "noun" in parts else self._literal(parts["indefinite"])
            return Some((noun, self._literal(parts["rest"])))
        if "plural_head" in parts:
            return Rule(
                (self._plural(parts.get("plural", parts.get("Plural", ""))),),
                (self._plural(parts["plural_head"], True),),
            )
        return self._general(parts)

    def _general(self, parts: dict[str, str]) -> Sentence:
        if "parts" in parts:
            return Some(self._conjunction(parts["parts"]))
        if "body" in parts:
            return Rule(self._conjunction(parts["body"]), self._list(parts["head"], " or "))
        if not parts["name"] or " " in parts["name"]:
            raise LookupError(parts["name"])
        return Fact(self.names.setdefault(parts["name"], len(self.names)), self._literal(parts["literal"]))

    def _conjunction(self, text: str) -> tuple[Literal, ...]:
        return self._list(text.removeprefix("both "), " and ")

    def _list(self, text: str, joint: str) -> tuple[Literal, ...]:
        return tuple(self._literal(part) for part in text.split(joint))

    def _literal(self, text: str) -> Literal:
        positive = not text.startswith("not ")
        bare = text.removeprefix("not ")
        first, _, rest = bare.partition(" ")
        if rest:
            if first not in ("a", "an") or article(rest) != first or " " in rest:
                raise LookupError(text)
            return Literal(self._kind(rest), positive)
        return Literal(self._kind(bare), positive)

    def _noun(self, text: str) -> Literal:
        if " " in text:
            raise LookupError(text)
        return Literal(self._kind(text))

    def _plural(self, text: str, adjectives: bool = False) -> Literal:
        word = _singular().get(text) or _singular().get(text[0].lower() + text[1:])
        if word is None:
            if not adjectives or " " in text:
                raise LookupError(text)
            word = text
        return Literal(self._kind(word))

    def _kind(self, word: str) -> int:
        return self.kinds.setdefault(word, len(self.kinds))


@cache
def _singular() -> dict[str, str]:
    """The singular of every plural that may be met."""
    return {noun.plural: noun.singular for vocabulary in VOCABULARIES for noun in lexicon(vocabulary).nouns}
