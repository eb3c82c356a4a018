"""Proofs that take too much: each costs itself its verdict, and its neighbours nothing."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from factory.lean.claims import Claim, Limits
from factory.lean.toolchain import Toolchain
from factory.lean.verifier import Verifier
from factory.records import Status

SAME = "∀ p : Prop, p → p"
GOOD = Claim(id="good", statement=SAME, proof="fun _ h => h")
POWER = "fun p h => (fun (_ : @Eq Nat (@Nat.rec (fun _ => Nat) 3 (fun _ k => Nat.mul k k) 40) 5) => h) rfl"
ARROWS = f"fun p h => (fun (_ : {'p → ' * 8000}p) => h) (fun {'_ ' * 8000} => h)"
ACKERMANN = (
    "fun p h => (fun (_ : @Eq Nat (@Nat.rec (fun _ => Nat → Nat) (fun n => n.succ) (fun _ f n => "
    "@Nat.rec (fun _ => Nat) (f 1) (fun _ k => f k) n) 3 5) 7) => h) rfl"
)
ERRORS = f"fun p h => (fun {'_ ' * 100} => h) {'nonsense ' * 100}"


@pytest.mark.parametrize(
    ("proof", "limits", "reason"),
    [
        (POWER, Limits(recursion=100_000, wall_s=3), "timeout: wall"),
        (POWER, Limits(recursion=100_000, cpu_s=2), "timeout: wall or processor"),
        (ACKERMANN, Limits(recursion=100_000, heartbeats=20), "timeout: heartbeats"),
        (ARROWS, Limits(recursion=10**7, heartbeats=0, memory_mb=120), "memory: "),
        (ERRORS, Limits(output_bytes=2000), "output: "),
        ("by" + " " * 3000 + "trivial", Limits(proof_bytes=2000), "too-large: "),
        ("(" * 3000 + "fun _ h => h" + ")" * 3000, Limits(), "elaboration: maximum recursion depth"),
    ],
)
def test_a_greedy_proof_costs_only_itself(
    toolchain: Toolchain, proof: str, limits: Limits, reason: str
) -> None:
    greedy = Claim(id="greedy", statement=SAME, proof=proof)
    with Verifier(toolchain, workers=2, limits=limits) as verifier:
        verdicts = verifier.verify([GOOD, GOOD, greedy, GOOD, GOOD], trusted=True)
    assert [verdict.status is Status.VERIFIED for verdict in verdicts] == [True, True, False, True, True]
    assert verdicts[2].reason.startswith(reason)


def test_a_batch_that_dies_is_split_down_to_each_claim(toolchain: Toolchain) -> None:
    # No file may be written, so every run with a result dies at the end of it.
    with Verifier(toolchain, limits=Limits(file_mb=0)) as verifier:
        verdicts = verifier.verify([GOOD] * 45, trusted=True)
    assert {verdict.reason for verdict in verdicts} == {"crash: the Lean process died"}


def test_many_greedy_proofs_among_honest_ones(toolchain: Toolchain) -> None:
    limits = Limits(recursion=10**7, heartbeats=0, memory_mb=120, output_bytes=2000, batch_claims=16)
    claims = [GOOD] * 40
    for place, proof in ((3, ERRORS), (17, ERRORS), (18, ARROWS), (39, ERRORS)):
        claims[place] = Claim(id="greedy", statement=SAME, proof=proof)
    with Verifier(toolchain, workers=2, limits=limits) as verifier:
        verdicts = verifier.verify(claims)
    rejected = {place for place, verdict in enumerate(verdicts) if verdict.status is Status.REJECTED}
    assert rejected == {3, 17, 18, 39}


def test_waiting_for_a_core_is_no_timeout(toolchain: Toolchain) -> None:
    core = {min(os.sched_getaffinity(0))}
    with Verifier(toolchain, limits=Limits(wall_s=0.5)) as verifier:
        busy = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(4)]
        try:
            for pid in (*verifier.pids, *(process.pid for process in busy)):
                os.sched_setaffinity(pid, core)
            for pid in verifier.pids:
                os.setpriority(os.PRIO_PROCESS, pid, os.getpriority(os.PRIO_PROCESS, pid) + 5)
            verdict = verifier.verify([GOOD])[0]
        finally:
            for process in busy:
                process.kill()
                process.wait()
    assert verdict.reason == ""
