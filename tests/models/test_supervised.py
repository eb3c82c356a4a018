"""Engines in processes of their own: batches, deaths at any moment, requests of which an engine dies."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from factory.models.asker import Asker, Limits
from factory.models.child import EngineFailed
from factory.models.ledger import Ledger
from factory.models.opening import Backend, MissingExtra, open_model
from factory.models.requests import Completion, Message, Refused, Request, Unusable
from factory.models.supervised import Supervised


def request(text: str) -> Request:
    return Request(messages=(Message("user", text),))


@pytest.fixture
def loud(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Supervised]:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent))

    def start(path: str = "a", **settings: Any) -> Supervised:
        return Supervised("loud_engine:Loud", path, log=str(tmp_path / "log"), **settings)

    return start


def with_model(model: Supervised, body: Callable[[Supervised], Awaitable[Any]]) -> Any:
    async def main() -> Any:
        try:
            return await body(model)
        finally:
            await model.close()

    return asyncio.run(main())


async def ask_all(model: Supervised, texts: list[str]) -> list[Any]:
    return await asyncio.gather(*(model.complete(request(text)) for text in texts), return_exceptions=True)


def lines(tmp_path: Path) -> list[str]:
    return (tmp_path / "log").read_text().splitlines()


def test_engines_are_asked_in_batches(tmp_path: Path, loud: Callable[..., Supervised]) -> None:
    texts = [f"word {i}" for i in range(40)]
    *answers, refused = with_model(loud(), lambda model: ask_all(model, [*texts, "long"]))
    assert [one.text for one in answers] == [f"a {text.upper()}" for text in texts]
    assert isinstance(refused, Refused)
    start, *steps = lines(tmp_path)
    assert start == "start" and len(steps) <= 5 and sum(step.count("word") for step in steps) == 40


@pytest.mark.parametrize("after", [0.0, 0.1, 0.25])
def test_a_killed_engine_is_started_again_and_nothing_is_lost(
    tmp_path: Path, loud: Callable[..., Supervised], after: float
) -> None:
    texts = [f"word {i}" for i in range(100)]

    async def body(model: Supervised) -> list[Completion]:
        with Ledger(tmp_path / "ledger") as ledger:
            asker = Asker(model, ledger, Limits(concurrency=200))
            asking = asyncio.gather(*(asker.ask(request(text)) for text in texts))
            await asyncio.sleep(after)
            assert model.pid is not None
            os.kill(model.pid, signal.SIGKILL)
            return await asking

    model = loud(seconds=0.05)
    answers = with_model(model, body)
    assert [one.text for one in answers] == [f"a {text.upper()}" for text in texts]
    assert model.deaths == 1 and lines(tmp_path).count("start") == 2
    # What was answered before is not worked on again: twice only what one step had in hand.
    worked = Counter(text for line in lines(tmp_path) for text in line.split("|"))
    again = [text for text in texts if worked[text] != 1]
    assert len(again) <= 16 and all(worked[text] == 2 for text in again)


@pytest.mark.parametrize("poison", ["die", "raise"])
def test_the_request_of_which_an_engine_dies_is_refused_and_no_other(
    loud: Callable[..., Supervised], poison: str
) -> None:
    texts = [f"word {i}" for i in range(20)]
    texts.insert(7, poison)
    model = loud()
    answers = with_model(model, lambda model: ask_all(model, texts))
    assert isinstance(answers[7], Refused) and "dies of it" in str(answers[7])
    assert ("out of memory" in str(answers[7])) == (poison == "raise")
    assert [one.text for one in answers if isinstance(one, Completion)] == [
        f"a {text.upper()}" for text in texts if text != poison
    ]
    assert model.deaths == 3


def test_an_engine_that_cannot_be_started_again_stops_the_run(
    loud: Callable[..., Supervised], monkeypatch: pytest.MonkeyPatch
) -> None:
    model = loud()
    monkeypatch.setenv("PYTHONPATH", "")
    first, later = with_model(
        model, lambda model: _in_turn(ask_all(model, ["die"]), lambda: ask_all(model, ["word"]))
    )
    assert isinstance(first, Unusable) and isinstance(later, Unusable)
    assert "cannot be started again" in str(first)


async def _in_turn(first: Awaitable[list[Any]], then: Callable[[], Awaitable[list[Any]]]) -> list[Any]:
    return [*await first, *await then()]


def test_weights_are_changed_without_a_restart_and_kept_over_one(
    tmp_path: Path, loud: Callable[..., Supervised]
) -> None:
    async def body(model: Supervised) -> list[str]:
        before = await model.complete(request("word"))
        await model.load("b")
        after = await model.complete(request("word"))
        with pytest.raises(EngineFailed, match="no weights"):
            await model.load("nowhere")
        kept = await model.complete(request("word"))
        assert model.name == "b" and lines(tmp_path).count("start") == 1
        assert model.pid is not None
        os.kill(model.pid, signal.SIGKILL)
        again = await model.complete(request("word"))
        return [before.text, after.text, kept.text, again.text]

    assert with_model(loud(), body) == ["a WORD", "b WORD", "b WORD", "b WORD"]


def test_what_cannot_be_opened_is_named(
    loud: Callable[..., Supervised], monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(EngineFailed, match="there are no weights"):
        loud("nowhere")
    with pytest.raises(EngineFailed, match="unexpected keyword"):
        loud(colour="red")
    monkeypatch.setattr("factory.models.opening._ENGINES", {Backend.VLLM: "missing_engine:Missing"})
    with pytest.raises(MissingExtra, match=r"missing_engine.*pip install .proof-data-factory\[vllm\]"):
        open_model(Backend.VLLM, "m")


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_an_engine_ends_when_it_is_closed_and_when_its_parent_is_killed(
    tmp_path: Path, loud: Callable[..., Supervised]
) -> None:
    model = loud(seconds=60.0)
    pid = model.pid
    assert pid and alive(pid)

    async def give_up(model: Supervised) -> asyncio.Task[Completion]:
        asking = asyncio.create_task(model.complete(request("word")))
        await asyncio.sleep(0.05)
        return asking

    assert with_model(model, give_up).cancelled() and not alive(pid)
    program = (
        "import time; from factory.models.supervised import Supervised\n"
        f"print(Supervised('loud_engine:Loud', 'a', log={str(tmp_path / 'log')!r}).pid, flush=True)\n"
        "time.sleep(60)"
    )
    parent = subprocess.Popen([sys.executable, "-P", "-c", program], stdout=subprocess.PIPE, text=True)
    assert parent.stdout
    pid = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    while alive(pid):  # the test's own time limit ends this
        time.sleep(0.05)
