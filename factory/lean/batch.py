"""Writes many claims as one Lean file, and reads Lean's messages back as what they say of each claim.

Names carry a token drawn at random per batch, so that a proof cannot name its neighbour's theorem. Claim `i`
becomes the theorem `T_<token>_<i>`, with its proof on lines of its own, so that the layout of the text is as
its author meant it; a claim with two proofs has both checked against one statement. For untrusted claims a
footer states each statement again, after all proofs, as `C_<token>_<i>`: whatever a proof did to the
statement before it, the footer's theorem has the type to compare with.
"""

from __future__ import annotations

import secrets
import sys
from bisect import bisect_right
from collections.abc import Sequence

import msgspec

from factory.lean.claims import Claim

NO_FOOTER = sys.maxsize
_REASON_CHARS = 300
# A command costs 0.3 ms whatever it says, but the cost of a `mutual` block grows faster than its length.
_GROUP = 5  # theorems in a block
_GROUP_CHARS = 1000  # in a block of more than one theorem; long proofs take longer together than apart


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
    footer_line: int  # where the footer begins; NO_FOOTER where there is none
    grouped: bool  # theorems share commands: those of the footer, else all; an error in them is nobody's

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


def compose(claims: Sequence[Claim], header: str, *, trusted: bool, grouped: bool = False) -> Batch:
    """The file for these claims. Their texts must have been screened, or come from our own search.

    `grouped` lets theorems share commands, those of trusted claims and those of the footer: faster, but an
    error among them cannot be told to belong to one claim.
    """
    token = secrets.token_hex(8)
    writer = _Writer(header)
    helper = None
    if any(claim.term is not None for claim in claims):
        helper = f"B_{token}"
        writer.add(-1, f"theorem {helper} {{p : Prop}} (_ : p) (h : p) : p := h\n")
    names = [Names(f"T_{token}_{i}", None if trusted else f"C_{token}_{i}") for i in range(len(claims))]
    theorems = [
        f"theorem {name.theorem} : (\n{claim.statement}\n) :=\n{_proof(claim, helper, trusted)}\n"
        for name, claim in zip(names, claims, strict=True)
    ]
    size = _GROUP if grouped else 1
    footer_line = NO_FOOTER
    if trusted:
        writer.add_all(theorems, size)
    else:
        # One command each, so that no proof is elaborated together with its neighbours.
        writer.add_all(theorems, 1)
        footer_line = writer.line
        footer = [
            f"theorem {name.restated} : (\n{claim.statement}\n) :=\n{name.theorem}\n"
            for name, claim in zip(names, claims, strict=True)
        ]
        writer.add_all(footer, size)
    text = "".join(writer.parts).encode()
    return Batch(text, names, writer.first_lines, writer.owners, helper, footer_line, grouped)


def _proof(claim: Claim, helper: str | None, trusted: bool) -> str:
    if helper is not None and claim.term is not None:
        # Elaborating a statement costs as much as its proof: state it once for the two.
        return f"{helper} (\n{claim.term}\n) (\n{claim.proof}\n)"
    # Parentheses keep what is not a term from ending the theorem; our own proofs go faster without.
    return claim.proof if trusted else f"(\n{claim.proof}\n)"


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

    def add_all(self, theorems: Sequence[str], size: int) -> None:
        """Add the claims' theorems, at most `size` short ones to a command."""
        first = 0
        while first < len(theorems):
            end, chars = first + 1, len(theorems[first])
            while end < min(first + size, len(theorems)):
                chars += len(theorems[end])
                if chars > _GROUP_CHARS:
                    break
                end += 1
            group = list(theorems[first:end])
            if len(group) > 1:
                group[0] = "mutual\n" + group[0]
                group[-1] += "end\n"
            for offset, theorem in enumerate(group):
                self.add(first + offset, theorem)
            first = end


def errors(batch: Batch, output: bytes) -> dict[int, str]:
    """Claim -> the first error that Lean reported of it; -1 -> one that is no claim's."""
    found: dict[int, str] = {}
    later: dict[int, str] = {}
    for line in output.splitlines():
        if not line.startswith(b"{"):
            continue
        try:
            message = _DECODER.decode(line)
        except msgspec.DecodeError:
            continue
        if message.severity == "error":
            owner = batch.owner(message.pos.line, message.pos.column, message.data)
            in_footer = message.pos.line >= batch.footer_line
            if batch.grouped and (in_footer or batch.footer_line == NO_FOOTER):
                owner = -1
            # A theorem that failed is missed in the footer, and that may be reported before it.
            (later if in_footer else found).setdefault(owner, _reason(message.data))
    return later | found


def _reason(data: str) -> str:
    if "maximum number of heartbeats" in data:
        return "timeout: heartbeats"
    if "sorryAx" in data:
        return "axiom: sorryAx"
    if "excessive memory" in data:
        return "memory: limit of the Lean process"
    first = " ".join(data.split("\n", 1)[0].split())
    return f"elaboration: {first[:_REASON_CHARS]}"
