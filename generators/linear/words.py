"""Questions about order and linear arithmetic in words, and back."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from factory.records import Step
from generators.choice import Choice
from generators.family import Telling
from generators.lexicon import ENGLISH, LETTERS, NONSENSE, lexicon
from generators.linear.answer import Answer, ends
from generators.linear.constraint import Constraint, Question, Relation, constraint
from generators.linear.prove import constraint_text, names

# How things are compared: the lower one, the higher one, and the plain form of the higher.
_SCALES: Final = (
    ("younger", "older", "old"),
    ("shorter", "taller", "tall"),
    ("lighter", "heavier", "heavy"),
    ("slower", "faster", "fast"),
    ("poorer", "richer", "rich"),
    ("weaker", "stronger", "strong"),
    ("colder", "warmer", "warm"),
    ("softer", "louder", "loud"),
    ("darker", "brighter", "bright"),
    ("smaller", "larger", "large"),
    ("thinner", "thicker", "thick"),
    ("narrower", "wider", "wide"),
)
_QUANTITIES: Final = (
    "score",
    "balance",
    "level",
    "charge",
    "position",
    "rating",
    "index",
    "offset",
    "profit",
    "height",
    "shift",
    "rank",
    "count",
    "reading",
    "value",
    "number",
    "result",
    "change",
    "total",
    "gain",
)
_ORDER: Final[dict[Relation, tuple[str, ...]]] = {
    Relation.LT: ("{a} is {less} than {b}", "{b} is {more} than {a}"),
    Relation.LE: (
        "{a} is not {more} than {b}",
        "{a} is at most as {plain} as {b}",
        "{b} is at least as {plain} as {a}",
    ),
    Relation.EQ: ("{a} is exactly as {plain} as {b}", "{b} and {a} are equally {plain}"),
    Relation.NE: ("{a} is not exactly as {plain} as {b}",),
}
_SYSTEM: Final[dict[Relation, tuple[str, ...]]] = {
    Relation.LT: ("{a} is less than {b}", "{a} is below {b}", "{b} is more than {a}", "{b} exceeds {a}"),
    Relation.LE: (
        "{a} is at most {b}",
        "{a} is no more than {b}",
        "{a} does not exceed {b}",
        "{b} is at least {a}",
        "{b} is no less than {a}",
    ),
    Relation.EQ: ("{a} equals {b}", "{a} is equal to {b}", "{a} is the same as {b}"),
    Relation.NE: ("{a} differs from {b}",),
}
_FOLLOWS: Final = (
    "Must it be that {claim}?",
    "Does it follow that {claim}?",
    "Is it certain that {claim}?",
    "Can one conclude that {claim}?",
)
_POSSIBLE: Final = (
    "Can all of this be true?",
    "Can all of these hold at once?",
    "Is there a case in which all of this holds?",
)
_WHOLE: Final = ("All of them are whole numbers.", "Each {noun} is a whole number, possibly negative.")
_RATIONAL: Final = (
    "All of them are rational numbers.",
    "Each {noun} is a rational number, possibly negative.",
    "They may be any rational numbers.",
)
_ANSWERS: Final = {
    Answer.YES: ("Yes.", "Yes, it follows.", "Yes, it must be so."),
    Answer.NO: ("No, the opposite follows.", "No, that is impossible.", "No, it cannot be so."),
    Answer.OPEN: ("That is left open.", "It cannot be told.", "It may be so or not."),
    Answer.POSSIBLE: ("Yes.", "Yes, all of it can be true.", "Yes, that is possible."),
    Answer.IMPOSSIBLE: ("No.", "No, not all of it can be true.", "No, that is contradictory."),
}
_STEPS: Final = {
    "chain": ("From {cited}: {said}.", "By {cited}, {said}.", "{cited} together say that {said}."),
    "weaken": ("So {said}, by {cited}.", "In particular {said}, see {cited}."),
    "antisymmetric": (
        "Both ways round, {cited}: {said}.",
        "By {cited} neither is above the other, so {said}.",
    ),
    "different": ("So {said}, by {cited}.", "By {cited} they cannot be equal: {said}."),
    "irreflexive": (
        "But nothing comes before itself: {cited} is impossible.",
        "By {cited} it would be below itself.",
    ),
    "assume": ("Suppose that {said}.", "Assume, to refute it, that {said}."),
    "combine": (
        "Adding multiples of {cited}: {said}.",
        "A combination of {cited} gives: {said}.",
        "From {cited}, suitably multiplied and added, {said}.",
    ),
    "round": (
        "Dividing {cited} and rounding down, {said}.",
        "In {cited} divide by the common factor; whole numbers leave only that {said}.",
    ),
    "absurd": ("That is impossible, see {cited}.", "But {cited} is absurd."),
    "value": ("Let {said}.", "Take {said}.", "Say {said}."),
    "holds": (
        "With these values all that is given holds, and {said}.",
        "Then everything given is true, and {said}.",
    ),
    "possible": ("With these values all of it is true.", "Then all that is given holds."),
    "open": ("So neither the claim nor its opposite follows.", "Both are possible, so it is left open."),
}


@dataclass(frozen=True, slots=True)
class Cast:
    """The names of the variables, and what of them is compared."""

    names: tuple[str, ...]
    scale: tuple[str, str, str]
    noun: str
    formula: bool  # sentences of systems are formulas

    def comparison(self, low: int, high: int, template: str) -> str:
        """Which of two is greater, as a clause."""
        less, more, plain = self.scale
        return template.format(a=self.names[low], b=self.names[high], less=less, more=more, plain=plain)

    def sentence(self, c: Constraint, template: str) -> str:
        """A constraint as a clause about quantities."""
        left, right = (self._side(*side) for side in c.sides)
        return template.format(a=left, b=right)

    def _side(self, terms: Sequence[tuple[int, int]], constant: int) -> str:
        parts = [self._term(v, a) for v, a in terms]
        return " plus ".join((*parts, *([str(constant)] if constant or not parts else [])))

    def _term(self, variable: int, coefficient: int) -> str:
        thing = f"the {self.noun} of {self.names[variable]}"
        if coefficient == 1:
            return thing
        return f"twice {thing}" if coefficient == 2 else f"{coefficient} times {thing}"


def cast(question: Question, choice: Choice) -> Cast:
    """Different names for the variables, a scale, a quantity."""
    words = lexicon(choice.pick((ENGLISH, ENGLISH, NONSENSE, LETTERS)))
    called = tuple(choice.sample(words.names, question.variables))
    return Cast(called, choice.pick(_SCALES), choice.pick(_QUANTITIES), not choice.below(4))


def _clause(question: Question, c: Constraint, people: Cast, choice: Choice) -> str:
    if question.is_order:
        return people.comparison(*ends(c), choice.pick(_ORDER[c.relation]))
    if people.formula:
        return constraint_text(c, people.names)
    return people.sentence(c, choice.pick(_SYSTEM[c.relation]))


def _capital(text: str) -> str:
    return text[0].upper() + text[1:] if text.startswith(("the ", "twice ")) else text


def tell(question: Question, answer: Answer, choice: Choice) -> Telling:
    """The question in words; the cast is the first thing that is chosen."""
    people = cast(question, choice)
    given = _given(question, people, choice)
    if question.claim is None:
        asked = choice.pick(_POSSIBLE)
    else:
        asked = choice.pick(_FOLLOWS).format(claim=_clause(question, question.claim, people, choice))
    if not question.is_order:
        kind = choice.pick(_RATIONAL if question.rational else _WHOLE)
        asked = f"{kind.format(noun=people.noun)} {asked}"
    return Telling(given, asked, choice.pick(_ANSWERS[answer]))


def _given(question: Question, people: Cast, choice: Choice) -> tuple[str, ...]:
    return tuple(_capital(_clause(question, c, people, choice)) + "." for c in question.premises)


def say(question: Question, steps: Sequence[Step], choice: Choice) -> list[str]:
    """The words of each step, with the names that `tell` uses for an equal choice."""
    people = cast(question, choice)
    told = _given(question, people, choice)
    numbers = {name: v for v, name in enumerate(names(question))}
    result = []
    for step in steps:
        if step.rule == "premise":
            result.append(told[step.index])
            continue
        cited = [f"({number + 1})" for number in step.premises]
        listed = " and ".join(cited) if len(cited) < 3 else f"{', '.join(cited[:-1])} and {cited[-1]}"
        said = step.conclusion
        if step.rule == "value":
            name, _, value = said.partition(" = ")
            said = f"{_thing(people, question, numbers[name])} be {value}"
            template = choice.pick(("Let {said}.", "Now let {said}.", "Next, let {said}."))
        else:
            template = choice.pick(_STEPS[step.rule])
            if "{said}" in template:
                left, relation, right = _split(said)
                if question.is_order:  # of a cycle: a < a, which is no constraint
                    text = choice.pick(_ORDER[relation])
                    said = people.comparison(numbers[left], numbers[right], text)
                else:
                    c = _read_sides(said, numbers.__getitem__, left, relation, right)
                    said = _clause(question, c, people, choice)
        result.append(template.format(cited=listed, said=said))
    return result


def _thing(people: Cast, question: Question, variable: int) -> str:
    if question.is_order or people.formula:
        return people.names[variable]
    return f"the {people.noun} of {people.names[variable]}"


_RELATIONS: Final = {relation.symbol: relation for relation in Relation}


def _split(text: str) -> tuple[str, Relation, str]:
    for symbol, relation in _RELATIONS.items():
        left, mark, right = text.partition(f" {symbol} ")
        if mark:
            return left, relation, right
    raise ValueError(f"not a formula: {text!r}")


def _read_sides(
    text: str, number: Callable[[str], int], left: str, relation: Relation, right: str
) -> Constraint:
    terms: dict[int, int] = {}
    bound = 0
    for side, sign in ((left, 1), (right, -1)):
        for part in re.split(r" plus | \+ ", side):
            if part.isdigit():
                bound -= sign * int(part)
                continue
            match = _PART.fullmatch(part)
            if match is None:
                raise ValueError(f"not a sum of multiples of numbers: {side!r} in {text!r}")
            times = 2 if match["twice"] else int(match["times"] or match["factor"] or 1)
            variable = number(match["name"])
            terms[variable] = terms.get(variable, 0) + sign * times
    return constraint(terms, relation, bound)


_PART: Final = re.compile(
    r"(?:(?P<twice>[Tt]wice )|(?P<times>\d+) times |(?P<factor>\d+) \* )?"
    r"(?:[Tt]he [a-z]+ of )?(?P<name>[A-Za-z][A-Za-z0-9]*)"
)


def read(given: Sequence[str], asked: str) -> Question:
    """The question that sentences in words ask; variables are numbered as they are met. Raises ValueError."""
    numbers: dict[str, int] = {}

    def number(name: str) -> int:
        return numbers.setdefault(name, len(numbers))

    premises = tuple(_sentence(text.removesuffix("."), number) for text in given)
    rational = " rational number" in asked
    if any(asked.endswith(text) for text in _POSSIBLE):
        return Question(premises, None, rational)
    for template in _FOLLOWS:
        head, tail = template.split("{claim}")
        _, mark, rest = asked.rpartition(head)
        if mark and rest.endswith(tail):
            return Question(premises, _sentence(rest.removesuffix(tail), number), rational)
    raise ValueError(f"not a question about numbers: {asked!r}")


def _sentence(text: str, number: Callable[[str], int]) -> Constraint:
    for pattern, relation in _order_patterns():
        match = pattern.fullmatch(text)
        if match:
            return constraint({number(match["a"]): 1, number(match["b"]): -1}, relation, 0)
    if any(f" {symbol} " in text for symbol in _RELATIONS):
        return _read_sides(text, number, *_split(text))
    for pattern, relation in _system_patterns():
        match = pattern.fullmatch(text)
        if match:
            return _read_sides(text, number, match["a"], relation, match["b"])
    raise ValueError(f"not a sentence about numbers: {text!r}")


@cache
def _order_patterns() -> tuple[tuple[re.Pattern[str], Relation], ...]:
    name = r"(?P<{}>\w+)"
    return tuple(
        (
            re.compile(
                template.format(a=name.format("a"), b=name.format("b"), less=less, more=more, plain=plain)
            ),
            relation,
        )
        for relation, templates in _ORDER.items()
        for template in templates
        for less, more, plain in _SCALES
    )


@cache
def _system_patterns() -> tuple[tuple[re.Pattern[str], Relation], ...]:
    return tuple(
        (re.compile(template.replace("{a}", "(?P<a>.+)").replace("{b}", "(?P<b>.+)")), relation)
        for relation, templates in _SYSTEM.items()
        for template in templates
    )
