"""Questions about programs in words, and back."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from factory.records import Step
from generators.choice import Choice
from generators.family import Telling
from generators.lexicon import ENGLISH, LETTERS, NONSENSE, lexicon
from generators.programs import triple
from generators.programs.code import KEYWORDS, STYLES, write
from generators.programs.code import read as read_code
from generators.programs.language import VARIABLES, comparison_text, program_text, text, variables
from generators.programs.listing import Call, Rule, parse, results
from generators.programs.prove import Question, Trace, conjunction, shown

_RUN: Final = (
    "{w} runs this program: [{p}].",
    "{w} has written: [{p}].",
    "On {w}'s computer: [{p}].",
    "{w} hands in the following: [{p}].",
    "Here is what {w}'s machine does: [{p}].",
)
_START: Final = (
    "At first {s}; all are natural numbers.",
    "It starts with {s}, natural numbers all of them.",
    "In the beginning {s}, in natural numbers.",
)
_FREE: Final = (
    "The variables are natural numbers, of which nothing is known at first.",
    "It may start with any natural numbers in its variables.",
    "Before it starts its variables hold natural numbers, whatever they are.",
)
_NEEDED: Final = (
    "The variables are natural numbers, and at first {s}.",
    "It may start with any natural numbers in its variables such that {s}.",
    "Before it starts its variables hold natural numbers with {s}.",
)
_NOTE: Final = " A difference is never below 0, and a quotient has no fraction."
_END: Final = (
    "What are {s} at the end?",
    "With which values of {s} does it end?",
    "What do {s} hold when it is done?",
)
_CLAIM: Final = (
    "Is it always so at the end that {s}?",
    "Whenever it ends, is {s}?",
    "Does every run end with {s}?",
    "When it is done, can one rely on {s}?",
)
_YES: Final = ("Yes.", "Yes, always.", "Yes, whatever it starts with.")
_NO: Final = ("No.", "No, not always.", "No, there is a run with which it fails.")

_LAST: Final = {
    True: (
        "{w} goes through lists and holds a number; at the end of a list that number is written down.",
        "Reading a list, {w} keeps one number in mind, and when the list is over writes that down.",
        "{w} reads lists from left to right with one number in memory, which is written down last.",
    ),
    False: (
        "{w} goes through lists and holds a number; at the end of a list nothing more is written down.",
        "Reading a list, {w} keeps one number in mind, and when the list is over just stops.",
        "{w} reads lists from left to right with one number in memory, and forgets it at the end.",
    ),
}
_ITEM: Final = (
    "With the item {i} at hand and {h} held, if {t}, {w} {d}.",
    "Where {t}, the item being {i} and the number held {h}, {w} {d}.",
    "At an item {i}, holding {h}, {w} {d}, if {t}.",
)
_ELSE: Final = ("Otherwise {w} {d}.", "If not, {w} {d}.", "In all other cases {w} {d}.")
_DOES: Final = (
    ("writes down {e} and then holds {n}", "writes down nothing and then holds {n}"),
    ("notes {e} and goes on with {n}", "notes nothing and goes on with {n}"),
    ("puts {e} on paper and remembers {n}", "puts nothing on paper and remembers {n}"),
)
_LIST: Final = (
    "The list is {l}, and {c} is held at first.",
    "Now comes the list {l}, with {c} to begin with.",
    "{w} gets {l}, starting with {c}.",
)
_OUT: Final = {
    True: ("What is the sum of all that is written down?", "What do the numbers written down add up to?"),
    False: ("What is written down, in this order?", "Which numbers are on paper in the end?"),
}
_PAIRS: Final = (
    ("i", "h"),
    ("x", "a"),
    ("k", "m"),
    ("item", "store"),
    ("u", "v"),
    ("p", "q"),
    ("new", "old"),
)

_STEPS: Final = {
    "set": ("Now {s}.", "Then {s}.", "This gives {s}."),
    "yes": ("{s} is true, so the first way is taken.", "As {s}, the first branch."),
    "no": ("{s} is false, so the other way is taken.", "{s} is not so: the second branch."),
    "round": ("{s}: one more round.", "As {s}, the loop goes on.", "{s} is true, so again."),
    "leave": ("{s} is false: the loop is over.", "It is not so that {s}, and the loop ends."),
    "end": ("So it ends with {s}.", "At the end {s}.", "Done: {s}."),
    "sample": ("Try it: {s}.", "One run: {s}.", "An example: {s}."),
    "invariant": (
        "What stays true whenever the test is reached: {s}.",
        "Before each round it holds that {s}: an invariant.",
        "Take as invariant: {s}.",
    ),
    "start": ("It is true when the loop begins: {s}.", "Before the first round {s}."),
    "assume": ("Suppose one more round comes: {s}.", "Let a round begin with {s}."),
    "keep": ("After the round again {s}.", "The round changes the values, but still {s}."),
    "over": ("Now suppose that the loop is over: {s}.", "When the loop is left, {s}."),
    "stop": ("From this follows {s}.", "This gives {s}."),
    "conclude": ("So whenever it ends, {s}, by {cited}.", "Hence, with {cited}, always {s} at the end."),
    "choose": ("Take {s}.", "Let {s}.", "Start with {s}."),
    "fails": ("But the claim fails here: {s}.", "Here the claim is wrong: {s}."),
    "item": ("By {cited}, {s}.", "{s}, from {cited}."),
    "empty": ("The list is over: {s}, by {cited}.", "At the end, by {cited}, {s}."),
    "back": ("Put together from {cited}: {s}.", "With {cited}: {s}."),
    "returned": ("So {s}.", "All in all {s}."),
}


class _Called:
    """Who the question is about, and what its variables are called."""

    def __init__(self, question: Question, choice: Choice) -> None:
        vocabulary = choice.pick((ENGLISH, ENGLISH, NONSENSE, LETTERS))
        self.who = choice.pick(lexicon(vocabulary).names)
        if isinstance(question, Call):
            self.names = dict(zip("xn", choice.pick(_PAIRS), strict=True))
        else:
            names = choice.sample(_identifiers(vocabulary), len(VARIABLES))
            self.names = dict(zip(VARIABLES, names, strict=True))

    def said(self, symbols: str) -> str:
        """A text in symbols with the names of the story."""
        symbols = re.sub(r"Nat\.gcd (\w+) (\w+)", r"gcd(\1, \2)", symbols)
        symbols = symbols.replace(" ∧ ", " and ").replace("¬ ", "not ").replace(" → ", " leads to ")
        return re.sub(r"\b[xyzn]\b", lambda found: self.names[found[0]], symbols)


@cache
def _identifiers(vocabulary: str) -> tuple[str, ...]:
    words = (noun.singular for noun in lexicon(vocabulary).nouns)
    return tuple(word for word in words if word.isalnum() and word not in KEYWORDS)


def tell(question: Question, choice: Choice) -> Telling:
    """The question in words."""
    return _told(question, choice)[0]


def _told(question: Question, choice: Choice) -> tuple[Telling, _Called]:
    called = _Called(question, choice)
    if isinstance(question, Call):
        return _tell_call(question, called, choice), called
    program = question.program if isinstance(question, Trace) else triple.meaning(question).program
    note = _NOTE if re.search(r" [-/] ", program_text(program)) else ""
    written = write(program, choice.pick(STYLES), called.names)
    first = f"{choice.pick(_RUN).format(w=called.who, p=written)}{note}"
    if isinstance(question, Trace):
        names = variables(program)
        second = choice.pick(_START).format(s=called.said(shown(question.state, names)))
        listed = ", ".join(called.names[name] for name in names)
        end = called.said(shown(question.runs[-1].after, names))
        return Telling((first, second), choice.pick(_END).format(s=listed), f"At the end {end}."), called
    said = triple.meaning(question)
    needs = called.said(conjunction(said.needs))
    second = choice.pick(_NEEDED).format(s=needs) if needs else choice.pick(_FREE)
    asked = choice.pick(_CLAIM).format(s=called.said(conjunction(said.claim)))
    return Telling((first, second), asked, choice.pick(_YES if triple.decided(question) else _NO)), called


def _tell_call(call: Call, called: _Called, choice: Choice) -> Telling:
    does = choice.pick(_DOES)

    def done(rule: Rule) -> str:
        emit, hold = "" if rule.emit is None else called.said(text(rule.emit)), called.said(text(rule.hold))
        return does[not emit].format(w=called.who, e=emit, n=hold)

    fill = {"w": called.who, "i": called.names["x"], "h": called.names["n"]}
    test = called.said(comparison_text(call.test))
    given = (
        choice.pick(_LAST[call.last]).format(**fill),
        choice.pick(_ITEM).format(t=test, d=done(call.yes), **fill),
        choice.pick(_ELSE).format(d=done(call.no), **fill),
        choice.pick(_LIST).format(l=", ".join(map(str, call.items)), c=call.start, **fill),
    )
    numbers = results(call)[0]
    answer = str(sum(numbers)) if call.total else ", ".join(map(str, numbers)) or "Nothing"
    return Telling(given, choice.pick(_OUT[call.total]), f"{answer}.")


def say(question: Question, steps: Sequence[Step], choice: Choice) -> list[str]:
    """The words of each step, after the sentences that `tell` gives for an equal choice."""
    told, called = _told(question, choice)
    result = []
    for step in steps:
        if step.rule == "premise":
            result.append(told.given[step.index])
            continue
        numbers = [f"({number + 1})" for number in step.premises]
        cited = " and ".join((", ".join(numbers[:-1]), numbers[-1])) if len(numbers) > 1 else "".join(numbers)
        # The words of these two say themselves that a test failed.
        symbols = step.conclusion.removeprefix("¬ ") if step.rule in ("no", "leave") else step.conclusion
        said = _equation(symbols) if isinstance(question, Call) else called.said(symbols)
        words = choice.pick(_STEPS[step.rule]).format(cited=cited, s=said)
        result.append(words[0].upper() + words[1:] if words.startswith("what") else words)
    return result


def _equation(symbols: str) -> str:
    """What a call gives, in words."""
    said = re.sub(r"f (\[.*?\]) ([0-9]+)", r"what comes of \1 with \2", symbols)
    return said.replace(" = ", " is ").replace(" :: ", ", followed by ").replace(" + ", " plus ")


def normal(question: Question) -> tuple[str, ...]:
    """What a question says, whatever its variables are called: they are numbered as they are mentioned."""
    if isinstance(question, Call):
        return (str(question),)
    if isinstance(question, Trace):
        return _numbered(program_text(question.program), shown(question.state, variables(question.program)))
    said = triple.meaning(question)
    return _numbered(program_text(said.program), conjunction(said.needs), conjunction(said.claim))


def _numbered(*texts: str) -> tuple[str, ...]:
    names: dict[str, str] = {}
    return tuple(
        re.sub(r"\b[xyzn]\b", lambda found: names.setdefault(found[0], f"v{len(names)}"), said)
        for said in texts
    )


def read(given: Sequence[str], asked: str) -> tuple[str, ...]:
    """What a question in words says, as `normal` has it; raises ValueError."""
    if len(given) == 4:
        return (str(_read_call(given, asked)),)
    found = _match(_RUN, given[0].removesuffix(_NOTE))
    program, names = read_code(found["p"])

    def formal(said: str) -> str:
        return re.sub(r"[A-Za-z]\w*", lambda word: names.get(word[0], word[0]), said).replace(" and ", " ∧ ")

    for templates in (_START, _FREE, _NEEDED):
        try:
            second = _match(templates, given[1]).groupdict()
        except ValueError:
            continue
        start = formal(second.get("s", ""))
        if templates is _START:
            _match(_END, asked)
            return _numbered(program_text(program), start)
        return _numbered(program_text(program), start, formal(_match(_CLAIM, asked)["s"]))
    raise ValueError(f"not how a program starts: {given[1]!r}")


def _read_call(given: Sequence[str], asked: str) -> Call:
    last = _either(_LAST, given[0])
    item, other, listed = _match(_ITEM, given[1]), _match(_ELSE, given[2]), _match(_LIST, given[3])
    names = {item["i"]: "x", item["h"]: "n"}

    def formal(said: str) -> str:
        return re.sub(r"[A-Za-z]\w*", lambda word: names[word[0]], said)

    def done(said: str) -> str:
        for out, nothing in _DOES:
            for template in (out, nothing):
                found = _pattern(template).fullmatch(said)
                if found is not None and "nothing" not in found.groupdict().get("e", ""):
                    return f"{formal(found['e']) if template is out else '-'}, {formal(found['n'])}"
        raise ValueError(f"not what is done with an item: {said!r}")

    kind = f"{'total' if _either(_OUT, asked) else 'list'}{' last' if last else ''}"
    items = listed["l"].replace(",", "")
    return parse(
        f"{kind} | {formal(item['t'])} | {done(item['d'])} | {done(other['d'])} | {items} | {listed['c']}"
    )


def _either(templates: Mapping[bool, tuple[str, ...]], said: str) -> bool:
    for truth, options in templates.items():
        if any(_pattern(option).fullmatch(said) for option in options):
            return truth
    raise ValueError(f"not one of our sentences: {said!r}")


def _match(templates: tuple[str, ...], said: str) -> re.Match[str]:
    for template in templates:
        found = _pattern(template).fullmatch(said)
        if found is not None:
            return found
    raise ValueError(f"not one of our sentences: {said!r}")


@cache
def _pattern(template: str) -> re.Pattern[str]:
    seen: set[str] = set()

    def field(found: re.Match[str]) -> str:
        name = found[1]
        if name in seen:
            return f"(?P={name})"
        seen.add(name)
        return f"(?P<{name}>{'[A-Za-z0-9]+' if name in 'wih' else '.*?'})"

    return re.compile(re.sub(r"\\\{(\w)\\\}", field, re.escape(template)), re.DOTALL)
