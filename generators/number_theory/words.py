"""Questions of number theory in words, and back: each kind has its stories."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from generators.choice import Choice
from generators.family import Telling
from generators.lexicon import ENGLISH, NONSENSE, lexicon
from generators.number_theory.prove import Written, write
from generators.number_theory.question import Kind, Question

# Sentences with the numbers by place; {who} is a name, {things} and {others} are plurals.
_GIVEN: Final[dict[Kind, tuple[tuple[str, ...], ...]]] = {
    Kind.GCD: (
        ("{who} has {0} {things} and {1} {others}.",),
        ("{who} counts {0} {things}.", "Beside them there are {1} {others}."),
        ("{who} owns {0} {things}; {1} {others} belong to somebody else.",),
        ("{who} is asked about two numbers of {things}, {0} and {1}.",),
    ),
    Kind.COMBINATION: (
        ("{who} moves the {things} {0} or {1} steps at a time, forwards or backwards.",),
        ("{who} buys and sells {things} for {0} coins and {others} for {1} coins.",),
        ("{who} pours jugs of {0} and of {1} litres into a vat for the {things} or out of it.",),
    ),
    Kind.REMAINDERS: (
        ("{who} puts {things} into rows of {1}, and {0} are left.", "In rows of {3}, {2} are left."),
        ("{who} counts {things} by {1}: {0} remain.", "Counting by {3}, {2} remain."),
        ("{who} packs {things}: in boxes of {1} with {0} left, or of {3} with {2} left.",),
    ),
    Kind.CONGRUENCE: (
        ("{who} has {things}, and {0} times their number leaves {1} when divided by {2}.",),
        ("{who} counts {things}.", "Dividing {0} times that number by {2} leaves {1}."),
        ("{who} owns boxes with {0} {things} each, and puts them into rows of {2}: {1} are left.",),
    ),
    Kind.ALWAYS: (
        ("{who} adds {1} times the power {2} of the number of {things} and {3} times its power {4}.",),
        (
            "{who} counts {things}.",
            "The sum is {1} times that number to the {2} plus {3} times that number to the {4}.",
        ),
        ("{who} takes a number n of {things} and writes {1} * n ^ {2} + {3} * n ^ {4}.",),
    ),
    Kind.PRIME: (
        ("{who} has {0} {things}.",),
        ("{who} wants to share out {0} {things}.",),
        ("{who} lays out {0} {things}.",),
        ("{who} thinks about {0}, the number of the {things}.",),
    ),
    Kind.FORM: (
        ("{who} counts {things} worth {0} times {1} and {others} worth {2} times {3}.",),
        ("{who} counts {things} and adds {0} times {1} and {2} times {3}.",),
        ("{who} pays {0} times {1} for {things} and {2} times {3} for {others}.",),
    ),
    Kind.POWER: (
        ("{who} has one of the {things}, and {1} times their number is multiplied by {0}.",),
        ("{who} writes {0} on each of {1} {things} and multiplies what they say.",),
        ("{who} starts from 1 and multiplies by {0} for each of {1} {things}.",),
    ),
    Kind.DIGITS: (
        ("{who} counts {0} {things} in base {1}.",),
        ("{who} writes {0}, the number of the {things}, in base {1}.",),
        ("{who} notes down {0} {things} for a reader who counts in base {1}.",),
    ),
}
_ASKED: Final[dict[Kind, tuple[str, ...]]] = {
    Kind.GCD: (
        "What is the greatest number that divides both?",
        "What is the greatest common divisor of the two numbers?",
        "Into groups of at most how many can both be split without rest, all groups alike?",
    ),
    Kind.COMBINATION: (
        "Can this come to exactly {2}?",
        "Is a total of {2} possible?",
        "Can the balance be exactly {2}?",
    ),
    Kind.REMAINDERS: ("Is there such a number?", "Can both be right?", "Is that possible?"),
    Kind.CONGRUENCE: (
        "Which numbers is that true of?",
        "What are all the possibilities for that number?",
        "How many may there be?",
    ),
    Kind.ALWAYS: (
        "Is the sum divisible by {0}, whatever the number is?",
        "Is it certain that {0} divides the sum?",
        "Does {0} divide what comes out, for every number?",
    ),
    Kind.PRIME: (
        "Can that many be arranged in several equal rows, with more than one in each?",
        "Is it a product of two smaller numbers?",
        "Does the number have a divisor other than 1 and itself?",
    ),
    Kind.FORM: ("Can the result be exactly {4}?", "Is {4} possible?", "Can that give {4}?"),
    Kind.POWER: (
        "What is left when the result is divided by {2}?",
        "Which remainder does the product leave modulo {2}?",
        "What remains of it in division by {2}?",
    ),
    Kind.DIGITS: ("Which digits are these?", "How is it written, from the first digit to the last?"),
}
_POWERS: Final = {2: "a square", 3: "a cube", 4: "a fourth power", 6: "a sixth power"}
_ANSWERS: Final[dict[str, tuple[str, ...]]] = {
    "yes": ("Yes.", "Yes, that is possible.", "Yes, it is."),
    "no": ("No.", "No, that is impossible.", "No, it is not."),
}
_OTHER_ANSWERS: Final[dict[Kind, dict[str, tuple[str, ...]]]] = {
    Kind.PRIME: {
        "yes": ("No.", "No, the number is prime.", "No: it has no divisor but 1 and itself."),
        "no": ("Yes.", "Yes, the number is composite.", "Yes: it is not prime."),
    },
    Kind.CONGRUENCE: {"no": ("None.", "There is no such number.", "No number is possible.")},
    Kind.ALWAYS: {
        "yes": ("Yes.", "Yes, always.", "Yes, for every number."),
        "no": ("No.", "No, not always.", "No, there is a number for which it fails."),
    },
}
_SOLUTIONS: Final = (
    "Exactly those that leave {r} when divided by {k}.",
    "All numbers whose remainder in division by {k} is {r}.",
)
_STEPS: Final[dict[str, tuple[str, ...]]] = {
    "divide": ("Divide: {said}.", "Division with remainder: {said}.", "{said}."),
    "multiple": ("{said}.", "Indeed {said}.", "It divides: {said}."),
    "bezout": ("Going back through {cited}: {said}.", "From {cited}, backwards, {said}."),
    "greatest": ("So every common divisor divides it: {said}.", "By {cited}, {said}."),
    "common": ("By {cited}, for all whole numbers {said}.", "The last divisor in {cited} gives {said}."),
    "remainder": ("{said}.", "Here {said}.", "With remainder: {said}."),
    "insoluble": ("So always {said}.", "By {cited}, {said} whatever the unknowns are."),
    "scale": ("Multiply {cited}: {said}.", "A multiple of {cited} is {said}."),
    "reduce": ("That leaves {said}.", "It would follow that {said}."),
    "clash": ("But {cited} contradict each other.", "Both of {cited} cannot be."),
    "witness": ("So there is one: {said}.", "Hence {said}, by {cited}."),
    "composite": ("So it is a product: {said}.", "It is composite, as {cited} says: {said}."),
    "root": ("No greater divisor need be tried, as {said}.", "This is enough, for {said}."),
    "prime": ("So the number is prime.", "Nothing but 1 and itself divides it."),
    "factors": (
        "To begin with {said}.",
        "The number before it: {said}.",
        "Take one away and factor: {said}.",
    ),
    "order": ("By repeated squaring, {said}.", "The full power is one: {said}.", "{said}."),
    "smaller": ("But {said}, which is not one.", "Not so for a proper divisor: {said}.", "And {said}."),
    "lucas": (
        "By Lucas' criterion and {cited}, {said}.",
        "All powers up to there differ, see {cited}; hence {said}.",
    ),
    "fermat": (
        "A prime would leave one, by Fermat, but {said}.",
        "It cannot be prime, since {said} and not one; so there are factors.",
    ),
    "walk": ("Iterating a square plus a constant, {said}.", "Two members of Pollard's sequence give {said}."),
    "cancel": ("Cancel the common divisor of {cited}: {said}.", "By {cited} that is the same as {said}."),
    "inverse": ("The coefficient has an inverse: {said}.", "Going back through {cited}, {said}."),
    "solutions": ("Multiply by the inverse, and back: exactly {said}.", "By {cited} that is to say {said}."),
    "case": ("For such remainders {said}.", "One case: {said}.", "{said}."),
    "always": ("These are all remainders, so {said}.", "By {cited}, {said} for every n."),
    "fits": ("There it holds: {said}.", "Tried in vain: {said}."),
    "unfit": ("So it fails for this number, by {cited}.", "By {cited}, that is not always so."),
    "residues": ("The remainders are few: {said}.", "Always {said}."),
    "tried": ("There is no whole number with {said}.", "Not this way: {said} has no solution."),
    "value": ("{said}.", "Here {said}."),
    "start": ("To begin with, {said}.", "{said}."),
    "square": ("Squaring {cited}: {said}.", "By {cited}, {said}."),
    "next": ("Once more times the base: {said}.", "Multiplying {cited} by the base, {said}."),
    "digits": ("Reading the remainders of {cited} backwards: {said}.", "Together: {said}."),
}


def tell(question: Question, choice: Choice) -> Telling:
    """The question in words."""
    words = lexicon(choice.pick((ENGLISH, ENGLISH, NONSENSE)))
    nouns = choice.sample(words.nouns, 2)
    parts: list[str] = list(map(str, question.numbers))
    if question.kind is Kind.FORM:
        parts[1], parts[3] = _POWERS[question.numbers[1]], _POWERS[question.numbers[3]]
    filled = {"who": choice.pick(words.names), "things": nouns[0].plural, "others": nouns[1].plural}
    given = tuple(text.format(*parts, **filled) for text in choice.pick(_GIVEN[question.kind]))
    asked = choice.pick(_ASKED[question.kind]).format(*parts)
    answer = write(question).answer
    if question.kind is Kind.CONGRUENCE and answer != "no":
        _, _, k, _, r = answer.split()
        return Telling(given, asked, choice.pick(_SOLUTIONS).format(k=k, r=r))
    options = _OTHER_ANSWERS.get(question.kind, _ANSWERS)
    return Telling(given, asked, choice.pick(options[answer]) if answer in options else f"{answer}.")


def say(written: Written, choice: Choice) -> list[str]:
    """The words of each step."""
    result = []
    for step in written.steps:
        cited = [f"({number + 1})" for number in step.premises]
        if len(cited) > 2 and step.premises[-1] - step.premises[0] == len(cited) - 1:
            listed = f"{cited[0]} to {cited[-1]}"
        else:
            listed = " and ".join(filter(None, (", ".join(cited[:-1]), *cited[-1:])))
        result.append(choice.pick(_STEPS[step.rule]).format(cited=listed, said=step.conclusion))
    return result


def read(given: Sequence[str], asked: str) -> Question:
    """The question that sentences in words ask; raises ValueError."""
    text = " ".join((*given, asked))
    for kind, pattern in _patterns():
        match = pattern.fullmatch(text)
        if match:
            found = {int(name[1:]): value for name, value in match.groupdict().items()}
            return Question(kind, tuple(_number(found[place]) for place in sorted(found)))
    raise ValueError(f"not a question of number theory: {text!r}")


def _number(text: str) -> int:
    named = {name: degree for degree, name in _POWERS.items()}
    return named[text] if text in named else int(text)


@cache
def _patterns() -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    """One pattern for each way of asking."""
    found = []
    for kind, stories in _GIVEN.items():
        for story in stories:
            for asked in _ASKED[kind]:
                pattern = re.escape(" ".join((*story, asked)))
                for word in ("who", "things", "others"):
                    pattern = pattern.replace(rf"\{{{word}\}}", r"[A-Za-z]+")
                for place in range(5):
                    number = rf"(?P<n{place}>\d+|an? [a-z]+(?: power)?)"
                    pattern = pattern.replace(rf"\{{{place}\}}", number, 1)
                    pattern = pattern.replace(rf"\{{{place}\}}", rf"(?P=n{place})")
                found.append((kind, re.compile(pattern)))
    return tuple(found)
