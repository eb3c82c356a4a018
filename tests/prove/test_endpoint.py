"""The endpoint backend against a real HTTP server: protocol, concurrency, retries, time-outs, refusals."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

import pytest

from factory.prove.backends import Backend, Options, open_prover
from factory.prove.backends.endpoint import TRIES, EndpointProver
from factory.prove.interface import ProverError, Request, Sample
from factory.prove.templates import find_template


def prover(url: str, template: str = "chat", **options: Any) -> EndpointProver:
    chosen = Options(backend=Backend.ENDPOINT, url=url, model="m", **options)
    return EndpointProver(chosen, find_template(template, "m"), first_wait_s=0.01)


def ask(one: EndpointProver, samples: int = 1, **more: Any) -> list[Sample]:
    return list(one.generate([Request(id="a", statement="True", samples=samples, **more)], lambda _: False))


def test_a_chat_is_asked_and_answered(
    model_server: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("THE_KEY", "abc")
    server = model_server(lambda body, number: "```lean4\ntheorem t : True := trivial\n```")
    found = ask(
        prover(server.url, key_variable="THE_KEY", temperature=0.5), samples=3, first=4, max_tokens=99
    )
    assert [(s.index, s.proof, s.tokens, s.prompt_tokens) for s in found] == [
        (4, "trivial", 10, 7),
        (5, "trivial", 10, 0),
        (6, "trivial", 10, 0),
    ]
    [body] = server.bodies
    assert server.paths == ["/v1/chat/completions"] and server.headers[0]["Authorization"] == "Bearer abc"
    assert (body["model"], body["n"], body["max_tokens"], body["temperature"]) == ("m", 3, 99, 0.5)
    assert body["messages"][-1]["role"] == "user" and "True" in body["messages"][-1]["content"]


def test_a_completion_goes_on_with_the_proof(model_server: Callable[..., Any]) -> None:
    server = model_server(lambda body, number: "  trivial\n")
    [sample] = ask(prover(server.url, "whole-proof"))
    assert sample.proof == "by\n  trivial"
    assert server.paths == ["/v1/completions"] and server.bodies[0]["stop"] == ["```"]


def test_a_server_with_one_choice_is_asked_again(model_server: Callable[..., Any]) -> None:
    server = model_server(lambda body, number: ["trivial"])
    assert [sample.index for sample in ask(prover(server.url), samples=3)] == [0, 1, 2]
    assert len({body["seed"] for body in server.bodies}) == 3


def test_what_passes_is_tried_again(model_server: Callable[..., Any]) -> None:
    faults = [(503, {}), None, b"<html>busy</html>", (429, {"Retry-After": "0"}), b'{"choices": ']
    assert len(faults) == TRIES - 1
    server = model_server(lambda body, number: faults[number] if number < len(faults) else "True.intro")
    assert [sample.proof for sample in ask(prover(server.url))] == ["True.intro"]


def test_a_slow_server_is_given_up(model_server: Callable[..., Any]) -> None:
    server = model_server(lambda body, number: "trivial", delay_s=2.0)
    begin = time.monotonic()
    with pytest.raises(ProverError, match="timed out, 6 times in a row"):
        ask(prover(server.url, timeout_s=0.05))
    assert time.monotonic() - begin < 30


@pytest.mark.parametrize(
    ("reply", "message"), [((401, {}), "status 401"), ((404, {}), "status 404"), ([], "without any choices")]
)
def test_what_does_not_pass_ends_the_work(model_server: Callable[..., Any], reply: Any, message: str) -> None:
    server = model_server(lambda body, number: reply)
    with pytest.raises(ProverError, match=message):
        ask(prover(server.url))
    assert len(server.bodies) == 1


def test_nobody_there(model_server: Callable[..., Any]) -> None:
    with pytest.raises(ProverError, match="refused"):
        ask(prover("http://127.0.0.1:9/v1"))
    with pytest.raises(ProverError, match="--url"):
        open_prover(Options(backend=Backend.ENDPOINT, model="m"))
    with pytest.raises(ProverError, match="--model"):
        open_prover(Options(backend=Backend.ENDPOINT, url="http://127.0.0.1:9/v1"))


def test_cancelled_problems_are_not_asked_for(model_server: Callable[..., Any]) -> None:
    server = model_server(lambda body, number: "trivial")
    requests = [Request(id=name, statement="True") for name in "ab"]
    found = list(prover(server.url).generate(requests, lambda name: name == "a"))
    assert [sample.id for sample in found] == ["b"] and len(server.bodies) == 1


def test_closing_ends_the_waits(model_server: Callable[..., Any]) -> None:
    server = model_server(lambda body, number: (503, {"Retry-After": "60"}))
    one = prover(server.url)
    errors: list[Exception] = []

    def work() -> None:
        try:
            ask(one)
        except ProverError as error:
            errors.append(error)

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    while not server.bodies:
        time.sleep(0.01)
    one.close()
    thread.join(20)
    assert not thread.is_alive() and errors
