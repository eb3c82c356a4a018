"""Places cut out of a proof become lemmas, and the proof becomes a skeleton that applies them there.

Lean tells the goal of each place (`factory.lean.goals`); the goal is closed over its context; the skeleton
has the lemma's constant, applied to the locals, where the proof was cut. Nothing is believed of this until
Lean has accepted `lemma₁ → lemma₂ → ... → statement` with the skeleton as its proof, kernel and all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from decompose.lean import Lean
from decompose.statement import Closed, Entry, Statement, close, mentions
from decompose.store import constant
from decompose.terms.read import TermError, read
from decompose.terms.tree import Atom, Term, fresh, substitute
from factory.lean.goals import HOLE, Goal, Report, Unfinished

_DAGGER = re.compile(r"✝[⁰¹²³⁴⁵⁶⁷⁸⁹]*")
_UNKNOWN = ("?", "sorry")


class Cut(msgspec.Struct, frozen=True):
    """A span of a proof's text that is taken out: a tactic block or a term, of which a lemma is made.

    `keep` names the hypotheses that the lemma may need (None: all), `drop` other spans that go with it.
    """

    start: int
    end: int
    tactic: bool
    keep: frozenset[str] | None = None
    drop: tuple[tuple[int, int], ...] = ()


class Part(msgspec.Struct, frozen=True):
    """The lemma of one goal at a cut, and how the proof uses it there."""

    closed: Closed
    application: str


class Skeleton(msgspec.Struct, frozen=True):
    """A proof with lemmas in the place of its cuts: one list of parts a cut, for a cut can have several
    goals.
    """

    body: str
    parts: list[list[Part]]

    @property
    def children(self) -> list[Statement]:
        """The lemmas, each once."""
        found = {part.closed.statement.id: part.closed.statement for parts in self.parts for part in parts}
        return list(found.values())

    def claim(self, statement: str) -> tuple[str, str]:
        """What Lean is to accept: that the lemmas give the statement, by this body."""
        return implication(self.children, statement, self.body)


class CutError(ValueError):
    """A cut has no goal that can be stated as a theorem; the message says which and why."""


def implication(children: Sequence[Statement], statement: str, body: str) -> tuple[str, str]:
    """`child₁ → ... → statement` and the proof that it has when `body` proves the statement from the
    children.
    """
    if not children:
        return statement, body
    claim = " → ".join(f"({text})" for text in (*(child.text for child in children), statement))
    return claim, f"fun {' '.join(constant(child.id) for child in children)} =>\n{body}"


def unfinished(statement: str, proof: str, cuts: Sequence[Cut]) -> Unfinished:
    """The proof with holes in the place of its cuts, which are in order and apart from each other."""
    return Unfinished(statement, _replaced(proof, cuts, [HOLE] * len(cuts)))


def _replaced(proof: str, cuts: Sequence[Cut], texts: Sequence[str]) -> str:
    changes = [
        (cut.start, cut.end, f"exact {text}" if cut.tactic else text)
        for cut, text in zip(cuts, texts, strict=True)
    ]
    changes += [(start, end, "") for cut in cuts for start, end in cut.drop]
    for start, end, text in sorted(changes, reverse=True):
        proof = proof[:start] + text + proof[end:]
    return proof


def skeleton(proof: str, cuts: Sequence[Cut], report: Report) -> Skeleton:
    """The skeleton of a proof whose goals Lean has told. Raises CutError."""
    if report.errors:
        raise CutError(report.errors[0])
    parts = [
        [_part(goal, cut, number + 1) for goal in goals]
        for number, (cut, goals) in enumerate(zip(cuts, report.goals, strict=True))
    ]
    for number, found in enumerate(parts):
        if not found:
            raise CutError(f"hole {number + 1}: Lean never comes to it")
    texts = [_choice([part.application for part in found]) for found in parts]
    return Skeleton(_replaced(proof, cuts, texts), parts)


def _choice(applications: list[str]) -> str:
    """One text for a place that has one goal, or several in turn."""
    distinct = list(dict.fromkeys(applications))
    if len(distinct) == 1:
        return distinct[0]
    return "(by first " + " ".join(f"| exact {application}" for application in distinct) + ")"


def _part(goal: Goal, cut: Cut, number: int) -> Part:
    names, hidden = _names(goal)
    renamed: dict[str, Term] = {}
    context: list[Entry] = []
    try:
        for local, name in zip(goal.locals, names, strict=True):
            kind = substitute(read(_shown(local.type, names, goal)), renamed)
            if local.value:
                renamed[name] = substitute(read(_shown(local.value, names, goal)), renamed)
            else:
                context.append(Entry(name, kind, "[" if local.name.startswith("inst✝") else "("))
        target = substitute(read(_shown(goal.target, names, goal)), renamed)
    except TermError as error:
        raise CutError(f"hole {number}: {error} in a goal as Lean prints it") from None
    for text in (goal.target, *(local.type for local in goal.locals)):
        if any(mark in text for mark in _UNKNOWN):
            raise CutError(f"hole {number}: its goal is not determined: {text[:100]}")
    closed = close(context, target, cut.keep)
    # Lean would fill in the implicit arguments of a hypothesis, which the lemma wants as it is.
    shown = zip(goal.locals, names, strict=True)
    implicit = {name for local, name in shown if local.type.startswith(("∀ {", "∀ ["))}
    arguments = [f"@{name}" if name in implicit else name for name in closed.arguments]
    application = " ".join((constant(closed.statement.id), *arguments))
    if any(mentions(Atom(argument), name) for argument in closed.arguments for name in hidden):
        return Part(closed, f"(by rename_i {' '.join(hidden)}; exact {application})")
    return Part(closed, f"({application})" if closed.arguments else application)


def _names(goal: Goal) -> tuple[list[str], list[str]]:
    """Names that can be written, for each local; and those among them that `rename_i` must give first."""
    taken = {local.name for local in goal.locals}
    names: list[str] = []
    hidden: list[str] = []
    for local in goal.locals:
        name = local.name
        if "✝" in name:
            name = fresh(_DAGGER.sub("", name).replace(".", "_") or "x", taken | set(names))
            hidden.append(name)
        names.append(name)
    return names, hidden


def _shown(text: str, names: list[str], goal: Goal) -> str:
    """A type as Lean prints it, with the names given to locals that cannot be written."""
    if "✝" not in text:
        return text
    hidden = {local.name: name for local, name in zip(goal.locals, names, strict=True) if "✝" in local.name}
    for old in sorted(hidden, key=len, reverse=True):
        text = re.sub(rf"(?<![\w.]){re.escape(old)}(?![⁰¹²³⁴⁵⁶⁷⁸⁹])", hidden[old], text)
    return text


class Task(msgspec.Struct, frozen=True):
    """A proof of a statement, and where to cut it."""

    statement: str
    proof: str
    cuts: list[Cut]


def skeletons(tasks: Sequence[Task], lean: Lean) -> list[Skeleton | str]:
    """For each task its skeleton, which Lean has accepted, or why there is none.

    Where a skeleton is refused, as when a numeral's type was left to be guessed, it is made once more with
    types written out.
    """
    results: list[Skeleton | str] = [""] * len(tasks)
    pending = list(range(len(tasks)))
    for precise in (False, True):
        now = [tasks[index] for index in pending]
        asked = [unfinished(task.statement, task.proof, task.cuts) for task in now]
        made: list[int] = []
        for index, report in zip(pending, lean.goals(asked, precise=precise), strict=True):
            try:
                results[index] = skeleton(tasks[index].proof, tasks[index].cuts, report)
                made.append(index)
            except CutError as error:
                results[index] = str(error)
        claims = [_claim(results[index], tasks[index]) for index in made]
        pending = []
        for index, reason in zip(made, lean.verify(claims), strict=True):
            if reason:
                results[index] = f"the lemmas do not give the statement: {reason}"
                pending.append(index)
    return results


def _claim(result: Skeleton | str, task: Task) -> tuple[str, str]:
    assert isinstance(result, Skeleton)
    return result.claim(task.statement)
