"""Questions about rules in words, and back: kinds are nouns or adjectives, relations verbs or nouns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from factory.records import Step
from generators.choice import Choice
from generators.family import Telling
from generators.lexicon import ENGLISH, LETTERS, NONSENSE, lexicon
from generators.logic.clause import Atom, Clause, Question, Term, normal
from generators.logic.prove import Line, world

# {c} are conditions, {h} is what follows; {v} are the variables.
_RULES: Final = (
    "If {c}, then {h}.",
    "Whenever {c}, {h}.",
    "Suppose that {c}; then {h}.",
    "From {c} it follows that {h}.",
    "Given that {c}, {h}.",
    "When {c}, it is also true that {h}.",
    "As a rule, {h} if {c}.",
    "As soon as {c}, {h}.",
    "Provided that {c}, {h}.",
    "Wherever {c}, {h}.",
    "For all {v}: if {c}, then {h}.",
    "That {c} implies that {h}.",
    "Once {c}, one may conclude that {h}.",
)
_DENIALS: Final = (
    "It never happens that {c}.",
    "Impossible: {c}.",
    "In no case {c}.",
    "It cannot be that {c}.",
    "Never is it true that {c}.",
    "Ruled out: {c}.",
)
_FACTS: Final = (
    "{h}.",
    "{h}, as is known.",
    "{h}: so much is given.",
    "{h}, and this is certain.",
    "{h}, we are told.",
    "Besides, {h}.",
    "Certainly {h}.",
)
_LAWS: Final = ("Always {h}.", "Whatever {v} may be, {h}.", "In every case {h}.")
_KINDS: Final = ("Whatever is {c} is {h}.", "Everything that is {c} is {h}.", "Being {c} means being {h}.")
_NO_KINDS: Final = ("Nothing is {c}.", "There is nothing that is {c}.")
_ASK: Final = (
    "Does it follow that {s}?",
    "Must it be that {s}?",
    "Can one conclude that {s}?",
    "Is it then certain that {s}?",
    "Is it a consequence that {s}?",
    "Can it be derived that {s}?",
)
_ASKED_RULES: Final = ("if {c}, then {h}", "{h} whenever {c}", "whenever {c}, {h}", "{h} if {c}")
_ASKED_DENIALS: Final = (
    "it never happens that {c}",
    "it is impossible that {c}",
    "there is no case in which {c}",
)
_ASKED_LAWS: Final = ("{h}",)
_YES: Final = ("Yes.", "Yes, it follows.", "Yes, this can be derived.")
_NO: Final = ("No.", "No, it does not follow.", "No, there is a counterexample.")
_STEPS: Final = {
    "lemma": (
        "By {p}: {s}.",
        "From {p} one gets: {s}.",
        "{p} together give this: {s}.",
        "Next, by {p}: {s}.",
        "Put {p} together: {s}.",
    ),
    "conclude": ("Therefore, by {p}: {s}.", "{p} now give the claim: {s}.", "So, by {p}, as claimed: {s}."),
    "detour": (
        "By {p} also: {s}. But this does not help here.",
        "One might note, from {p}: {s}. It leads nowhere.",
        "{p} would give this: {s}. It is not needed.",
    ),
    "things": ("Imagine a world with nothing in it but {t}.", "Let there be {t}, and nothing else."),
    "suppose": ("Suppose that {s}.", "Let it be so that {s}."),
    "apply": ("Then {s}, by {p}.", "By {p}, {s}.", "So {s}: see {p}."),
    "closed": ("Nothing else follows: all rules are satisfied.", "No rule gives more than this."),
    "refuted": (
        "But it is not true in this world that {s}, so the claim does not follow.",
        "There it is not so that {s}; the claim fails.",
    ),
    "possible": (
        "In this world it does happen, so the claim does not follow.",
        "So what the claim rules out is possible.",
    ),
}
_POOLS: Final = (
    ("x", "y", "z", "u", "v", "w"),
    ("X", "Y", "Z", "U", "V", "W"),
    ("p", "q", "r", "s", "t", "o"),
    ("x1", "x2", "x3", "x4", "x5", "x6"),
)
_VARIABLES: Final = frozenset(name for pool in _POOLS for name in pool)
_LAMP: Final = "the {} lamp is lit"
_NAME: Final = "([A-Za-z][A-Za-z0-9]*)"
_ATOMS: Final = tuple(
    re.compile(text.replace("N", _NAME))
    for text in (
        r"the \S+ lamp is lit",
        r"N is an? \S+ of N",
        r"N is (?:an? )?\S+",
        r"N \S+(?: to)? N because of N",
        r"N \S+(?: to)? N",
    )
)


@dataclass(frozen=True, slots=True)
class Cast:
    """How predicates, variables and constants are said. `{0}`, `{1}`, `{2}` are a predicate's arguments."""

    predicates: Mapping[int, str]
    constants: Mapping[Term, str]
    variables: tuple[str, ...]
    others: tuple[str, ...]  # names for the things of a world

    def term(self, term: Term) -> str:
        """A variable or constant."""
        return self.variables[term] if term >= 0 else self.constants[term]

    def atom(self, atom: Atom, things: Mapping[Term, str] | None = None) -> str:
        """An atom; `things` are names for what is neither variable nor constant."""
        said = [things[t] if things and t in things else self.term(t) for t in atom.terms]
        return self.predicates[atom.predicate].format(*said)

    def kind(self, atom: Atom) -> str:
        """What a kind is called: "a baker"."""
        return self.predicates[atom.predicate].removeprefix("{0} is ")


