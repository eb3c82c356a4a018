"""What the styles share: openings put together from parts, the argument as running text, closing remarks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from factory.records import Outcome
from generators.propositional.words.lexicon import SYMBOLIC, VOCABULARIES
from generators.propositional.words.page import Line, Page
from generators.propositional.words.wording import sentence

WORDY: Final = VOCABULARIES
SYMBOLS_ONLY: Final = (SYMBOLIC,)
SENTENCES_A_PARAGRAPH: Final = 5

END_OF_PROOF: Final = ("", "", " ∎", " □", " QED")


@dataclass(frozen=True)
class Opening:
    """First words of a style: one text from each row, joined by spaces; `{n}` and `{m}` are small numbers."""

    rows: tuple[tuple[str, ...], ...]

    def write(self, page: Page) -> str:
        """One of the openings, chosen by the page."""
        choice = page.choice
        text = " ".join(part for row in self.rows if (part := row[choice.below(len(row))]))
        if "{" in text:
            text = text.format(n=1 + choice.below(60), m=1 + choice.below(12))
        return text


def told(page: Page) -> list[str]:
    """The argument as sentences of running text, for any outcome."""
    if not page.refuted:
        return page.told
    return [situation_sentence(page), *page.told, why_refuted(page)]


def paragraphs(sentences: Sequence[str], size: int = SENTENCES_A_PARAGRAPH) -> str:
    """The sentences in paragraphs of about `size`."""
    return "\n\n".join(" ".join(sentences[start : start + size]) for start in range(0, len(sentences), size))


def numbered(page: Page, label: str = "{}. ") -> list[str]:
    """The lines of the argument, numbered and citing each other."""
    return [label.format(number) + words for number, words in enumerate(page.words, 1)]


def situation_sentence(page: Page) -> str:
    """The sentence that introduces the countermodel."""
    if not page.reading.atoms:
        return page.pick(
            "There is no simple statement here whose truth is open, so one look is enough.",
            "Nothing in it depends on the facts, so there is only one case to look at.",
        )
    frame = page.pick(
        "Consider a situation in which {}.",
        "Picture a case in which {}.",
        "Here is a counterexample: {}.",
        "Let things be as follows: {}.",
        "Take the case in which {}.",
        "Imagine a world in which {}.",
    )
    return frame.format(page.situation)


def why_refuted(page: Page) -> str:
    """The sentence that draws the conclusion from an evaluation."""
    goal = page.goal
    if page.given:
        frame = page.pick(
            "So everything that was given holds, and yet it is not true that {}.",
            "All that was given is true in this situation, but it is false that {}.",
            "Hence what was given does not force the conclusion that {}.",
            "What was given is true here while the conclusion fails, so we may not conclude that {}.",
        )
    else:
        frame = page.pick(
            "So in this situation it is false that {}.",
            "Hence it can fail to be true that {}.",
            "This shows that it is not a law of logic that {}.",
            "One such case is enough: it need not be true that {}.",
        )
    return frame.format(goal)


def remark(page: Page) -> str:
    """A closing remark on the kind of result."""
    match page.outcome:
        case Outcome.INTUITIONISTIC:
            return page.pick(
                "The argument is constructive.",
                "No classical principle was needed.",
                "Excluded middle was not used anywhere.",
                "This works in intuitionistic logic as well.",
                "Every step is constructive.",
                "",
                "",
            )
        case Outcome.CLASSICAL:
            return page.pick(
                "The argument is classical.",
                "This proof relies on classical logic.",
                "A classical principle was needed on the way.",
                "This is a proof in classical logic, not a constructive one.",
                "",
            )
        case _:
            return page.pick(
                "A single counterexample settles the matter.",
                "One situation of this kind is all it takes.",
                "No proof can exist, therefore.",
                "So the inference is not valid.",
                "",
            )


def verdict(page: Page) -> str:
    """The answer to "does it follow?" as a sentence."""
    if page.refuted:
        return (
            page.pick(
                "No, it does not follow.",
                "No: there is a counterexample.",
                "No, the inference fails.",
                "No, that would be a mistake.",
            )
            if page.given
            else page.pick(
                "No, it is not a law of logic.",
                "No: there is a counterexample.",
                "No, it can be false.",
            )
        )
    if page.given:
        return page.pick(
            "Yes, it follows.",
            "Yes, and here is why.",
            "Yes, the conclusion is forced.",
            "Yes, the inference is valid.",
        )
    return page.pick(
        "Yes, it is a law of logic.",
        "Yes, and here is why.",
        "Yes, it holds whatever the facts may be.",
    )


def join(*blocks: str) -> str:
    """The blocks that are not empty, with an empty line between them."""
    return "\n\n".join(block for block in blocks if block)


def justified(lines: Sequence[Line], page: Page) -> list[str]:
    """The lines in symbols, each with its rule and the lines it uses: `3. q   →E 1, 2`."""
    width = max((len(line.symbols) for line in lines), default=0)
    separator = page.pick("   ", "    ", "  ")
    rows = []
    for line in lines:
        uses = ", ".join(map(str, line.uses))
        cited = f"({uses})" if uses and page.refuted else uses
        rows.append(f"{line.number}. {line.symbols.ljust(width)}{separator}{line.sign} {cited}".rstrip())
    return rows


def capital(text: str) -> str:
    """The text with a capital first letter."""
    return sentence(text)
