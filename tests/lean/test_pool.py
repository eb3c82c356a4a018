"""Processes come and go: nothing outlives its pool, and a killed process costs a restart."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import pytest

from factory.lean.claims import Claim
from factory.lean.toolchain import Toolchain
from factory.lean.verifier import PoolClosed, Verifier
from factory.records import Status

GOOD = Claim(id="good", statement="∀ p : Prop, p → p", proof="fun _ h => h")

OWNER = """
import sys, time
from factory.lean.claims import Claim
from factory.lean.verifier import Verifier
verifier = Verifier(workers=2)
verifier.verify([Claim(id="a", statement="True", proof="True.intro")] * 4)
print(*verifier.pids, flush=True)
time.sleep(60)
"""


def gone(pid: int) -> bool:
    """Whether the process has ended (what nobody has waited for yet counts as ended)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except (FileNotFoundError, ProcessLookupError):
        return True


def wait_until_gone(pids: list[int], seconds: float = 10) -> list[int]:
    deadline = time.monotonic() + seconds
    while (left := [pid for pid in pids if not gone(pid)]) and time.monotonic() < deadline:
        time.sleep(0.01)
    return left


def scratch_folders() -> set[Path]:
    return set(Path(tempfile.gettempdir()).glob("factory-lean-*"))


def test_nothing_is_left_when_a_pool_closes(toolchain: Toolchain) -> None:
    before = scratch_folders()
    with Verifier(toolchain, workers=2) as verifier:
        verifier.verify([GOOD] * 4)
        pids = verifier.pids
        assert pids and scratch_folders() - before
    assert not wait_until_gone(pids)
    assert not scratch_folders() - before


def test_nothing_is_left_when_the_owner_is_killed() -> None:
    owner = subprocess.Popen([sys.executable, "-P", "-c", OWNER], stdout=subprocess.PIPE, text=True)
    assert owner.stdout is not None
    pids = [int(word) for word in owner.stdout.readline().split()]
    assert pids and not any(map(gone, pids))
    owner.kill()
    owner.wait(10)
    assert not wait_until_gone(pids)
    owner.stdout.close()


def test_a_killed_waiting_process_is_replaced(toolchain: Toolchain) -> None:
    with Verifier(toolchain) as verifier:
        for _ in range(5):
            verifier.verify([GOOD])
            for pid in verifier.pids:
                os.kill(pid, signal.SIGKILL)
            assert verifier.verify([GOOD])[0].status is Status.VERIFIED


def test_work_that_is_killed_is_done_again(toolchain: Toolchain) -> None:
    with Verifier(toolchain) as verifier:
        verifier.verify([GOOD])
        victims: list[int] = []

        def kill_the_first() -> None:
            while len(verifier.pids) < 2:
                time.sleep(0.001)
            victims.append(verifier.pids[0])
            os.kill(victims[0], signal.SIGKILL)

        killer = threading.Thread(target=kill_the_first)
        killer.start()
        verdicts = verifier.verify([GOOD] * 200)
        killer.join()
        assert victims
        assert {verdict.status for verdict in verdicts} == {Status.VERIFIED}


def test_closing_ends_work_under_way(toolchain: Toolchain) -> None:
    verifier = Verifier(toolchain)
    raised: list[BaseException] = []

    def work() -> None:
        try:
            while True:
                verifier.verify([GOOD] * 400)
        except PoolClosed as error:
            raised.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    time.sleep(0.2)
    pids = verifier.pids
    verifier.close()
    thread.join(10)
    assert raised and not wait_until_gone(pids)
    with pytest.raises(PoolClosed):
        verifier.verify([GOOD])
    verifier.close()  # once more does no harm


def test_two_pools_at_once(toolchain: Toolchain) -> None:
    bad = Claim(id="bad", statement="∀ p : Prop, p → p", proof="fun _ h => h h")
    with Verifier(toolchain) as one, Verifier(toolchain) as other:
        results: dict[int, list[Status]] = {}

        def work(which: int, verifier: Verifier) -> None:
            results[which] = [verdict.status for verdict in verifier.verify([GOOD, bad] * 20)]

        threads = [threading.Thread(target=work, args=pair) for pair in enumerate((one, other))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert results[0] == results[1] == [Status.VERIFIED, Status.REJECTED] * 20


def test_a_pool_needs_a_worker(toolchain: Toolchain) -> None:
    with pytest.raises(ValueError, match="at least one worker"):
        Verifier(toolchain, workers=0)
