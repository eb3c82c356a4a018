"""Error-finding: an argument with one line made wrong, and a Lean theorem which says that it is wrong.

The lines before it are the trace's own, so it is the first wrong one. A number at the end of a line is
changed, or the line says the contrary of what was shown (`slips`), and Lean proves that what it says now is
false whenever the hypotheses hold. A domain may do better: where it has `corrupted`, that is asked first.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

import msgspec

from factory.records import Corruption, Trace
from factory.write.lesson import Pending, Shown
from factory.write.proposition import Proposition, proposition
from factory.write.slips import another, slip
from factory.write.view import Draw, View

Corrupt = Callable[[Trace], Corruption | None]

_RESULT: Final = re.compile(r"^(.*[=] )(\d+)$")
_NAME: Final = re.compile(r"[^\W\d]\w*")
_DEFINED: Final = re.compile(r"^(\w+) = ")
_FOLLOWS: Final = re.compile(r"¬ \(?∀.*→", re.DOTALL)  # denied: that it follows from what is in force
_RIGHT: Final = 4  # one lesson in so many has no wrong line


def errors(view: View, draw: Draw, corrupt: Corrupt | None) -> Pending | None:
    """A solution to be checked line by line; most have one wrong line."""
    found = (corrupt(view.trace) if corrupt else None) or _number(view, draw) or slip(view, draw)
    if found is None:
        return None
    wrong = next(step for step in view.lines if step.index == found.step)
    right = not draw.below(_RIGHT)
    told, body = _in_words(view, found, right) if found.words else _in_symbols(view, found, right)
    ask = draw.pick("Which line is the first wrong one, if any?", "Check this solution line by line.")
    prompt = f"{view.problem.words}\n\n{body}\n\n{ask}"
    shown = [Shown(statement=found.statement, proof=found.proof)]
    if right:  # told of those alone that could have been wrong, so that the problem does not give it away
        response = draw.pick("No line is wrong.", "Every line is right.")
        return Pending(form="errors", prompt=prompt, response=response, untold=shown)
    label = view.label(wrong.index).rstrip(".")
    response = (
        f"{label} is the first wrong line. It says: {found.words or found.conclusion}\n"
        f"This does not {'follow' if _FOLLOWS.match(found.statement) else 'hold'}:\n"
        f"```lean\nexample : {found.statement} := {found.proof}\n```\nIt should say: {told}"
    )
    return Pending(form="errors", prompt=prompt, response=response, shown=shown)


def _in_words(view: View, found: Corruption, right: bool) -> tuple[str, str]:
    """What the line should say, and the argument, with the wrong line unless it is to be right."""
    lines = [
        view.line(step, found.words if step.index == found.step and not right else None)
        for step in view.argument
    ]
    true = next(step for step in view.argument if step.index == found.step)
    return true.words, view.premises_told + "\n".join(lines)


def _in_symbols(view: View, found: Corruption, right: bool) -> tuple[str, str]:
    """The same as a derivation without words, under its statement."""
    true = next(step for step in view.argument if step.index == found.step)
    wrong = msgspec.structs.replace(true, conclusion=found.conclusion)
    lines = [view.symbols(wrong if step is true and not right else step) for step in view.lines]
    return true.conclusion, "\n".join([f"In symbols: {view.proof.statement}", *lines])


def _number(view: View, draw: Draw) -> Corruption | None:
    """A line that ends with another number than it should, and the proof that this is false."""
    parts = proposition(view.proof.statement)
    defined = {match[1] for one in parts.hypotheses if (match := _DEFINED.match(one))}
    for step in draw.shuffled(view.argument):
        match = _RESULT.match(step.conclusion)
        used = set(_NAME.findall(step.conclusion))
        if not match or step.depth or "¬" in step.conclusion or not used <= defined:
            continue
        other = another(match[2], draw)
        words = _replaced_last(step.words, match[2], other)
        if words is None:
            continue
        conclusion = f"{match[1]}{other}"
        statement, proof = _refuted(parts, conclusion) if used else (f"¬ ({conclusion})", "by decide +kernel")
        return Corruption(
            step=step.index, conclusion=conclusion, words=words, statement=statement, proof=proof
        )
    return None


def _refuted(parts: Proposition, conclusion: str) -> tuple[str, str]:
    """That the conclusion is false under the hypotheses, and the proof."""
    # Each `x = ...` says what x is: with all of them put in, the conclusion is about numbers alone.
    lines = [f"  intro {' '.join(parts.names)}"]
    for hypothesis in parts.hypotheses:
        lines += ["  intro h", "  subst h"] if _DEFINED.match(hypothesis) else ["  intro _"]
    return parts.having(parts.hypotheses, f"¬ ({conclusion})"), "\n".join(["by", *lines, "  decide +kernel"])


def _replaced_last(words: str, number: str, other: str) -> str | None:
    found = list(re.finditer(rf"(?<![\d(]){number}(?![\d)])", words))  # "(5)" cites a line
    if not found:
        return None
    return f"{words[: found[-1].start()]}{other}{words[found[-1].end() :]}"