def cast(question: Question, choice: Choice) -> Cast:
    """Words for all that a question speaks of."""
    vocabulary = choice.pick((ENGLISH, ENGLISH, NONSENSE, LETTERS))
    words = lexicon(vocabulary)
    nouns = iter(choice.sample(words.nouns, 32))
    verbs = iter(choice.sample(words.verbs, 32))
    adjectives = iter(choice.sample(words.adjectives, 32))
    names = [name for name in choice.sample(words.names, 48) if name not in _VARIABLES]
    predicates = {}
    for name, arity in question.arities.items():
        if arity == 0:
            predicates[name] = _LAMP.format(next(nouns).singular)
        elif arity == 1:
            adjective = choice.below(2)
            predicates[name] = "{0} is " + (next(adjectives) if adjective else next(nouns).indefinite)
        elif arity == 2 and not choice.below(3):
            predicates[name] = "{0} is " + next(nouns).indefinite + " of {1}"
        else:
            more = " because of {2}" if arity == 3 else ""
            predicates[name] = "{0} " + next(verbs).third + " {1}" + more
    constants = {name: names.pop() for name in question.constants}
    return Cast(predicates, constants, choice.pick(_POOLS), tuple(names[:24]))


def tell(question: Question, choice: Choice, follows: bool) -> Telling:
    """The question in words; the cast is the first thing that is chosen."""
    return _told(question, cast(question, choice), choice, follows)


def _told(question: Question, people: Cast, choice: Choice, follows: bool) -> Telling:
    given = tuple(_sentence(axiom, people, choice) for axiom in question.axioms)
    asked = choice.pick(_ASK).format(s=_clause(question.claim, people, choice))
    return Telling(given, asked, choice.pick(_YES if follows else _NO))


def _listed(items: Sequence[str]) -> str:
    return " and ".join((", ".join(items[:-1]), items[-1])) if len(items) > 1 else "".join(items)


def _sentence(clause: Clause, people: Cast, choice: Choice) -> str:
    """An axiom, as a sentence."""
    if _is_about_kinds(clause) and choice.below(2):
        kinds = " and ".join(people.kind(atom) for atom in clause.body)
        head = "" if clause.head is None else people.kind(clause.head)
        return choice.pick(_NO_KINDS if clause.head is None else _KINDS).format(c=kinds, h=head)
    templates: Sequence[str] = _DENIALS
    if clause.head is not None and clause.body:
        templates = _RULES if clause.variables else [t for t in _RULES if "{v}" not in t]
    elif clause.head is not None:
        templates = _LAWS if clause.variables else _FACTS
    text = choice.pick(templates).format_map(_filled(clause, people))
    # A name that is a small letter stays one.
    return text[0].upper() + text[1:] if text.startswith("the ") else text


def _is_about_kinds(clause: Clause) -> bool:
    """Whether it says of the things of some kinds that they are of another, or that there are none."""
    plain = all(len(atom.terms) == 1 for atom in clause.atoms) and clause.body
    return bool(plain) and clause.variables == (0,) and all(atom.terms == (0,) for atom in clause.atoms)


def _clause(clause: Clause, people: Cast, choice: Choice) -> str:
    """A claim or lemma, as part of a sentence."""
    templates: Sequence[str] = _ASKED_DENIALS
    if clause.head is not None:
        templates = _ASKED_RULES if clause.body else _ASKED_LAWS
    return choice.pick(templates).format_map(_filled(clause, people))


def _filled(clause: Clause, people: Cast) -> dict[str, str]:
    return {
        "c": " and ".join(map(people.atom, clause.body)),
        "h": "" if clause.head is None else people.atom(clause.head),
        "v": _listed([people.term(t) for t in clause.variables]),
    }


