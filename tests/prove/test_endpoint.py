"""A model behind a real HTTP server as a prover: protocol, faults, refusals, cancelled problems, closing."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from factory.models.asker import Limits
from factory.prove.backends import Backend, Options, open_prover
from factory.prove.interface import Prover, ProverError, Request, Sample

Open = Callable[..., Prover]


@pytest.fixture
def prover(tmp_path: Path) -> Iterator[Open]:
    """Opens provers of a server; they are closed with the test."""
    opened: list[Prover] = []

    def begin(url: str, template: str = "chat", **more: Any) -> Prover:
        options = Options(
            backend=Backend.ENDPOINT, url=url, model="m", template=template, limits=Limits(first_wait=0.01)
        )
        opened.append(open_prover(msgspec.structs.replace(options, **more), tmp_path))
        return opened[-1]

    yield begin
    for one in opened:
        one.close()


def ask(one: Prover, samples: int = 1, **more: Any) -> list[Sample]:
    return list(one.generate([Request(id="a", statement="True", samples=samples, **more)], lambda _: False))


def test_a_chat_is_asked_and_answered(
    model_server: Callable[..., Any], prover: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "abc")
    server = model_server(lambda body, number: "```lean4\ntheorem t : True := trivial\n```")
    found = ask(prover(server.url, temperature=0.5, top_p=0.9, min_p=0.1), samples=3, first=4, max_tokens=99)
    assert [(s.index, s.proof, s.tokens, s.prompt_tokens) for s in found] == [
        (index, "trivial", 10, 7) for index in (4, 5, 6)
    ]
    assert set(server.paths) == {"/v1/chat/completions"}
    assert server.headers[0]["Authorization"] == "Bearer abc"
    assert len({body["seed"] for body in server.bodies}) == 3
    body = server.bodies[0]
    assert (body["model"], body["max_tokens"], body["temperature"]) == ("m", 99, 0.5)
    assert (body["top_p"], body["min_p"]) == (0.9, 0.1)
    assert [message["role"] for message in body["messages"]] == ["system", "user"]
    assert "True" in body["messages"][1]["content"]


def test_a_completion_goes_on_with_the_proof(model_server: Callable[..., Any], prover: Open) -> None:
    server = model_server(lambda body, number: "  trivial\n")
    [sample] = ask(prover(server.url, "whole-proof"))
    assert sample.proof == "by\n  trivial"
    assert server.paths == ["/v1/completions"] and server.bodies[0]["stop"] == ["```"]
    assert server.bodies[0]["prompt"].endswith("theorem problem : True := by\n")


def test_what_passes_is_tried_again(model_server: Callable[..., Any], prover: Open) -> None:
    faults = [(503, {}), None, b"<html>busy</html>", (429, {"Retry-After": "0"}), b'{"choices": ']
    server = model_server(lambda body, number: faults[number] if number < len(faults) else "True.intro")
    assert [sample.proof for sample in ask(prover(server.url))] == ["True.intro"]


@pytest.mark.parametrize(
    ("reply", "message"), [((401, {}), "HTTP 401"), ((404, {}), "HTTP 404"), ([], "not a chat completion")]
)
def test_what_does_not_pass_ends_the_work(
    model_server: Callable[..., Any], prover: Open, reply: Any, message: str
) -> None:
    server = model_server(lambda body, number: reply)
    with pytest.raises(ProverError, match=message):
        ask(prover(server.url))


def test_a_refused_request_is_a_sample_without_a_proof(
    model_server: Callable[..., Any], prover: Open
) -> None:
    server = model_server(lambda body, number: (400, {}))
    [sample] = ask(prover(server.url))
    assert sample.proof == "" and "HTTP 400" in sample.reason


def test_what_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(ProverError, match="--url"):
        open_prover(Options(backend=Backend.ENDPOINT, model="m"), tmp_path)
    with pytest.raises(ProverError, match="--model"):
        open_prover(Options(backend=Backend.ENDPOINT, url="http://127.0.0.1:9/v1"), tmp_path)


def test_a_ledger_belongs_to_one_run(model_server: Callable[..., Any], prover: Open) -> None:
    server = model_server(lambda body, number: "trivial")
    ask(prover(server.url))
    with pytest.raises(ProverError, match="another process is at work"):
        ask(prover(server.url))


def test_cancelled_problems_are_not_asked_for(model_server: Callable[..., Any], prover: Open) -> None:
    server = model_server(lambda body, number: "True.intro")
    requests = [Request(id=name, statement="True") for name in "ab"]
    found = list(prover(server.url).generate(requests, lambda name: name == "a"))
    assert [sample.id for sample in found] == ["b"] and len(server.bodies) == 1


def test_closing_ends_the_waits(model_server: Callable[..., Any], prover: Open) -> None:
    server = model_server(lambda body, number: (503, {"Retry-After": "60"}))
    one = prover(server.url)
    ended = threading.Event()

    def work() -> None:
        try:
            ask(one)
        except BaseException:
            ended.set()

    threading.Thread(target=work, daemon=True).start()
    while not server.bodies:
        time.sleep(0.01)
    one.close()
    assert ended.wait(20)
