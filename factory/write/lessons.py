"""Lessons from traces: forms are told, what they claim anew is checked in Lean, and the rest is dropped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import msgspec

from factory.domains import Domain
from factory.lean.claims import Claim
from factory.lean.verifier import Verifier
from factory.records import Status, Trace
from factory.write.errors import errors
from factory.write.forms import FORMS
from factory.write.lesson import GAP, Lesson, Pending, Shown, Span, identity
from factory.write.operators import JOINED, OPERATORS
from factory.write.stage import check_trace
from factory.write.view import Draw, View

ERRORS: Final = "errors"
NAMES: Final = (*FORMS, *OPERATORS, ERRORS, *JOINED)
# Those before which Lean is asked: they claim something new, or tell a theorem that they took apart.
ASKING: Final = frozenset({*OPERATORS, ERRORS, *JOINED})


class Taught(msgspec.Struct, kw_only=True):
    """The lessons of some traces, and how many were dropped by form: Lean did not accept what they claim."""

    lessons: list[Lesson] = []
    dropped: dict[str, int] = {}


def teach(traces: Sequence[Trace], domain: Domain, names: Iterable[str], verifier: Verifier | None) -> Taught:
    """Lessons of each form that fits, in the order of the traces, then those of several traces.

    Choices depend on the traces' ids alone. Without a verifier the forms in `ASKING` are left out. Raises
    UnverifiedTraceError, and ValueError for a form that is not known.
    """
    wanted = list(dict.fromkeys(names))
    if unknown := [name for name in wanted if name not in NAMES]:
        raise ValueError(f"no form is called {unknown[0]!r}; there are {', '.join(NAMES)}")
    if verifier is None:
        wanted = [name for name in wanted if name not in ASKING]
    for trace in traces:
        check_trace(trace, domain)
    told = [*_single(traces, domain, wanted), *_joined(traces, wanted)]
    return _checked(told, verifier)


def _single(
    traces: Sequence[Trace], domain: Domain, wanted: Sequence[str]
) -> Iterator[tuple[list[Trace], Pending]]:
    corrupt, parts = getattr(domain, "corrupted", None), getattr(domain, "parts", None)
    simple = FORMS | OPERATORS
    for trace in traces:
        view = View(trace, parts)
        for name in wanted:
            draw = Draw(f"{trace.id}/{name}")
            if name == ERRORS:
                pending = errors(view, draw, corrupt)
            elif name in simple and view.argument:
                pending = simple[name](view, draw)
                if pending is not None and name in OPERATORS and not pending.shown:
                    pending.untold = [Shown(statement=view.proof.statement, proof=view.best_proof)]
            else:
                continue
            if pending is not None:
                yield [trace], pending


def _joined(traces: Sequence[Trace], wanted: Sequence[str]) -> Iterator[tuple[list[Trace], Pending]]:
    for name in wanted:
        if name not in JOINED:
            continue
        join, count = JOINED[name]
        for start in range(0, len(traces) - count + 1, count):
            group = list(traces[start : start + count])
            pending = join([View(trace) for trace in group], Draw(f"{group[0].id}/{name}"))
            if pending is not None:
                yield group, pending


def _checked(told: Sequence[tuple[list[Trace], Pending]], verifier: Verifier | None) -> Taught:
    """Those whose new theorems Lean accepts."""
    asked: dict[Shown, list[int]] = {}
    for place, (_, pending) in enumerate(told):
        for shown in (*pending.shown, *pending.untold):
            asked.setdefault(shown, []).append(place)
    claims = [
        Claim(id=str(number), statement=shown.statement, proof=shown.proof)
        for number, shown in enumerate(asked)
    ]
    verdicts = verifier.verify(claims) if verifier and claims else []
    refused = {
        place
        for places, verdict in zip(asked.values(), verdicts, strict=True)
        if verdict.status is not Status.VERIFIED
        for place in places
    }
    found = Taught(lessons=[], dropped={})
    for place, (traces, pending) in enumerate(told):
        if place in refused:
            found.dropped[pending.form] = found.dropped.get(pending.form, 0) + 1
        else:
            found.lessons.append(_lesson(traces, pending))
    return found


def _lesson(traces: Sequence[Trace], pending: Pending) -> Lesson:
    ids = [trace.id for trace in traces]
    first = traces[0]
    return Lesson(
        id=identity(pending.form, ids, pending.prompt, pending.response),
        form=pending.form,
        domain=first.problem.domain,
        trace_ids=ids,
        prompt=pending.prompt,
        response=pending.response,
        statement=first.proof.statement,
        words=pending.words or _words(first.problem.words, pending),
        masks=pending.masks,
        shown=pending.shown,
        licence=first.problem.licence,
    )


def _words(words: str, pending: Pending) -> list[Span]:
    start = f"{pending.prompt}{GAP}{pending.response}".index(words)
    return [Span(start=start, end=start + len(words))]
