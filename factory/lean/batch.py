"""Writes many claims as one Lean file, and reads Lean's messages back as what they say of each claim.

Names carry a token drawn at random per batch, so that a proof cannot name its neighbour's theorem. Claim `i`
becomes the theorem `T_<token>_<i>`, with its proof on lines of its own, so that the layout of the text is as
its author meant it. For untrusted claims a footer states each statement again, after all proofs, as
`C_<token>_<i>`: whatever a proof did to the statement before it, the footer's theorem has the type to compare
with.
"""

from __future__ import annotations

import secrets
from bisect import bisect_right
from collections.abc import Sequence

import msgspec

from factory.lean.claims import Claim

_REASON_CHARS = 300


class Names(msgspec.Struct, frozen=True):
    """The names of one claim's theorems; `restated` is None where there is no footer."""

    theorem: str
    restated: str | None


class Batch(msgspec.Struct, frozen=True):
    """A Lean file, and where in it each claim stands."""

    text: bytes
    names: list[Names]
    first_lines: list[int]  # ascending, 1-based: the first line of each theorem
    owners: list[int]  # the claim of each of these theorems; -1 for the header
    helper: str | None  # the theorem that pairs two proofs of one statement

    def owner(self, line: int, column: int, message: str) -> int:
        """The claim that a message at this place is about; -1 when it is about none."""
        place = bisect_right(self.first_lines, line) - 1
        # A proof that breaks off is noticed at the next command's first word.
        if place > 0 and column == 0 and line == self.first_lines[place] and message.startswith("unexpected"):
            place -= 1
        return self.owners[place] if place >= 0 else -1


class _Position(msgspec.Struct):
    line: int
    column: int


class _Message(msgspec.Struct):
    """The fields of Lean's `--json` messages that are used here."""

    severity: str
    data: str
    pos: _Position


_DECODER = msgspec.json.Decoder(_Message)


def compose(claims: Sequence[Claim], header: str, *, trusted: bool) -> Batch:
    """The file for these claims. Their texts must have been screened, or come from our own search."""
    token = secrets.token_hex(8)
    writer = _Writer(header)
    names: list[Names] = []
    helper = None
    if trusted and any(claim.term is not None for claim in claims):
        helper = f"B_{token}"
        writer.add(-1, f"theorem {helper} {{p : Prop}} (_ : p) (h : p) : p := h\n")
    for index, claim in enumerate(claims):
        theorem, restated = f"T_{token}_{index}", None if trusted else f"C_{token}_{index}"
        names.append(Names(theorem, restated))
        # Parentheses keep what is not a term from ending the theorem; our own proofs go faster without.
        proof = claim.proof if trusted else f"(\n{claim.proof}\n)"
        if helper is not None and claim.term is not None:
            # Elaborating a statement costs as much as its proof: state it once for the two.
            proof = f"{helper} (\n{claim.term}\n) (\n{claim.proof}\n)"
        writer.add(index, f"theorem {theorem} : {claim.statement} :=\n{proof}\n")
    if not trusted:
        for index, claim in enumerate(claims):
            proof = names[index].theorem if claim.term is None else f"(\n{claim.term}\n)"
            writer.add(index, f"theorem {names[index].restated} : {claim.statement} :=\n{proof}\n")
    text = "".join(writer.parts).encode()
    return Batch(text, names, writer.first_lines, writer.owners, helper)


class _Writer:
    """Collects theorems and keeps count of lines."""

    def __init__(self, header: str) -> None:
        self.parts = [header]
        self.line = header.count("\n") + 1
        self.first_lines: list[int] = []
        self.owners: list[int] = []

    def add(self, owner: int, text: str) -> None:
        self.parts.append(text)
        self.first_lines.append(self.line)
        self.owners.append(owner)
        self.line += text.count("\n")


def errors(batch: Batch, output: bytes) -> dict[int, str]:
    """Claim -> the first error that Lean reported of it; the key -1 holds an error that is no claim's."""
    found: dict[int, str] = {}
    for line in output.splitlines():
        if not line.startswith(b"{"):
            continue
        try:
            message = _DECODER.decode(line)
        except msgspec.DecodeError:
            continue
        if message.severity == "error":
            owner = batch.owner(message.pos.line, message.pos.column, message.data)
            found.setdefault(owner, _reason(message.data))
    return found


def _reason(data: str) -> str:
    if "maximum number of heartbeats" in data:
        return "timeout: heartbeats"
    if "sorryAx" in data:
        return "axiom: sorryAx"
    if "excessive memory" in data:
        return "memory: limit of the Lean process"
    first = " ".join(data.split("\n", 1)[0].split())
    return f"elaboration: {first[:_REASON_CHARS]}"
