"""The backend without a model: sentences with figures, definitions and reasons, put into another form.

Modest and faithful: each format takes the source's own words apart and puts them together, and makes up none.
A document that has nothing to put into a form gives no record.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from factory.rephrase.sentences import Sentence

NAME: Final = "template"
_BLANK: Final = "…"
_MOST_QUESTIONS: Final = 12


def rephrase(told: list[Sentence], form: str) -> str | None:
    """The sentences in the format of this name, or nothing where they have too little for it."""
    return _FORMS[form](told)


def _table(told: list[Sentence]) -> str | None:
    defined = [found for one in _understood(told) if (found := one.definition)]
    measured = [_gaps(one) for one in _understood(told) if one.figures]
    if len(defined) + len(measured) < 2:
        return None
    lead = next(one.text for one in told)
    parts = [lead]
    if defined:
        parts.append(_grid(("Term", "What it is"), [(term, what) for term, what in defined]))
    if measured:
        parts.append(_grid(("Statement", f"Figures for {_BLANK}"), measured))
    return "\n\n".join(parts)


def _faq(told: list[Sentence]) -> str | None:
    """The first question of each sentence, then the second ones, ..., while it is not twice as long as the
    source; the format is refused from two and a half times on.
    """
    asked = [list(_questions(one)) for one in _understood(told)]
    turns = [(turn, place) for place, pairs in enumerate(asked) for turn in range(len(pairs))]
    left = 2 * sum(len(one.text.split()) for one in told)
    chosen: list[tuple[int, int]] = []
    for turn, place in sorted(turns)[:_MOST_QUESTIONS]:
        left -= sum(len(text.split()) + 1 for text in asked[place][turn])
        if left < 0 and len(chosen) >= 2:
            break
        chosen.append((place, turn))
    if len(chosen) < 2:
        return None
    pairs = (asked[place][turn] for place, turn in sorted(chosen))
    return "\n\n".join(f"Q: {question}\nA: {answer}" for question, answer in pairs)


def _facts(told: list[Sentence]) -> str | None:
    groups = _groups(told)
    return (
        "\n".join(f"- {' '.join(one.text for one in group)}" for group in groups)
        if len(groups) >= 2
        else None
    )


def _questions(one: Sentence) -> Iterator[tuple[str, str]]:
    # Each begins with the source's words, so that no two documents' questions begin alike.
    if defined := one.definition:
        yield f"{defined[0]}: what is meant?", one.text
    if reason := one.reason:
        what, why = reason
        yield f"“{what}” – why?", f"Because {why}."
    for statement, figure in _blanked(one):
        yield f"“{statement}” – which figure belongs in the gap?", f"{_capital(figure)}."


def _blanked(one: Sentence) -> list[tuple[str, str]]:
    """The sentence with each of its figures left out in turn, and that figure."""
    text = one.text.removesuffix(".")
    return [
        (f"{text[: span.start]}{_BLANK}{text[span.end :]}", text[span.start : span.end])
        for span in one.figures
    ]


def _gaps(one: Sentence) -> tuple[str, str]:
    """The sentence without its figures, and the figures."""
    text, end, figures = "", 0, []
    for span in one.figures:
        text += one.text[end : span.start] + _BLANK
        figures.append(one.text[span.start : span.end])
        end = span.end
    return (text + one.text[end:]).removesuffix("."), "; ".join(figures)


def _understood(told: list[Sentence]) -> list[Sentence]:
    return [one for one in told if one.stands_alone]


def _groups(told: list[Sentence]) -> list[list[Sentence]]:
    """Sentences, each with those after it that cannot be understood alone."""
    groups: list[list[Sentence]] = []
    for one in told:
        if groups and not one.stands_alone:
            groups[-1].append(one)
        else:
            groups.append([one])
    return groups


def _grid(heads: tuple[str, str], rows: list[tuple[str, str]]) -> str:
    lines = [heads, ("---", "---"), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines)


def _capital(text: str) -> str:
    return re.sub(r"^[a-z]", lambda match: match[0].upper(), text)


_FORMS: Final[dict[str, Callable[[list[Sentence]], str | None]]] = {
    "table": _table,
    "faq": _faq,
    "facts": _facts,
}
