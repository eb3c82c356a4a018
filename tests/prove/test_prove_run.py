"""Runs over several problems: outcomes, early ends, mended errors, duplicates, resumption, interruption."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from factory.lean.verifier import Verifier
from factory.prove.interface import Cancelled, ProverError, Request, Sample
from factory.prove.judge import Judge, outcome_of
from factory.prove.ladder import Budget, Effort
from factory.prove.ledger import Attempt, AttemptLedger, Outcome
from factory.prove.problems import Task
from factory.prove.run import prove
from factory.records import Status, Verdict
from factory.run.errors import RunError

FALSE = "∀ (p : Prop), p"
LONG = "by\n  intro p q h\n" + "  have := h\n" * 3 + "  exact ⟨h.2, h.1⟩"


class Scripted:
    """A prover that says what `script(request, index)` says, and remembers what it was asked."""

    name, batch, lanes = "scripted", 4, 1

    def __init__(self, script: Callable[[Request, int], str]) -> None:
        self.script = script
        self.requests: list[Request] = []

    def generate(self, requests: Sequence[Request], cancelled: Cancelled) -> Iterator[Sample]:
        for request in requests:
            self.requests.append(request)
            for index in range(request.first, request.first + request.samples):
                proof = self.script(request, index)
                reason = "" if proof else "the answer is empty"
                yield Sample(
                    id=request.id, round=request.round, index=index, proof=proof, reason=reason, tokens=3
                )

    def close(self) -> None:
        pass


def outcomes(attempts: Sequence[Attempt]) -> dict[tuple[str, int, int], Outcome]:
    return {(a.problem, a.round, a.sample): a.outcome for a in attempts}


def test_every_attempt_has_an_outcome(verifier: Verifier, swap: Task, right: str, tmp_path: Path) -> None:
    texts = ["", "fun p q h => h", "by\n  intro p q h\n  sorry", "by exact (⟨", LONG, right]
    prover = Scripted(lambda request, index: texts[index])
    effort = Effort(samples=6, wave=6, stop=False)
    found, attempts = prove([swap], prover, verifier, tmp_path / "r", effort)
    assert [a.outcome for a in attempts] == ["wrong", "wrong", "cheating", "wrong", "proved", "proved"]
    assert attempts[0].detail == "answer: the answer is empty"
    assert attempts[1].detail.startswith("elaboration: Type mismatch")
    assert attempts[2].detail.startswith("screen: `sorry`")
    assert attempts[5].axioms == [] and len(attempts[5].type_hash) == 64
    assert found.finished and found.solved == 1 and found.tokens == 18
    assert found.pass_at["1"].value == pytest.approx(2 / 6)
    assert found.pass_at["6"].value == 1.0


def test_no_more_is_asked_of_a_problem_that_is_proved(
    verifier: Verifier, swap: Task, right: str, tmp_path: Path
) -> None:
    false = Task(id="false", statement=FALSE)
    prover = Scripted(lambda request, index: right if index >= 2 else f"fun x => x{index}")
    found, attempts = prove([swap, false], prover, verifier, tmp_path / "r", Effort(samples=12, wave=3))
    drawn = Counter(attempt.problem for attempt in attempts)
    assert drawn == {"swap": 3, "false": 12}
    assert (found.solved, found.problems) == (1, 2)
    assert {k: r.value for k, r in found.pass_at.items()} == {"1": 0, "2": 0, "4": 0.5, "8": 0.5, "12": 0.5}


def test_what_came_after_the_first_proof_is_not_checked(
    verifier: Verifier, swap: Task, right: str, tmp_path: Path
) -> None:
    """The last sample of a wave is drawn when the first one has been judged."""

    class Late(Scripted):
        def generate(self, requests: Sequence[Request], cancelled: Cancelled) -> Iterator[Sample]:
            yield Sample(id="swap", round=0, index=0, proof=right)
            while not cancelled("swap"):
                pass
            yield Sample(id="swap", round=0, index=1, proof="never checked")

    _, attempts = prove([swap], Late(lambda r, i: ""), verifier, tmp_path / "r", Effort(samples=2))
    assert [attempt.outcome for attempt in attempts] == [Outcome.PROVED, Outcome.UNNEEDED]


def test_equal_proofs_are_checked_once(verifier: Verifier, swap: Task, right: str, tmp_path: Path) -> None:
    prover = Scripted(lambda request, index: right if index % 2 else "fun p q h => h")
    effort = Effort(samples=50, wave=50, stop=False)
    found, _ = prove([swap], prover, verifier, tmp_path / "r", effort)
    assert found.checked == 2 and found.attempts == {"proved": 25, "wrong": 25}


def test_errors_are_shown_and_mended(verifier: Verifier, swap: Task, right: str, tmp_path: Path) -> None:
    def script(request: Request, index: int) -> str:
        if request.failure is not None and "h.1" in request.failure.proof:
            return right
        return f"fun p q h => h.{index % 2 + 1}"

    prover = Scripted(script)
    found, attempts = prove(
        [swap], prover, verifier, tmp_path / "r", Effort(samples=4, wave=4, budget=Budget.MEDIUM)
    )
    assert found.solved == 1
    mended = [request for request in prover.requests if request.failure is not None]
    assert mended and all(r.failure is not None and "elaboration" in r.failure.message for r in mended)
    # Samples of the first two rungs come before, and independent samples alone count for pass@k.
    assert sum(attempt.round == 0 for attempt in attempts) == 8
    assert found.pass_at["8"].value == 0.0


def test_a_heavy_budget_goes_on_longer(verifier: Verifier, tmp_path: Path) -> None:
    drawn = {}
    for budget in Budget:
        prover = Scripted(lambda request, index: f"fun p => p{request.round}{index}")
        _, attempts = prove(
            [Task(id="false", statement=FALSE)],
            prover,
            verifier,
            tmp_path / budget,
            Effort(samples=4, budget=budget),
        )
        drawn[budget] = Counter(attempt.round for attempt in attempts)
    assert drawn == {Budget.LIGHT: {0: 4}, Budget.MEDIUM: {0: 8, 2: 4}, Budget.HEAVY: {0: 16, 2: 4, 3: 8}}


def test_a_run_goes_on_where_it_stopped(verifier: Verifier, swap: Task, right: str, tmp_path: Path) -> None:
    effort = Effort(samples=6, wave=2, stop=False)
    tasks = [swap, Task(id="false", statement=FALSE)]

    def dies(request: Request, index: int) -> str:
        if index == 3:
            raise ProverError("the engine died")
        return right

    with pytest.raises(ProverError, match="the engine died"):
        prove(tasks, Scripted(dies), verifier, tmp_path / "r", effort)
    ledger = AttemptLedger(tmp_path / "r" / "attempts.sqlite")
    paid = {(a.problem, a.sample) for a in ledger.attempts()}
    ledger.close()
    second = Scripted(lambda request, index: right)
    found, attempts = prove(tasks, second, verifier, tmp_path / "r", effort)
    asked = {(r.id, i) for r in second.requests for i in range(r.first, r.first + r.samples)}
    assert paid and not paid & asked and len(paid | asked) == len(attempts) == 12
    assert found.finished and found.attempts == {"proved": 6, "wrong": 6}
    with pytest.raises(RunError, match="effort"):
        prove(tasks, second, verifier, tmp_path / "r", Effort(samples=7))


def test_a_silent_prover_is_noticed(verifier: Verifier, swap: Task, tmp_path: Path) -> None:
    class Silent(Scripted):
        def generate(self, requests: Sequence[Request], cancelled: Cancelled) -> Iterator[Sample]:
            return iter(())

    with pytest.raises(ProverError, match="without an answer"):
        prove([swap], Silent(lambda request, index: ""), verifier, tmp_path / "r", Effort())


def test_lean_works_while_the_prover_does(verifier: Verifier, tmp_path: Path) -> None:
    """The second answer waits until the first one's proof has been judged: only overlap ends this."""
    tasks = [Task(id=name, statement="True") for name in ("first", "second")]

    class Watched(Scripted):
        def generate(self, requests: Sequence[Request], cancelled: Cancelled) -> Iterator[Sample]:
            for request in requests:
                if request.id == "second":
                    while not cancelled("first"):
                        time.sleep(0.01)
                yield Sample(id=request.id, round=0, index=0, proof="trivial")

    found, _ = prove(tasks, Watched(lambda r, i: ""), verifier, tmp_path / "r", Effort(samples=1))
    assert found.solved == 2


