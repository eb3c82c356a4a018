"""Formulas in words, and back: who comes to a party, which lamps burn, who votes for a motion."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from factory.records import Step
from generators.choice import Choice
from generators.family import Telling
from generators.lexicon import ENGLISH, LETTERS, NONSENSE, lexicon
from generators.sat.formula import Clause, Formula
from generators.sat.prove import reasons
from generators.sat.search import Event, Move, Run, search


@dataclass(frozen=True, slots=True)
class _World:
    """How a world says that a variable is true, or false, of the one it is about."""

    yes: str
    no: str
    asks: tuple[str, ...]


_WORLDS = (
    _World("{} comes", "{} stays away", ("Can a guest list meet all of this?", "Is there such a party?")),
    _World(
        "{} burns",
        "{} is dark",
        ("Can the lamps be set so?", "Is there a setting of the lamps for all this?"),
    ),
    _World(
        "{} votes yes", "{} votes no", ("Can the committee vote like this?", "Is a vote like this possible?")
    ),
    _World("{} sings", "{} is silent", ("Can there be such a concert?", "Is there a choir that fits?")),
    _World("{} is open", "{} is shut", ("Can the valves be set so?", "Do some settings of the valves fit?")),
    _World("{} wins", "{} loses", ("Can the matches end so?", "Are such results possible?")),
    _World(
        "{} sails", "{} stays in port", ("Can the fleet do all that?", "Is there a plan for these ships?")
    ),
    _World(
        "{} grows", "{} withers", ("Can a garden be like this?", "Could all of these hold in one garden?")
    ),
)
_RULE = (
    "If {body}, then {head}.",
    "Whenever {body}, {head}.",
    "Provided that {body}, {head}.",
    "When {body}, {head}.",
    "In case {body}, {head}.",
    "Suppose {body}; then {head}.",
    "Never {body} unless {head}.",
)
_CHOICE = (
    "{Head}.",
    "Either {head}.",
    "One or more: {head}.",
    "We know that {head}.",
    "Certainly {head}.",
)
_NEVER = (
    "Never {body}.",
    "Ruled out: {body}.",
    "Impossible: {body}.",
    "Not together: {body}.",
)
_ANSWERS = {
    True: ("Yes: {model}.", "Yes, for example so: {model}.", "It can: {model}."),
    False: ("No.", "No, that is impossible.", "No, these conditions contradict each other."),
}
_STEPS = {
    "decide": ("Try this: {said}.", "Suppose that {said}.", "Let us see what happens if {said}."),
    "propagate": ("By {first}, {said}{rest}.", "Then {said}, by {first}{rest}.", "So {said}: {first}{rest}."),
    "conflict": (
        "But now {first} fails{rest}.",
        "That breaks {first}{rest}.",
        "A dead end: {first} does not hold{rest}.",
    ),
    "learn": (
        "What went wrong shows, from {cited}: {clause}",
        "So, by {cited} alone: {clause}",
        "Back. From {cited} we learn: {clause}",
    ),
    "refuted": (
        "Nothing was assumed here, so {cited} cannot all hold.",
        "No assumption is left to blame: {cited} contradict each other.",
    ),
    "model": ("This fits: {said}.", "So take this: {said}.", "Nothing is left open now: {said}."),
    "holds": ("Check {first}: {said}.", "{first} holds, because {said}.", "As {said}, {first} is met."),
}


@dataclass(frozen=True, slots=True)
class Cast:
    """Which world, and the name of each variable."""

    world: _World
    names: tuple[str, ...]

    def literal(self, literal: int) -> str:
        """ "Ada comes", "Ben stays away"."""
        return (self.world.yes if literal > 0 else self.world.no).format(self.names[abs(literal) - 1])

    def joined(self, literals: Sequence[int], joint: str) -> str:
        """Literals with a word between them."""
        return f" {joint} ".join(map(self.literal, literals))


def cast(formula: Formula, choice: Choice) -> Cast:
    """A world, and different names for the variables."""
    words = lexicon(choice.pick((ENGLISH, ENGLISH, NONSENSE, LETTERS)))
    names = words.names if words is not lexicon(LETTERS) else tuple(noun.singular for noun in words.nouns)
    return Cast(choice.pick(_WORLDS), tuple(choice.sample(names, formula.variables)))


def sentence(clause: Clause, people: Cast, choice: Choice) -> str:
    """A clause as a rule, a choice or a prohibition."""
    literals = choice.sample(clause, len(clause))
    form = choice.below(4) if len(clause) > 1 else 2
    if form == 3:
        return choice.pick(_NEVER).format(body=people.joined([-literal for literal in literals], "and"))
    if form == 2:
        head = people.joined(literals, "or")
        return choice.pick(_CHOICE if len(clause) > 1 else (*_CHOICE[:1], *_CHOICE[3:])).format(
            head=head, Head=head
        )
    cut = 1 + choice.below(len(literals) - 1)
    body = people.joined([-literal for literal in literals[:cut]], "and")
    return choice.pick(_RULE).format(body=body, head=people.joined(literals[cut:], "or"))


def tell(formula: Formula, choice: Choice) -> Telling:
    """The question in words; the cast is the first thing that is chosen."""
    people = cast(formula, choice)
    given = tuple(_given(formula, people, choice))
    asked = choice.pick(people.world.asks)
    run = search(formula)
    said = "" if run.model is None else _model(run.model, people)
    return Telling(given, asked, choice.pick(_ANSWERS[run.model is not None]).format(model=said))


def _given(formula: Formula, people: Cast, choice: Choice) -> list[str]:
    return [sentence(clause, people, choice) for clause in formula.clauses]


def _model(model: Sequence[bool], people: Cast) -> str:
    return ", ".join(people.literal(v if value else -v) for v, value in enumerate(model, 1))


def say(formula: Formula, steps: Sequence[Step], choice: Choice) -> list[str]:
    """The words of each step, with the names that `tell` uses for an equal choice."""
    people = cast(formula, choice)
    told = _given(formula, people, choice)
    run = search(formula)
    subjects = [_subject(event, run, people, choice) for event in run.events]
    if run.model is not None:
        subjects.append((_model(run.model, people), ""))
        subjects += [(people.literal(reasons(clause, run.model)[0]), "") for clause in formula.clauses]
    for step, (said, clause) in zip(steps[len(told) :], subjects, strict=True):
        numbers = [f"({number + 1})" for number in step.premises]
        told.append(
            choice.pick(_STEPS[step.rule]).format(
                said=said,
                clause=clause,
                cited=_listed(numbers),
                first=numbers[0] if numbers else "",
                rest=f", given {_listed(numbers[1:])}" if len(numbers) > 1 else "",
            )
        )
    return told


def _subject(event: Event, run: Run, people: Cast, choice: Choice) -> tuple[str, str]:
    """What a move is about: a literal, or a learnt clause as a sentence."""
    if event.move is Move.LEARN and run.clauses[event.clause]:
        return "", sentence(run.clauses[event.clause], people, choice)
    return (people.literal(event.literal) if event.literal else ""), ""


def _listed(numbers: Sequence[str]) -> str:
    return (
        numbers[0] if len(numbers) == 1 else f"{', '.join(numbers[:-1])} and {numbers[-1]}" if numbers else ""
    )


def read(given: Sequence[str], asked: str) -> tuple[Clause, ...]:
    """The clauses that sentences in words say; variables are numbered as they are met. Raises ValueError."""
    world = next((world for world in _WORLDS if asked in world.asks), None)
    if world is None:
        raise ValueError(f"not a question about conditions: {asked!r}")
    numbers: dict[str, int] = {}

    def literals(text: str, joint: str, sign: int) -> list[int]:
        found = []
        for part in text.split(f" {joint} "):
            match = _literal(world.yes, world.no).fullmatch(part)
            if match is None:
                raise ValueError(f"not a condition: {text!r}")
            number = numbers.setdefault(match["yes"] or match["no"], len(numbers) + 1)
            found.append(sign * number if match["yes"] else -sign * number)
        return found

    def clause(text: str) -> Clause:
        for pattern in _patterns():
            match = pattern.fullmatch(text)
            if match:
                parts = match.groupdict()
                body = literals(parts["body"], "and", -1) if "body" in parts else []
                head = parts.get("head") or parts.get("Head")
                return tuple(body + (literals(head, "or", 1) if head else []))
        raise ValueError(f"not a condition: {text!r}")

    return tuple(clause(text) for text in given)


@cache
def _literal(yes: str, no: str) -> re.Pattern[str]:
    name = "(?P<{}>[A-Za-z][A-Za-z0-9]*)"
    return re.compile(f"{yes.format(name.format('yes'))}|{no.format(name.format('no'))}")


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """As they are tried: the bare list of alternatives, which fits everything, last."""
    templates = (*_RULE, *_NEVER, *_CHOICE[1:], _CHOICE[0])
    return tuple(
        re.compile(re.sub(r"\\\{(\w+)\\\}", lambda m: f"(?P<{m[1]}>.+?)", re.escape(template)))
        for template in templates
    )
