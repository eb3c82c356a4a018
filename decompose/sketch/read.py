"""A model's answer read as a sketch: the proof in it, as it stands and mended, with its holes."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from decompose.holes import Cut, Skeleton, Task, skeletons
from decompose.lean import Lean
from decompose.sketch.extract import proof_in
from decompose.sketch.mend import with_columns, with_keywords, with_proofs
from decompose.sketch.parse import SketchError, parse


def readings(answer: str) -> list[str]:
    """The proofs that an answer may mean, the likeliest first; raises SketchError where there is none.

    All of them have structure; only Lean can tell which one is meant.
    """
    proof = proof_in(answer)
    ways: list[Callable[[str], str]] = [
        lambda text: text,
        with_proofs,
        with_keywords,
        lambda text: with_proofs(with_keywords(text)),
        lambda text: with_columns(with_keywords(text)),
        lambda text: with_proofs(with_columns(with_keywords(text))),
    ]
    found: dict[str, None] = {}
    first: SketchError | None = None
    for way in ways:
        try:
            text = way(proof)
            parse(text)
        except SketchError as error:
            first = first or error
            continue
        found.setdefault(text)
    if not found:
        raise first or SketchError("the proof is empty")
    return list(found)


def read_sketches(answers: Sequence[tuple[str, str]], lean: Lean) -> list[tuple[str, Skeleton] | str]:
    """For each statement with an answer: the proof and its skeleton, accepted by Lean, or the reason why not.

    The reason is that of the reading as the text stands.
    """
    results: list[tuple[str, Skeleton] | str] = [""] * len(answers)
    waiting: list[tuple[int, str]] = []
    others: dict[int, list[str]] = {}
    for index, (_, answer) in enumerate(answers):
        try:
            first, *rest = readings(answer)
        except SketchError as error:
            results[index] = str(error)
            continue
        waiting.append((index, first))
        others[index] = rest
    while waiting:
        tasks = [
            Task(
                answers[index][0],
                proof,
                [Cut(hole.start, hole.end, hole.tactic) for hole in parse(proof).holes],
            )
            for index, proof in waiting
        ]
        again: list[tuple[int, str]] = []
        for (index, proof), made in zip(waiting, skeletons(tasks, lean), strict=True):
            if isinstance(made, Skeleton):
                results[index] = proof, made
                continue
            results[index] = results[index] or _located(made, proof)
            if others[index]:
                again.append((index, others[index].pop(0)))
        waiting = again
    return results


def _located(reason: str, proof: str) -> str:
    """A reason with the line that it is about: the proof's lines are not counted like the answer's."""
    match = re.match(r"line (\d+): [^\n]*", reason)
    lines = proof.split("\n")
    if match is None or int(match.group(1)) > len(lines):
        return reason
    return f"{match.group()} in `{lines[int(match.group(1)) - 1].strip()}`{reason[match.end() :]}"
