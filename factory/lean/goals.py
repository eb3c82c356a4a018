"""Asks Lean for the goals that an unfinished proof leaves: the local context and the target at each hole.

A hole is written `HOLE`, a term; Lean reports what it lacks there, and goes on. What Lean prints is only a
proposal: whoever makes a statement of it has the verifier check the statement and how it is used.
"""

from __future__ import annotations

import functools
import re
import secrets
from bisect import bisect_right
from collections.abc import Sequence
from types import TracebackType
from typing import Self

import msgspec

from factory.lean.claims import Limits
from factory.lean.pool import Pool, Worker
from factory.lean.process import Ended, Ending
from factory.lean.screen import screen_proof, screen_statement
from factory.lean.toolchain import Toolchain, find_toolchain

HOLE = "(by skip)"
# Goals as text that reads back: on one line, nothing left out, and proofs named.
_OPTIONS = """
set_option format.width 1000000
set_option pp.maxSteps 10000000
set_option pp.deepTerms true
set_option pp.proofs true
set_option pp.mvars false
"""
# The same with what notation leaves to be guessed: of which type a numeral is.
_PRECISE = """
set_option pp.numericTypes true
set_option pp.coercions.types true
set_option pp.funBinderTypes true
"""
_BATCH = 100
_UNSOLVED = "unsolved goals\n"
_CASE = re.compile(r"case [^\n]*\n")
_LOCAL = re.compile(r"(?P<names>[^:]+?) : (?P<type>.*)", re.DOTALL)


class Local(msgspec.Struct, frozen=True):
    """A variable or hypothesis of a goal. A name with a dagger cannot be written in a proof."""

    name: str
    type: str
    value: str = ""  # of a local definition


class Goal(msgspec.Struct, frozen=True):
    """What is to be proved at a hole, and from what."""

    locals: list[Local]
    target: str


class Unfinished(msgspec.Struct, frozen=True):
    """A statement and a proof with `HOLE`s in it."""

    statement: str
    proof: str


class Report(msgspec.Struct, frozen=True):
    """The goals at each hole, in the order of the text, and what else is wrong with the proof.

    A hole that Lean meets several times (behind `all_goals`) has several goals, one it never meets has none.
    """

    goals: list[list[Goal]]
    errors: list[str]


class GoalReader:
    """A pool of Lean processes that tells goals. Use it as a context manager, or `close` it."""

    def __init__(
        self, toolchain: Toolchain | None = None, workers: int = 1, limits: Limits | None = None
    ) -> None:
        """Start `workers` processes of `toolchain` (found if not given). Raises MissingLean."""
        self.toolchain = toolchain or find_toolchain()
        self._pool = Pool(self.toolchain, limits or Limits(), workers)

    def close(self) -> None:
        """End all processes."""
        self._pool.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def read(self, proofs: Sequence[Unfinished], *, precise: bool = False) -> list[Report]:
        """One report a proof, in order; `precise`: with the types of numerals written out."""
        options = _OPTIONS + _PRECISE * precise
        reports: list[Report | None] = [_refused(proof) for proof in proofs]
        sound = [index for index, report in enumerate(reports) if report is None]
        parts = [sound[start : start + _BATCH] for start in range(0, len(sound), _BATCH)]
        while parts:
            futures = [
                self._pool.submit(
                    functools.partial(_run, self.toolchain.header + options, [proofs[i] for i in part])
                )
                for part in parts
            ]
            again: list[list[int]] = []
            for part, future in zip(parts, futures, strict=True):
                found = future.result()
                if isinstance(found, str) and len(part) > 1:
                    again += [[index] for index in part]
                    continue
                answers = [Report([], [found])] if isinstance(found, str) else found
                for index, answer in zip(part, answers, strict=True):
                    reports[index] = answer
            parts = again
        return [report for report in reports if report is not None]


def _refused(proof: Unfinished) -> Report | None:
    reason = screen_statement(proof.statement) or screen_proof(proof.proof)
    return Report([], [reason]) if reason else None


class _Position(msgspec.Struct, frozen=True):
    line: int
    column: int


class _Message(msgspec.Struct):
    severity: str
    data: str
    pos: _Position
    kind: str = ""


_DECODER = msgspec.json.Decoder(_Message)


def _run(header: str, proofs: list[Unfinished], worker: Worker) -> list[Report] | str:
    """The reports, or how the process died."""
    text = header
    token = secrets.token_hex(8)
    starts: list[int] = []
    for index, proof in enumerate(proofs):
        starts.append(text.count("\n") + 1)
        text += f"theorem T_{token}_{index} : (\n{proof.statement}\n) :=\n{proof.proof}\n"
    ending, output = worker.run(text.encode(), _output)
    if ending is not Ending.DONE:
        return f"{ending}: the Lean process did not finish"
    found: list[list[_Message]] = [[] for _ in proofs]
    for line in output.splitlines():
        if not line.startswith(b"{"):
            continue
        message = _DECODER.decode(line)
        owner = bisect_right(starts, message.pos.line) - 1
        # A proof that breaks off is noticed at the next command's first word.
        if owner > 0 and message.pos == _Position(starts[owner], 0) and message.data.startswith("unexpected"):
            owner -= 1
        if message.severity == "error" and owner >= 0:
            found[owner].append(message)
    return [_report(*each) for each in zip(proofs, starts, found, strict=True)]


def _output(ended: Ended) -> tuple[Ending, bytes]:
    return ended.ending, ended.output


def _report(proof: Unfinished, start: int, messages: list[_Message]) -> Report:
    """What the messages of one theorem say; `start` is its first line."""
    first = start + proof.statement.count("\n") + 3  # where the proof begins
    places: dict[_Position, list[Goal]] = {}
    for match in re.finditer(re.escape(HOLE), proof.proof):
        place = match.start() + 1  # Lean points at the `by`
        column = place - (proof.proof.rfind("\n", 0, place) + 1)
        places[_Position(first + proof.proof.count("\n", 0, place), column)] = []
    errors: list[str] = []
    for message in messages:
        goals = places.get(message.pos)
        if goals is not None and message.data.startswith(_UNSOLVED):
            goals.append(_goal(message.data.removeprefix(_UNSOLVED)))
        elif "sorryAx" not in message.data:
            line = max(message.pos.line - first + 1, 1)
            errors.append(f"line {line}: {' '.join(message.data.split())[:300]}")
    return Report(list(places.values()), errors)


def _goal(text: str) -> Goal:
    before, _, target = _CASE.sub("", text, count=1).partition("⊢ ")
    locals_: list[Local] = []
    for line in re.split(r"\n(?! )", before.strip("\n")):
        match = _LOCAL.fullmatch(line)
        if match is None:
            continue
        kind, _, value = match["type"].partition(" := ")
        names = match["names"].split()
        locals_ += [Local(name, " ".join(kind.split()), " ".join(value.split())) for name in names]
    return Goal(locals_, " ".join(target.split()))
