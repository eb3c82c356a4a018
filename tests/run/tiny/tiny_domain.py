"""A domain small enough to reason about: numbered trivial theorems, some of them twice, some wrong."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import msgspec

from factory.records import (
    Document,
    Mined,
    Outcome,
    Problem,
    Proof,
    Provenance,
    Step,
    Trace,
    content_id,
)


class Config(msgspec.Struct, frozen=True, kw_only=True):
    spread: int = 1000  # how many different problems there are
    pause_ms: int = 0  # each unit of mining and proving takes so long
    kill_unit: int = -1  # proving this unit kills the worker
    fail_unit: int = -1  # proving this unit raises
    fail_mining: int = -1  # mining this unit raises
    healed: str = ""  # while this file is there, nothing is killed and nothing raises


class TinyDomain:
    name = "tiny"
    version = "1"
    summary = "numbered trivial theorems"
    config = Config
    styles = ("plain",)

    def mine(self, config: Config, seed: int, unit: int, size: int) -> Mined:
        time.sleep(config.pause_ms / 1000)
        if unit == config.fail_mining and not Path(config.healed or "/nowhere").exists():
            raise RuntimeError("nothing found today")
        numbers = [(seed + unit * 7919 + k * k * 31) % config.spread for k in range(size)]
        distinct = list(dict.fromkeys(numbers))
        return Mined(
            problems=[self._problem(seed, unit, k, n) for k, n in enumerate(distinct)], generated=size
        )

    def _problem(self, seed: int, unit: int, index: int, n: int) -> Problem:
        text = f"True ∧ True → {'True ∧ ' * (n % 5)}True"
        return Problem(
            id=content_id("problem", self.name, str(n)),
            domain=self.name,
            canonical=str(n),
            hypotheses=[],
            goal=text,
            lean=text,
            words=f"number {n}",
            difficulty={"size": float(n)},
            provenance=Provenance(
                generator="tiny", version="1", config_hash="0", seed=seed, unit=unit, index=index
            ),
        )

    def prove(self, config: Config, problems: list[Problem]) -> list[Proof]:
        time.sleep(config.pause_ms / 1000)
        unit = problems[0].provenance.unit
        if not Path(config.healed or "/nowhere").exists():
            if unit == config.kill_unit:
                os.kill(os.getpid(), signal.SIGKILL)
            if unit == config.fail_unit:
                raise RuntimeError("no proof today")
        return [self._proof(problem) for problem in problems]

    def _proof(self, problem: Problem) -> Proof:
        n = int(problem.canonical)
        times = n % 5
        if n % 11 == 10:
            return Proof(
                id=content_id("proof", problem.id),
                problem_id=problem.id,
                outcome=Outcome.OPEN,
                statement="",
                tactic="",
                term="",
                steps=[],
                prover="tiny 1",
                reason="budget spent",
            )
        # One in seventeen is wrong on purpose: the verifier must find it.
        body = "False.elim" if n % 17 == 3 else "⟨True.intro, " * times + "True.intro" + "⟩" * times
        return Proof(
            id=content_id("proof", problem.id),
            problem_id=problem.id,
            outcome=Outcome.INTUITIONISTIC,
            statement=problem.lean,
            tactic=f"by\n  exact fun _ => {body}",
            term=f"fun _ => {body}",
            steps=[Step(index=0, rule="intro", premises=[], conclusion=problem.goal, words="clear")],
            prover="tiny 1",
        )

    def write(self, config: Config, trace: Trace) -> list[Document]:
        text = f"{trace.problem.words} is true."
        return [
            Document(
                id=content_id("document", trace.id, "plain", text),
                trace_id=trace.id,
                domain=self.name,
                style="plain",
                text=text,
                licence="CC0-1.0",
            )
        ]


domain = TinyDomain()
