"""Questions about recursions in words, and back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from factory.records import Step
from generators.choice import Choice
from generators.family import Telling
from generators.induction.recursion import Kind, Question, holds
from generators.lexicon import ENGLISH, LETTERS, NONSENSE, lexicon

# {w} is a name, {k} a kind of things; {c}, {p}, {q}, {a}, {e} are the numbers of the question.
_FIRST = (
    "{w} begins with {c} {k}.",
    "On day 0 {w} has {c} {k}.",
    "{w} counts {c} {k} at first.",
    "In round 0 {w} holds {c} {k}.",
)
_NEXT = {
    Kind.SUM: (
        "After step n there come {p} times n, and {q} more.",
        "From n to n + 1 the number grows by {p}n + {q}.",
        "Step n adds {p} times n plus {q}.",
    ),
    Kind.GROWTH: (
        "Each step makes it {p} times as many, and {q} more.",
        "From one step to the next the number is multiplied by {p} and {q} are added.",
        "The next number is always {p} times the last plus {q}.",
    ),
}
_NEXT[Kind.RESIDUE] = _NEXT[Kind.GROWTH]
_LIST_FIRST = (
    "{w}'s empty box of {k} weighs {c}.",
    "{w} charges {c} for a list of no {k}.",
    "With no {k} at all {w} notes {c}.",
)
_LIST_NEXT = (
    "One that has the size x adds {p} times x plus {q}.",
    "For each of size x come {p}x + {q} on top.",
    "Every one of size x counts {p} times x, and {q} more.",
)
_ASK = {
    Kind.SUM: (
        "Is the number after n steps always {a}n² + {e}n + {c}?",
        "Does {w} have {a}n² + {e}n + {c} after n steps, for all n?",
    ),
    Kind.GROWTH: (
        "Is the number after n steps, with {a} added, always {p}ⁿ times {e}?",
        "Are {a} more than the number after n steps always {e} times {p}ⁿ?",
    ),
    Kind.RESIDUE: (
        "Does the number ever leave the remainder {e} when it is divided by {a}?",
        "Is the remainder modulo {a} at some time {e}?",
    ),
    Kind.LIST: (
        "Do two lists apart always make {a} more than the two joined?",
        "Is the sum for two lists always that for the joined list plus {a}?",
    ),
}
_YES = ("Yes.", "Yes, always.", "Yes, this can be proved.")
_YES_EVER = ("Yes.", "Yes, it does.", "Yes, it happens.")
_NO = ("No.", "No, that is not so.", "No, it is not.")
_NEVER = ("No, never.", "No.", "No, that never happens.")
_STEPS = {
    "base": ("At the beginning it holds, by {cited}: {s}.", "Base case, from {cited}: {s}."),
    "hypothesis": ("Suppose {s}.", "Let it be so for k: {s}.", "Induction hypothesis: {s}."),
    "step": ("Then, with {cited}, {s}.", "Put into {cited} this gives {s}."),
    "induction": ("By induction {s}, from {cited}.", "So, by induction on {cited}, {s}."),
    "value": ("By {cited}, {s}.", "Calculate from {cited}: {s}."),
    "differs": ("By {cited} the claim fails: {s}.", "Here, with {cited}, the claim is wrong: {s}."),
    "first": ("At the beginning, by {cited}, {s}.", "From {cited}: {s}."),
    "next": ("By {cited}, {s}.", "Then {s}, from {cited}."),
    "found": ("That is what was asked for, by {cited}: {s}.", "So, with {cited}, {s}."),
    "strengthen": (
        "The claim alone does not carry over to the next number; we prove more: {s}, for all n.",
        "An induction needs a stronger claim: {s}, for all n.",
    ),
    "avoided": ("None of these is the one asked for, so by {cited} {s}.", "By {cited} therefore {s}."),
}


def tell(question: Question, choice: Choice) -> Telling:
    """The question in words."""
    words = lexicon(choice.pick((ENGLISH, ENGLISH, ENGLISH, NONSENSE, LETTERS)))
    fill = {
        "w": choice.pick(words.names),
        "k": choice.pick(words.nouns).plural,
        "c": question.start,
        "p": question.p,
        "q": question.q,
        "a": question.a,
        "e": question.e,
    }
    lists = question.kind is Kind.LIST
    given = (
        choice.pick(_LIST_FIRST if lists else _FIRST).format_map(fill),
        choice.pick(_LIST_NEXT if lists else _NEXT[question.kind]).format_map(fill),
    )
    asked = choice.pick(_ASK[question.kind]).format_map(fill)
    if question.kind is Kind.RESIDUE:
        answers = _YES_EVER if holds(question) else _NEVER
    else:
        answers = _YES if holds(question) else _NO
    return Telling(given, asked, choice.pick(answers))


def say(question: Question, steps: Sequence[Step], choice: Choice) -> list[str]:
    """The words of each step, after the sentences that `tell` gives for an equal choice."""
    told = tell(question, choice).given
    result = []
    for step in steps:
        if step.rule == "premise":
            result.append(told[step.index])
            continue
        numbers = [f"({number + 1})" for number in step.premises]
        cited = " and ".join((", ".join(numbers[:-1]), numbers[-1])) if len(numbers) > 1 else "".join(numbers)
        result.append(choice.pick(_STEPS[step.rule]).format(cited=cited, s=step.conclusion))
    return result


def read(given: Sequence[str], asked: str) -> Question:
    """The question that sentences in words ask; raises ValueError."""
    for kind, templates in _ASK.items():
        lists = kind is Kind.LIST
        firsts, nexts = (_LIST_FIRST, _LIST_NEXT) if lists else (_FIRST, _NEXT[kind])
        found = [_match(firsts, given[0]), _match(nexts, given[1]), _match(templates, asked)]
        if None not in found:
            named = {key: text for match in found if match for key, text in match.groupdict().items()}
            numbers = [int(named.get(key, 0)) for key in "cpqae"]
            return Question(kind, *numbers)
    raise ValueError(f"not a question about a recursion: {asked!r}")


def _match(templates: tuple[str, ...], text: str) -> re.Match[str] | None:
    return next((match for pattern in _patterns(templates) if (match := pattern.fullmatch(text))), None)


@cache
def _patterns(templates: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(
        re.compile(
            re.sub(
                r"\\\{(\w)\\\}",
                lambda found: f"(?P<{found[1]}>{'[0-9]+' if found[1] in 'cpqae' else '[A-Za-z0-9]+'})",
                re.escape(template),
            )
        )
        for template in templates
    )
