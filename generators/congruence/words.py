"""Questions about equality in words, and back: functions are "the teacher of", "the child of (Ada, Ben)"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

from factory.records import Step
from generators.choice import Choice
from generators.congruence.prove import Answer, answer, constant_name, function_name
from generators.congruence.term import Equation, Question, Term
from generators.family import Telling
from generators.lexicon import ENGLISH, LETTERS, NONSENSE, lexicon

_EQUAL = (
    "{s} is {t}.",
    "{s} and {t} are one and the same.",
    "{s} is the same as {t}.",
    "{s} is none other than {t}.",
)
_DIFFERENT = ("{s} is not {t}.", "{s} is different from {t}.", "{s} and {t} are two, not one.")
_ASK_EQUAL = (
    "Must {s} be {t}?",
    "Does it follow that {s} is {t}?",
    "Is it certain that {s} is {t}?",
)
_ASK_DIFFERENT = (
    "Must {s} be different from {t}?",
    "Does it follow that {s} is not {t}?",
    "Is it certain that {s} is not {t}?",
)
_ANSWERS = {
    Answer.YES: ("Yes.", "Yes, it follows.", "Yes, it must be so."),
    Answer.NO: ("No, the opposite follows.", "No, that is impossible."),
    Answer.OPEN: ("That is left open.", "It cannot be told.", "It may be so or not."),
}
_STEPS = {
    "congruence": (
        "So, doing the same to both sides of {cited}, {said}.",
        "By {cited}, {said}.",
        "Hence {said}, by {cited}.",
    ),
    "chain": (
        "Chaining {cited}: {said}.",
        "From {cited} it follows that {said}.",
        "Together, {cited} say that {said}.",
    ),
    "assume": ("Suppose that {said}.", "Assume, to refute it, that {said}."),
    "contradiction": ("But {cited} contradict each other.", "That is impossible: see {cited}."),
    "conclude": ("So {said}.", "Hence {said}."),
    "table": ("Let {said}.", "Take {said}."),
    "holds": (
        "All premises hold with these values, and {said}.",
        "With these values every premise is true, and {said}.",
    ),
    "open": ("So neither the claim nor its opposite follows.", "Both are possible, so it is left open."),
}

_SYMBOL = re.compile(r"[a-z]\d*")


@dataclass(frozen=True, slots=True)
class Cast:
    """Names of the constants and functions, by number."""

    constants: tuple[str, ...]
    functions: dict[int, str]

    def term(self, term: Term) -> str:
        """The term in words."""
        if not term.arguments:
            return self.constants[term.symbol]
        inner = ", ".join(self.term(argument) for argument in term.arguments)
        return f"the {self.functions[term.symbol]} of " + (
            inner if len(term.arguments) == 1 else f"({inner})"
        )

    def clause(self, equation: Equation) -> str:
        """The equation as a clause."""
        return f"{self.term(equation.left)} is {'' if equation.equal else 'not '}{self.term(equation.right)}"


def cast(question: Question, choice: Choice) -> Cast:
    """Names for the constants, nouns for the functions."""
    words = lexicon(choice.pick((ENGLISH, ENGLISH, NONSENSE, LETTERS)))
    nouns = choice.sample(words.nouns, len(question.functions()))
    functions = {f: noun.singular for f, noun in zip(question.functions(), nouns, strict=True)}
    return Cast(tuple(choice.sample(words.names, question.constants())), functions)


def tell(question: Question, choice: Choice) -> Telling:
    """The question in words; the cast is the first thing that is chosen."""
    people = cast(question, choice)
    given = _given(question, people, choice)
    claim = question.claim
    ask = choice.pick(_ASK_EQUAL if claim.equal else _ASK_DIFFERENT)
    asked = ask.format(s=people.term(claim.left), t=people.term(claim.right))
    return Telling(given, asked, choice.pick(_ANSWERS[answer(question)]))


def _given(question: Question, people: Cast, choice: Choice) -> tuple[str, ...]:
    return tuple(_sentence(premise, people, choice) for premise in question.premises)


def _sentence(equation: Equation, people: Cast, choice: Choice) -> str:
    sides = choice.sample((people.term(equation.left), people.term(equation.right)), 2)
    text = choice.pick(_EQUAL if equation.equal else _DIFFERENT).format(s=sides[0], t=sides[1])
    return text[0].upper() + text[1:] if text.startswith("the ") else text


def say(question: Question, steps: Sequence[Step], choice: Choice) -> list[str]:
    """The words of each step, with the names that `tell` uses for an equal choice."""
    people = cast(question, choice)
    told = _given(question, people, choice)
    names = {constant_name(c): name for c, name in enumerate(people.constants)}
    names |= {function_name(f, arity): people.functions[f] for f, arity in question.functions().items()}
    result = []
    for step in steps:
        if step.rule == "premise":
            result.append(told[step.index])
            continue
        cited = [f"({number + 1})" for number in step.premises]
        listed = " and ".join(cited) if len(cited) < 3 else f"{', '.join(cited[:-1])} and {cited[-1]}"
        said = _SYMBOL.sub(lambda match: names.get(match[0], match[0]), step.conclusion)
        result.append(choice.pick(_STEPS[step.rule]).format(cited=listed, said=said))
    return result


def read(given: Sequence[str], asked: str) -> Question:
    """The question that sentences in words ask; symbols are numbered as they are met. Raises ValueError."""
    reader = _Reader()
    premises = tuple(reader.equation(text, _patterns()[0]) for text in given)
    return Question(premises, reader.equation(asked, _patterns()[1]))


_Patterns: TypeAlias = tuple[tuple[re.Pattern[str], bool], ...]


@cache
def _patterns() -> tuple[_Patterns, _Patterns]:
    """The forms of sentences and of questions, each with whether it says that things are equal."""

    def compiled(equal: Sequence[str], different: Sequence[str]) -> _Patterns:
        # "A is not B" would be read as "A is B" if that came first.
        forms = [(text, False) for text in different] + [(text, True) for text in reversed(equal)]
        return tuple((re.compile(_pattern(text)), truth) for text, truth in forms)

    return compiled(_EQUAL, _DIFFERENT), compiled(_ASK_EQUAL, _ASK_DIFFERENT)


def _pattern(template: str) -> str:
    return re.escape(template).replace(r"\{s\}", "(?P<s>.+?)").replace(r"\{t\}", "(?P<t>.+?)")


class _Reader:
    def __init__(self) -> None:
        self.constants: dict[str, int] = {}
        self.functions: dict[str, int] = {}

    def equation(self, text: str, patterns: Sequence[tuple[re.Pattern[str], bool]]) -> Equation:
        for pattern, equal in patterns:
            match = pattern.fullmatch(text)
            if match:
                try:
                    return Equation(self._term(match["s"]), self._term(match["t"]), equal)
                except LookupError:
                    continue
        raise ValueError(f"not a sentence about what is the same: {text!r}")

    def _term(self, text: str) -> Term:
        if text[:4] in ("the ", "The "):
            noun, mark, rest = text[4:].partition(" of ")
            if not mark or " " in noun:
                raise LookupError(text)
            inner = _split(rest[1:-1]) if rest.startswith("(") and rest.endswith(")") else [rest]
            symbol = self.functions.setdefault(noun, len(self.functions))
            return Term(symbol, tuple(self._term(part) for part in inner))
        if not text.isalnum():
            raise LookupError(text)
        return Term(self.constants.setdefault(text, len(self.constants)))


def _split(text: str) -> list[str]:
    """The parts of a list, split at commas outside of brackets."""
    parts, depth, start = [], 0, 0
    for at, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        if letter == "," and depth == 0:
            parts.append(text[start:at].strip())
            start = at + 1
    return [*parts, text[start:].strip()]
