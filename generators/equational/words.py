"""Questions about laws in words, and back: operations are nouns, functions or signs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from factory.records import Step
from generators.choice import Choice
from generators.equational.answer import answer
from generators.equational.prove import Line, argue
from generators.equational.term import ARITY, BINARY, CONSTANTS, UNARY, VARIABLES, Law, Question, Term, shown
from generators.family import Telling
from generators.lexicon import ENGLISH, LETTERS, NONSENSE, lexicon

# {k} is a kind of things, {w} a name, {s} the operations; {l}, {r} are the sides of a law, {v} its variables.
_INTRODUCTIONS: Final = (
    "{k} can be combined: there are {s}.",
    "{w} knows these operations on {k}: {s}.",
    "On {k} there are {s}.",
    "{k} come with {s}.",
    "{w} studies {k} and writes of {s}.",
    "Among {k}, {w} has defined {s}.",
    "{k} have their own algebra, with {s}.",
    "{w}'s game is played with {k}, and with {s}.",
)
_LAWS: Final = (
    "For all {v}, {l} {e} {r}.",
    "Whatever {v} may be, {l} {e} {r}.",
    "It always holds, for {v}, that {l} {e} {r}.",
    "For any {v}, {l} {e} {r}.",
    "Take any {v}: {l} {e} {r}.",
)
_FACTS: Final = ("It is known that {l} {e} {r}.", "Besides, {l} {e} {r}.", "We are told that {l} {e} {r}.")
_ASK: Final = (
    "Does it follow that, for all {v}, {l} {e} {r}?",
    "Must it be that {l} {e} {r}, whatever {v} may be?",
    "Can one conclude that {l} {e} {r} for all {v}?",
    "Is it then certain, for any {v}, that {l} {e} {r}?",
)
_ASK_FACT: Final = (
    "Does it follow that {l} {e} {r}?",
    "Must it be that {l} {e} {r}?",
    "Can one conclude that {l} {e} {r}?",
)
_EQUALS: Final = ("is", "equals", "is the same as", "=")
_YES: Final = ("Yes.", "Yes, it follows.", "Yes, this can be derived.")
_NO: Final = ("No.", "No, it does not follow.", "No, there is a counterexample.")
_STEPS: Final = {
    "rewrite": ("By {c}, {l} = {r}.", "{l} becomes {r} by {c}.", "Use {c}: {l} = {r}."),
    "lemma": (
        "So, by {c}, {q}{l} = {r}.",
        "Together, {c} give this: {q}{l} = {r}.",
        "Hence {q}{l} = {r}, by {c}.",
    ),
    "conclude": ("Therefore {q}{l} = {r}, by {c}.", "This proves by {c} that {q}{l} = {r}."),
    "elements": ("Let {v} be all {k} that there are.", "Consider a world with no {k} but {v}."),
    "table": ("Let {l} be {t}.", "There, {l} is {t}."),
    "holds": ("Then {o} is satisfied, as one sees from {c}.", "In this world {o} holds: look it up in {c}."),
    "fails": ("But by {c}, {f}.", "Look at {c}: {f}."),
    "refuted": (
        "So the claim does not follow: see {c}.",
        "By {c} all that was given holds there, and the claim fails.",
    ),
}
_SIGNS: Final = ("*", "∘", "·", "⊕", "+", "⋆", "∧", "∨", "◇", "⊗", "#", "@")
_PREFIXES: Final = ("~", "−", "¬", "!")
_TOKEN: Final = re.compile(r"[A-Za-z][A-Za-z0-9-]*|\S")


@dataclass(frozen=True, slots=True)
class Cast:
    """How symbols are said: by a notation ("call", "sign" or "noun"), and a word or sign for each."""

    kind: str  # of the things, in the plural
    person: str
    notation: str
    names: dict[str, str]

    def apply(self, symbol: str, arguments: Sequence[str]) -> str:
        """A symbol with arguments that are said already."""
        name = self.names[symbol]
        if not arguments:
            return name
        if self.notation == "call":
            return f"{name}({', '.join(arguments)})"
        inner = [f"({text})" if " " in text else text for text in arguments]
        if self.notation == "noun":
            return f"the {name} of {' and '.join(inner)}"
        return f"{inner[0]} {name} {inner[1]}" if len(inner) == 2 else f"{name}{inner[0]}"

    def term(self, term: Term) -> str:
        """The term in words."""
        return shown(term, self.apply, VARIABLES)

    def law(self, law: Law) -> dict[str, str]:
        """What the templates of laws are filled with."""
        said = _listed([VARIABLES[v] for v in law.variables])
        return {"l": self.term(law.left), "r": self.term(law.right), "v": said}


def _listed(items: Sequence[str]) -> str:
    return " and ".join((", ".join(items[:-1]), items[-1])) if len(items) > 1 else "".join(items)


def cast(question: Question, choice: Choice) -> Cast:
    """Names for the operations and constants."""
    words = lexicon(choice.pick((ENGLISH, ENGLISH, NONSENSE, LETTERS)))
    nouns = [
        noun for noun in choice.sample(words.nouns, 12) if noun.singular.isalnum() and noun.plural.isalnum()
    ]
    people = [name for name in choice.sample(words.names, 16) if name not in VARIABLES]
    notation = choice.pick(("call", "sign", "noun"))
    kind = nouns.pop().plural
    names = {symbol: people.pop() for symbol in question.symbols if not ARITY[symbol]}
    if notation == "sign":
        names |= dict(zip(BINARY, choice.sample(_SIGNS, 2), strict=True))
        names |= dict(zip(UNARY, choice.sample(_PREFIXES, 2), strict=True))
    else:
        names |= {symbol: nouns.pop().singular for symbol in question.symbols if ARITY[symbol]}
    return Cast(kind, people.pop(), notation, {symbol: names[symbol] for symbol in question.symbols})


def tell(question: Question, choice: Choice) -> Telling:
    """The question in words; the cast is the first thing that is chosen."""
    return _told(question, cast(question, choice), choice)


def _told(question: Question, said: Cast, choice: Choice) -> Telling:
    parts = []
    for symbol in question.symbols:
        names = VARIABLES[: ARITY[symbol]]
        shape = said.apply(symbol, names)
        parts.append(shape + (f" for any {_listed(names)}" if names else ""))
    introduction = choice.pick(_INTRODUCTIONS).format(k=said.kind, w=said.person, s=_listed(parts))
    given = [introduction[0].upper() + introduction[1:]]
    for law in question.axioms:
        text = choice.pick(_LAWS if law.variables else _FACTS)
        given.append(text.format(e=choice.pick(_EQUALS), **said.law(law)))
    asked = choice.pick(_ASK if question.claim.variables else _ASK_FACT)
    return Telling(
        tuple(given),
        asked.format(e=choice.pick(_EQUALS), **said.law(question.claim)),
        choice.pick(_YES if answer(question).way is not None else _NO),
    )


def say(question: Question, steps: Sequence[Step], choice: Choice) -> list[str]:
    """The words of each step, with the names that `tell` uses for an equal choice."""
    said = cast(question, choice)
    given = _told(question, said, choice).given
    result = []
    for step, line in zip(steps, argue(question).lines, strict=True):
        if step.rule == "premise":
            result.append(given[step.index])
        else:
            text = choice.pick(_STEPS[step.rule]).format_map(_filled(question, line, said))
            result.append(text[0].upper() + text[1:] if said.notation == "noun" else text)
    return result


def _filled(question: Question, line: Line, said: Cast) -> dict[str, str]:
    cited = line.premises[1:] if line.rule == "holds" else line.premises
    fill = {"c": _listed([f"({number + 1})" for number in cited]), "k": said.kind}
    if line.law is not None:
        fill |= said.law(line.law)
        fill["q"] = f"for all {fill['v']}, " if fill["v"] else ""
    match line.rule:
        case "elements":
            fill["v"] = _listed([str(value) for value in line.values])
        case "table":
            fill["l"] = said.apply(line.symbol, VARIABLES[: ARITY[line.symbol]])
            fill["t"] = _table(line.table)
        case "holds":
            fill["o"] = f"({line.premises[0] + 1})"
            fill["c"] = fill["c"] or fill["o"]
        case "fails":
            *values, one, other = line.values
            pairs = zip(question.claim.variables, values, strict=True)
            at = _listed([f"{VARIABLES[v]} = {value}" for v, value in pairs])
            fill["f"] = f"{f'for {at}, ' if at else ''}{fill['l']} is {one} and {fill['r']} is {other}"
    return fill


def _table(table: Any) -> str:
    if isinstance(table, int):
        return str(table)
    if isinstance(table[0], int):
        return f"{_listed(list(map(str, table)))} for x = {_listed(list(map(str, range(len(table)))))}"
    return f"given by the rows {_listed([' '.join(map(str, row)) for row in table])}, row x and column y"


def read(given: Sequence[str], asked: str) -> Question:
    """The question that sentences in words ask; symbols are named as they are met. Raises ValueError."""
    reader = _Reader()
    laws = tuple(reader.law(text, (*_LAWS, *_FACTS)) for text in given[1:])
    return Question(laws, reader.law(asked, (*_ASK, *_ASK_FACT)))


@cache
def _pattern(template: str) -> re.Pattern[str]:
    text = re.escape(template)
    for name, form in (
        ("v", r"(?P<v>[x-z u-w,]+(?: and [x-zu-w])?)"),
        ("l", "(?P<l>.+?)"),
        ("r", "(?P<r>.+?)"),
    ):
        text = text.replace(rf"\{{{name}\}}", form)
    return re.compile(text.replace(r"\{e\}", f"(?:{'|'.join(sorted(_EQUALS, key=len, reverse=True))})"))


class _Reader:
    def __init__(self) -> None:
        self.names: dict[tuple[str, int], str] = {}

    def law(self, text: str, templates: Sequence[str]) -> Law:
        for template in templates:
            match = _pattern(template).fullmatch(text)
            if match:
                return Law(self._term(match["l"]), self._term(match["r"]))
        raise ValueError(f"not a sentence about a law: {text!r}")

    def _term(self, text: str) -> Term:
        tokens = _TOKEN.findall(text)
        term, rest = self._sum(tokens, 0)
        if rest != len(tokens):
            raise ValueError(f"{text!r} goes on after a term")
        return term

    def _sum(self, tokens: list[str], at: int) -> tuple[Term, int]:
        """A term, with a sign in the middle or without."""
        left, at = self._atom(tokens, at)
        if at < len(tokens) and tokens[at] in _SIGNS:
            right, end = self._atom(tokens, at + 1)
            return (self._symbol(tokens[at], 2), left, right), end
        return left, at

    def _atom(self, tokens: list[str], at: int) -> tuple[Term, int]:
        head, following = (*tokens[at : at + 2], "", "")[:2]
        if head == "(":
            term, at = self._sum(tokens, at + 1)
            return term, self._skip(tokens, at, ")")
        if head in _PREFIXES:
            term, at = self._atom(tokens, at + 1)
            return (self._symbol(head, 1), term), at
        if head == "the":
            at = self._skip(tokens, at + 2, "of")
            return self._arguments(following, tokens, at, "and")
        if following == "(":
            term, at = self._arguments(head, tokens, at + 2, ",")
            return term, self._skip(tokens, at, ")")
        if head in VARIABLES and len(head) == 1:
            return VARIABLES.index(head), at + 1
        if not head.isalnum():
            raise ValueError(f"a term was expected in {' '.join(tokens)!r}")
        return (self._symbol(head, 0),), at + 1

    def _arguments(self, name: str, tokens: list[str], at: int, between: str) -> tuple[Term, int]:
        first, at = self._sum(tokens, at)
        if at >= len(tokens) or tokens[at] != between:
            return (self._symbol(name, 1), first), at
        second, at = self._sum(tokens, at + 1)
        return (self._symbol(name, 2), first, second), at

    def _symbol(self, name: str, arity: int) -> str:
        """The symbol that a name stands for: the next one of its arity when the name is new."""
        used = sum(other == arity for _, other in self.names)
        letters = (CONSTANTS, UNARY, BINARY)[arity]
        if (name, arity) not in self.names and used == len(letters):
            raise ValueError(
                f"{name!r} is one operation too many: there are {len(letters)} with {arity} arguments"
            )
        return self.names.setdefault((name, arity), letters[min(used, len(letters) - 1)])

    @staticmethod
    def _skip(tokens: list[str], at: int, expected: str) -> int:
        if at >= len(tokens) or tokens[at] != expected:
            raise ValueError(f"{expected!r} was expected in {' '.join(tokens)!r}")
        return at + 1