def say(question: Question, steps: Sequence[Step], lines: Sequence[Line], choice: Choice) -> list[str]:
    """The words of each step, with the names that `tell` uses for an equal choice.

    `lines` are the lines that the steps were made of.
    """
    people = cast(question, choice)
    refuting = None if lines[-1].rule == "conclude" else world(question)
    given = _told(question, people, choice, refuting is None).given
    there = [t for group in refuting.situation.things for t in group] if refuting else []
    things = dict(zip([t for t in there if t >= 0], people.others, strict=False))
    names = _listed([things[t] if t in things else people.term(t) for t in there])
    result = []
    for step, line in zip(steps, lines, strict=True):
        if step.rule == "premise":
            result.append(given[step.index])
            continue
        rule, said = step.rule, ""
        if line.clause is not None:
            ground = rule in ("suppose", "apply", "refuted")
            (*_, last) = line.clause.atoms
            said = people.atom(last, things) if ground else _clause(line.clause, people, choice)
        elif rule == "refuted":
            rule = "possible"
        cited = _listed([f"({number + 1})" for number in dict.fromkeys(step.premises)])
        text = choice.pick(_STEPS[rule]).format(p=cited, s=said, t=names)
        result.append(text[0].upper() + text[1:])
    return result


def read(given: Sequence[str], asked: str) -> Question:
    """The question that sentences in words ask; symbols are named as they are met. Raises ValueError."""
    reader = _Reader()
    axioms = tuple(reader.sentence(text) for text in given)
    match = next((m for template in _ASK if (m := _pattern(template).fullmatch(asked))), None)
    if match is None:
        raise ValueError(f"not a question about rules: {asked!r}")
    return Question(axioms, reader.clause(match["s"], (_ASKED_DENIALS, _ASKED_RULES, _ASKED_LAWS)))


@cache
def _pattern(template: str) -> re.Pattern[str]:
    text = re.escape(template)
    text = re.sub(r"\\\{(\w)\\\}", lambda found: f"(?P<{found[1]}>.+?)", text)
    first = template[0]
    return re.compile(f"[{first.upper()}{first.lower()}]{text[1:]}" if first.isalpha() else text)


class _Reader:
    """Reads sentences; predicates and constants are numbered as they are met."""

    def __init__(self) -> None:
        self.predicates: dict[str, int] = {}
        self.constants: dict[str, Term] = {}
        self.variables: dict[str, Term] = {}

    def sentence(self, text: str) -> Clause:
        """The clause of a sentence."""
        for templates in (_KINDS, _NO_KINDS):
            for template in templates:
                match = _pattern(template).fullmatch(text)
                if match:
                    kinds = [self._kind(said) for said in match["c"].split(" and ")]
                    head = self._kind(match["h"]) if "{h}" in template else None
                    return normal(Clause(head, tuple(kinds)))
        return self.clause(text, (_DENIALS, _RULES, _LAWS, _FACTS))

    def clause(self, text: str, kinds: Sequence[Sequence[str]]) -> Clause:
        """The clause of a text made with one of the templates."""
        for template in (template for templates in kinds for template in templates):
            match = _pattern(template).fullmatch(text)
            if match:
                try:
                    return self._filled(match.groupdict())
                except ValueError:
                    continue
        raise ValueError(f"not a sentence about rules: {text!r}")

    def _filled(self, parts: Mapping[str, str]) -> Clause:
        found = {name: tuple(self._atoms(parts[name])) for name in "ch" if name in parts}
        self.variables = {}
        (head,) = found.get("h", (None,))
        return normal(Clause(head, found.get("c", ())))

    def _kind(self, text: str) -> Atom:
        return Atom(self._predicate(f"{{0}} is {text}"), (0,))

    def _atoms(self, text: str) -> Iterator[Atom]:
        for said in text.split(" and "):
            yield self._atom(f"t{said[1:]}" if said.startswith("The ") else said)

    def _atom(self, text: str) -> Atom:
        for pattern in _ATOMS:
            match = pattern.fullmatch(text)
            if match:
                shape, names = text, match.groups()
                for number in range(len(names), 0, -1):
                    shape = shape[: match.start(number)] + f"{{{number - 1}}}" + shape[match.end(number) :]
                return Atom(self._predicate(shape), tuple(map(self._term, names)))
        raise ValueError(f"not said of things: {text!r}")

    def _term(self, name: str) -> Term:
        if name in _VARIABLES:
            return self.variables.setdefault(name, len(self.variables))
        return self.constants.setdefault(name, -1 - len(self.constants))

    def _predicate(self, said: str) -> int:
        return self.predicates.setdefault(said, len(self.predicates))
