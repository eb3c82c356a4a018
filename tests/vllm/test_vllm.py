"""The real vLLM: its engine behind provers and rephrasing, its server behind the endpoint."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from factory.cli.app import app
from factory.models.asker import Asker, Limits
from factory.models.ledger import Ledger
from factory.models.opening import Backend, open_model
from factory.models.requests import Completion, Message, Model, Refused, Request
from factory.models.supervised import Supervised
from factory.prove import backends
from factory.prove.answers import read_proof
from factory.prove.interface import Request as ProofRequest
from factory.prove.templates import find_template

LONG = "theorem swap (p q : Prop) : p ∧ q → q ∧ p := by exact " * 8


def text(prompt: str, **more: Any) -> Request:
    """A text to go on with."""
    given = {"goes_on": True, "max_tokens": 24, "temperature": 1.0} | more
    return Request(messages=(Message("user", prompt),), **given)


def drawn(count: int, **more: Any) -> list[Request]:
    """Samples of one prompt."""
    return [text(LONG, seed=i, sample=i, **more) for i in range(count)]


def answers(model: Model, requests: list[Request]) -> list[Any]:
    async def ask() -> list[Any]:
        return await asyncio.gather(*map(model.complete, requests), return_exceptions=True)

    return asyncio.run(ask())


def reference(model: Path, requests: list[Request]) -> list[Completion]:
    """What transformers answers."""
    from factory.models.transformers_engine import TransformersEngine  # noqa: PLC0415

    engine = TransformersEngine(str(model), device="cpu")
    found: dict[int, Completion] = {}
    for number, request in enumerate(requests):
        engine.add(number, request)
    while engine.busy:
        found |= engine.step()
    return [found[number] for number in range(len(requests))]


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("log") / "log"


@pytest.fixture(scope="module")
def engine(model: Path, log: Path, settings: dict[str, Any]) -> Iterator[Supervised]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(Path(__file__).parent))
        opened = Supervised("watched_engine:Watched", str(model), log=str(log), **settings)
        yield opened
        asyncio.run(opened.close())


def test_samples_of_a_prompt_differ_and_a_seed_gives_the_same_again(engine: Supervised) -> None:
    first = answers(engine, drawn(12))
    assert all(one.completion_tokens <= 24 and one.prompt_tokens > 50 for one in first)
    assert len({one.text for one in first}) == 12
    assert answers(engine, drawn(12)) == first


def test_the_common_beginning_of_prompts_is_computed_once(engine: Supervised, log: Path) -> None:
    answers(engine, [text(LONG + "p")])
    log.unlink(missing_ok=True)
    answers(engine, [text(LONG + ending) for ending in ("q", "r", "s")])
    lines = log.read_text().splitlines()
    # In blocks of 128 tokens.
    assert len(lines) == 3 and all(128 <= int(line.split()[1]) < int(line.split()[0]) for line in lines)


def test_a_stop_string_ends_an_answer_and_is_cut_off(engine: Supervised) -> None:
    [whole] = answers(engine, [text(LONG, temperature=0.0)])
    stop = whole.text[6:8]
    [cut] = answers(engine, [text(LONG, temperature=0.0, stop=(stop,))])
    assert cut.text == whole.text.split(stop)[0] and cut.finish == "stop"
    assert cut.completion_tokens < whole.completion_tokens


def test_short_prompts_are_answered_and_long_ones_refused(engine: Supervised) -> None:
    *short, long = answers(engine, [text("p" * n) for n in (1, 2, 3)] + [text(LONG * 16)])
    assert all(isinstance(one, Completion) for one in short)
    assert isinstance(long, Refused) and "the model takes 512" in str(long)
    assert engine.deaths == 0


def test_vllm_and_transformers_say_the_same(engine: Supervised, model: Path) -> None:
    likeliest = [text(prompt, temperature=0.0) for prompt in (LONG, "theorem", "p ∧ q")]
    assert answers(engine, likeliest) == reference(model, likeliest)


def test_weights_are_swapped_without_a_restart(engine: Supervised, model: Path, other: Path) -> None:
    likeliest = [text(LONG, temperature=0.0)]
    before, pid = answers(engine, drawn(4)), engine.pid
    asyncio.run(engine.load(str(other)))
    assert engine.name == str(other)
    assert all(a.text != b.text for a, b in zip(before, answers(engine, drawn(4)), strict=True))
    assert answers(engine, likeliest) == reference(other, likeliest)
    asyncio.run(engine.load(str(model)))
    assert answers(engine, drawn(4)) == before and engine.pid == pid


def test_an_engine_killed_in_mid_batch_is_started_again_and_pays_nothing_twice(
    engine: Supervised, tmp_path: Path, log: Path
) -> None:
    requests = [
        *(text(LONG, seed=i, sample=i, max_tokens=2) for i in range(40)),
        *(text(LONG, seed=i, sample=i, max_tokens=96) for i in range(40)),
    ]
    log.unlink(missing_ok=True)

    async def ask(kill: bool) -> list[Completion]:
        with Ledger(tmp_path / "ledger") as ledger:
            asker = Asker(engine, ledger, Limits(concurrency=100))
            asking = asyncio.gather(*map(asker.ask, requests))
            while kill and ledger.counts()["done"] < 40:
                await asyncio.sleep(0.001)
            if kill:
                assert engine.pid is not None and not asking.done()
                os.kill(engine.pid, signal.SIGKILL)
            found = await asking
            assert kill or asker.asked == 0
            return found

    found = asyncio.run(ask(kill=True))
    assert engine.deaths == 1 and all(one.completion_tokens <= 2 for one in found[:40])
    # What was answered was not drawn again, but for what was finished in the moment of death.
    assert 80 <= len(log.read_text().splitlines()) <= 82
    assert asyncio.run(ask(kill=False)) == found


def test_a_prover_with_an_adapter_is_the_model_with_the_adapter_added_to_its_weights(
    model: Path, adapter: Path, merged: Path, tmp_path: Path, settings: dict[str, Any]
) -> None:
    options = backends.Options(
        backend=backends.Backend.VLLM,
        model=str(model),
        template="statement",
        temperature=0.0,
        settings=settings | {"lora": str(adapter), "max_lora_rank": 8},
    )
    statements = {"a": "∀ (p : Prop), p → p", "b": "∀ (p q : Prop), p ∧ q → q"}
    asked = [ProofRequest(id=i, statement=s, samples=2, max_tokens=16) for i, s in statements.items()]
    prover = backends.open_prover(options, tmp_path)
    try:
        found = list(prover.generate(asked, lambda name: False))
    finally:
        prover.close()
    template = find_template("statement", "")
    prompts = [text(template.prompt(one), temperature=0.0, max_tokens=16) for one in asked]
    said, bare = reference(merged, prompts), reference(model, prompts)
    assert said != bare
    assert sorted((one.id, one.index, one.proof) for one in found) == [
        (one.id, index, read_proof(answer.text, template.opening))
        for one, answer in zip(asked, said, strict=True)
        for index in range(2)
    ]


def test_rephrase_by_the_engine(model: Path, tmp_path: Path) -> None:
    bridge = "The bridge of town {} was built in 18{}4. It is long."
    documents = [{"id": str(i), "text": bridge.format(i, i)} for i in range(6)]
    (tmp_path / "corpus.jsonl").write_text("".join(json.dumps(one) + "\n" for one in documents))
    command = ["rephrase", str(tmp_path / "corpus.jsonl"), "--out", str(tmp_path / "out"),
               "--format", "summary", "--backend", "vllm", "--model", str(model), "--max-tokens", "16",
               "--json", "--workers", "1",
               "--engine", "enforce_eager=true", "--engine", "dtype=float32"]  # fmt: skip
    result = CliRunner().invoke(app, command)
    assert result.exit_code == 0, result.output
    outcome = json.loads(result.stdout)
    assert outcome["requests"]["done"] + outcome["requests"]["filtered"] == 6
    # Noise is no summary: every record is there, refused with its reasons.
    assert outcome["refused"]["summary"] == 6


@pytest.fixture
def server(model: Path, settings: dict[str, Any]) -> Iterator[str]:
    """vLLM's own server."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-P", "-m", "vllm.entrypoints.openai.api_server", "--model", str(model),
               "--served-model-name", "tiny", "--host", "127.0.0.1", "--port", str(port), "--enforce-eager",
               "--max-model-len", str(settings["max_model_len"]), "--dtype", settings["dtype"]]  # fmt: skip
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    url = f"http://127.0.0.1:{port}"
    try:
        while True:
            assert process.poll() is None, "vLLM's server ended"
            try:
                urllib.request.urlopen(f"{url}/health").close()
                break
            except urllib.error.URLError:
                time.sleep(0.2)
        yield f"{url}/v1"
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait()


def test_the_server_answers_as_the_engine_does(server: str, engine: Supervised) -> None:
    talk = Message("user", "Prove that p implies p.")
    requests = [
        text(LONG, temperature=0.0),
        text(LONG, temperature=0.0, stop=("a",)),
        Request(messages=(talk,), temperature=0.0, max_tokens=12),
    ]

    async def ask() -> list[Any]:
        served = open_model(Backend.ENDPOINT, "tiny", server)
        try:
            long = served.complete(text(LONG * 16))
            return await asyncio.gather(*map(served.complete, requests), long, return_exceptions=True)
        finally:
            await served.close()

    *found, refused = asyncio.run(ask())
    assert found == answers(engine, requests)
    assert isinstance(refused, Refused) and "512" in str(refused)
