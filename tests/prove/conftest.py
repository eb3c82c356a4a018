"""Statements of known standing, a real Lean, and a real HTTP server that answers as a model would."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from factory.lean.toolchain import find_toolchain
from factory.lean.verifier import Verifier
from factory.prove.problems import Task

SWAP = "∀ (p q : Prop), p ∧ q → q ∧ p"
RIGHT = "by\n  intro p q h\n  exact ⟨h.2, h.1⟩"

Reply = str | list[str] | tuple[int, dict[str, str]] | bytes | None


class ModelServer:
    """Speaks OpenAI's protocol. `script(body, number of the call)` gives the answers' texts, one or a list;
    a status with headers; raw bytes; or None to break the connection.
    """

    def __init__(self, script: Callable[[dict[str, Any], int], Reply], delay_s: float = 0.0) -> None:
        self.script, self.delay_s = script, delay_s
        self.bodies: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.paths: list[str] = []
        self.at_once = self.most_at_once = 0
        self.lock = threading.Lock()
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                server.handle(self)

            def log_message(self, *arguments: Any) -> None:
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.http.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.http.server_port}/v1"
        threading.Thread(target=self.http.serve_forever, daemon=True).start()

    def handle(self, request: BaseHTTPRequestHandler) -> None:
        body = json.loads(request.rfile.read(int(request.headers["Content-Length"])))
        with self.lock:
            number = len(self.bodies)
            self.bodies.append(body)
            self.headers.append(dict(request.headers))
            self.paths.append(request.path)
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
        time.sleep(self.delay_s)
        reply = self.script(body, number)
        with self.lock:
            self.at_once -= 1
        if reply is None:
            request.close_connection = True
            request.connection.close()
            return
        status, headers, data = 200, {}, b""
        if isinstance(reply, tuple):
            status, headers = reply
        elif isinstance(reply, bytes):
            data = reply
        else:
            texts = [reply] if isinstance(reply, str) else reply
            chat = "messages" in body
            choices = [{"message": {"content": t}} if chat else {"text": t} for t in texts]
            usage = {"prompt_tokens": 7, "completion_tokens": 10 * len(texts)}
            data = json.dumps({"choices": choices, "usage": usage}).encode()
        request.send_response(status)
        for name, value in headers.items():
            request.send_header(name, value)
        request.send_header("Content-Length", str(len(data)))
        request.end_headers()
        request.wfile.write(data)


@pytest.fixture
def model_server() -> Iterator[Callable[..., ModelServer]]:
    """Starts servers with a script; they end with the test."""
    started: list[ModelServer] = []

    def start(script: Callable[[dict[str, Any], int], Reply], delay_s: float = 0.0) -> ModelServer:
        started.append(ModelServer(script, delay_s))
        return started[-1]

    yield start
    for server in started:
        server.http.shutdown()
        server.http.server_close()


@pytest.fixture(scope="session")
def verifier() -> Iterator[Verifier]:
    with Verifier(find_toolchain("embedded"), workers=2) as shared:
        yield shared


@pytest.fixture
def swap() -> Task:
    return Task(id="swap", statement=SWAP)


@pytest.fixture
def right() -> str:
    """A proof of `swap`."""
    return RIGHT