@pytest.mark.parametrize(
    "reason", ["timeout: heartbeats", "memory: limit of the Lean process", "crash: it died"]
)
def test_limits_are_no_verdict_on_the_proof(reason: str) -> None:
    verdict = Verdict(
        status=Status.REJECTED,
        reason=reason,
        axioms=[],
        statement_hash="",
        proof_hash="",
        type_hash="",
        toolchain="",
    )
    assert outcome_of(verdict, "by simp") is Outcome.TIMED_OUT


def test_outcomes_by_reason(verifier: Verifier, swap: Task) -> None:
    proofs = {
        "by\n  exact (fun p q h => ⟨h.2, h.1⟩)": Outcome.PROVED,
        "by native_decide": Outcome.CHEATING,
        "by 'unbalanced": Outcome.WRONG,
        "a" * 300_000: Outcome.WRONG,
        "": Outcome.WRONG,
    }
    attempts = [
        Attempt(problem="swap", round=0, sample=i, proof=proof, tokens=0, prompt_tokens=0)
        for i, proof in enumerate(proofs)
    ]
    Judge(verifier).judge([(swap.statement, attempt) for attempt in attempts])
    assert {a.proof[:40]: (a.outcome, a.detail) for a in attempts if a.outcome is not proofs[a.proof]} == {}
