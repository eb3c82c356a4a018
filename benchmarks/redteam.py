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
# One claim may take this much; the defaults are for whole batches of proofs.
_BRACKETS = re.compile(r"\A(.*?)\)\n(.*)\n(?:example|theorem) [^\n]* := \([^\n]*\Z", re.DOTALL)
LIMITS = Limits(wall_s=10.0, heartbeats=20_000)


class Case(NamedTuple):
    """A claim of the corpus; `accomplice` is a claim that stands before it and prepares the ground."""

    kind: str  # the class of attack, or "honest"
    claim: Claim
    accomplice: Claim | None
    why: str


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
            cases.append(Case(table.get("class", "honest"), claim, accomplice, entry.get("why", "")))
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


def _plain(worker: Worker, case: Case) -> bool:
    claims = [case.claim] if case.accomplice is None else [case.accomplice, case.claim]
    # Texts that close the verifier's bracket and open another one are tried without these.
    proofs = [_BRACKETS.sub(r"\1\n\2", claim.proof) for claim in claims]
    text = "".join(
        f"theorem t{place} : {claim.statement} := {proof}\n"
        for place, (claim, proof) in enumerate(zip(claims, proofs, strict=True))
    )
    try:
        return worker.run(text.encode(), _plainly_accepted)
    except UnicodeEncodeError:
        return False


def main() -> None:
    toolchain = find_toolchain()
    attacks, honest = load_cases("attacks"), load_cases("honest")
    claims = [claim for case in attacks + honest for claim in (case.accomplice, case.claim) if claim]
    with Verifier(toolchain, limits=LIMITS) as verifier:
        verdicts = dict(zip((claim.id for claim in claims), verifier.verify(claims), strict=True))
    ours = {case.claim.id: verdicts[case.claim.id].status is Status.VERIFIED for case in attacks + honest}
    plain = dict(
        zip(
            (case.claim.id for case in attacks + honest),
            plain_policy(toolchain, attacks + honest),
            strict=True,
        )
    )
    print(f"Lean: {toolchain.id}\n")
    print(f"{'':34}{'cases':>7}{'verifier':>10}{'plain':>8}")
    for kind in dict.fromkeys(case.kind for case in attacks):
        names = [case.claim.id for case in attacks if case.kind == kind]
        print(
            f"{'refused: ' + kind:34}{len(names):7}{sum(not ours[n] for n in names):10}{sum(not plain[n] for n in names):8}"
        )
    names = [case.claim.id for case in attacks]
    print(
        f"{'attacks refused':34}{len(names):7}{sum(not ours[n] for n in names):10}{sum(not plain[n] for n in names):8}"
    )
    names = [case.claim.id for case in honest]
    print(
        f"{'honest accepted':34}{len(names):7}{sum(ours[n] for n in names):10}{sum(plain[n] for n in names):8}"
    )
    if "--list" in sys.argv[1:]:
        for case in attacks + honest:
            verdict = verdicts[case.claim.id]
            print(f"\n{case.kind}: {case.claim.id}\n  verifier: {verdict.reason or 'accepted'}")
            print(f"  plain: {'accepted' if plain[case.claim.id] else 'refused'}")


if __name__ == "__main__":
    main()
