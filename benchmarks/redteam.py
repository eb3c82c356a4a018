"""How many attacks are refused, and how many honest proofs accepted: by the verifier, and by a plain policy.

    python benchmarks/redteam.py [--list]

The plain policy is what most pipelines do: put statement and proof into a file, run the same Lean in the same
sandbox, and accept when it reports no error and no `sorry`. The corpus is in `tests/redteam/`.
"""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path
from typing import NamedTuple

import msgspec

from factory.lean.claims import Claim, Limits
from factory.lean.pool import Pool, Worker
from factory.lean.process import Ended, Ending
from factory.lean.toolchain import Toolchain, find_toolchain
from factory.lean.verifier import Verifier
from factory.records import Status

CORPUS = Path(__file__).resolve().parent.parent / "tests" / "redteam"
# How an attack closes the verifier's bracket around a proof, goes on, and opens one again.
_BRACKETS = re.compile(r"\A(.*?)\)\n(.*)\n(?:example|theorem) [^\n]* := \([^\n]*\Z", re.DOTALL)
# Narrow enough that an attack which only wastes time costs little.
LIMITS = Limits(wall_s=2.0, heartbeats=20_000, batch_claims=50)


class Case(NamedTuple):
    """A claim of the corpus."""

    kind: str  # the class of attack, or "honest"
    claim: Claim
    accomplice: Claim | None  # a claim that stands before it and prepares the ground
    walls: list[str]  # which of "screen" and "lean" (elaboration, kernel, compiled file) refuse it alone
    why: str

    @property
    def claims(self) -> list[Claim]:
        """What is given to the verifier, in order; the attack itself comes last."""
        return [self.claim] if self.accomplice is None else [self.accomplice, self.claim]


def load_cases(folder: str) -> list[Case]:
    """The cases in `attacks` or `honest`, in order of file and place."""
    cases: list[Case] = []
    for path in sorted((CORPUS / folder).glob("*.toml")):
        table = tomllib.loads(path.read_text())
        for entry in table.get("attack", table.get("honest", [])):
            proof = entry.get("proof") or "".join(text * times for text, times in entry["pieces"])
            if entry.get("surrogate"):
                proof = proof.replace("SURROGATE", "\ud800")
            claim = Claim(id=entry["name"], statement=entry["statement"], proof=proof, term=entry.get("term"))
            accomplice = None
            if "accomplice" in entry:
                statement, text = entry["accomplice"]
                accomplice = Claim(id=f"accomplice of {entry['name']}", statement=statement, proof=text)
            kind, walls = table.get("class", "honest"), entry.get("walls", [])
            cases.append(Case(kind, claim, accomplice, walls, entry.get("why", "")))
    return cases


class _Message(msgspec.Struct):
    severity: str
    data: str


def _plainly_accepted(ended: Ended) -> bool:
    if ended.ending is not Ending.DONE:
        return False
    for line in ended.output.splitlines():
        try:
            message = msgspec.json.decode(line, type=_Message)
        except msgspec.DecodeError:
            continue
        if message.severity == "error" or "sorry" in message.data:
            return False
    return True


def plain_policy(toolchain: Toolchain, cases: list[Case]) -> list[bool]:
    """Which cases the plain policy accepts, each in a file of its own."""
    pool = Pool(toolchain, LIMITS, 1)
    try:
        return [pool.submit(lambda worker, case=case: _plain(worker, case)).result() for case in cases]
    finally:
        pool.close()


def _without_brackets(proof: str) -> str:
    return _BRACKETS.sub(r"\1\n\2", proof)


def _plain(worker: Worker, case: Case) -> bool:
    # Texts that close the verifier's bracket and open another one are tried without these.
    theorems = [
        f": {claim.statement} := {_without_brackets(proof)}\n"
        for claim in case.claims
        for proof in (claim.proof, claim.term)
        if proof is not None
    ]
    text = "".join(f"theorem t{place} {theorem}" for place, theorem in enumerate(theorems))
    try:
        return worker.run(text.encode(), _plainly_accepted)
    except UnicodeEncodeError:
        return False


def main() -> None:
    toolchain = find_toolchain()
    attacks, honest = load_cases("attacks"), load_cases("honest")
    cases = attacks + honest
    claims = [claim for case in cases for claim in case.claims]
    with Verifier(toolchain, limits=LIMITS) as verifier:
        verdicts = dict(zip((claim.id for claim in claims), verifier.verify(claims), strict=True))
    ours = [verdicts[case.claim.id].status is Status.VERIFIED for case in cases]
    plain = plain_policy(toolchain, cases)
    print(f"Lean: {toolchain.id}\n\n{'':44}{'cases':>7}{'verifier':>10}{'plain':>8}")

    def row(title: str, wanted: bool, kind: str | None) -> None:
        rows = [
            (first, second)
            for case, first, second in zip(cases, ours, plain, strict=True)
            if (case.kind == "honest") is wanted and kind in (None, case.kind)
        ]
        right = [sum(row[column] is wanted for row in rows) for column in (0, 1)]
        print(f"{title:44}{len(rows):7}{right[0]:10}{right[1]:8}")

    for kind in dict.fromkeys(case.kind for case in attacks):
        row(f"  {kind}", False, kind)
    row("attacks refused", False, None)
    row("honest proofs accepted", True, None)
    if "--list" in sys.argv[1:]:
        for case, accepted in zip(cases, plain, strict=True):
            reason = verdicts[case.claim.id].reason or "accepted"
            print(f"\n{case.kind}: {case.claim.id}\n  verifier: {reason}")
            print(f"  plain: {'accepted' if accepted else 'refused'}")


if __name__ == "__main__":
    main()
