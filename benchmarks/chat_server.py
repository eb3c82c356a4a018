"""A chat server without a model, for benchmarks and tests: `python benchmarks/chat_server.py --port 8000`.

It speaks `POST /v1/chat/completions`. Its answer is the document between `<document>` and `</document>` as a
list of its sentences, or a fixed text. Faults can be planted. `GET /stats` says what was asked.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import json
import re
import subprocess
import sys
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

FAULTS = ("busy", "broken", "reset", "truncated", "garbage")
REASONS = {
    200: "OK",
    400: "Bad Request",
    401: "Unauthorized",
    404: "Not Found",
    429: "Too Many",
    500: "Error",
}


class Service:
    """What the server answers, and what it was asked."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        self.seen: Counter[bytes] = Counter()
        self.answered: Counter[bytes] = Counter()
        self.at_once = self.most_at_once = self.turned_away = 0

    def stats(self) -> dict[str, Any]:
        return {
            "requests": self.seen.total(),
            "distinct": len(self.seen),
            "answered": self.answered.total(),
            "answered_again": self.answered.total() - len(self.answered),
            "most_at_once": self.most_at_once,
            "turned_away": self.turned_away,
        }

    def reply(self, body: bytes) -> tuple[int, bytes] | str:
        """Status and body, or the name of a fault of the connection."""
        name = hashlib.blake2b(body, digest_size=16).digest()
        self.seen[name] += 1
        fault = self.fault(name, body)
        if fault is not None:
            return fault
        self.answered[name] += 1
        return 200, self.answer(body)

    def fault(self, name: bytes, body: bytes) -> tuple[int, bytes] | str | None:
        options = self.options
        if options.refuse and options.refuse.encode() in body:
            return 400, b'{"error": "the context is too long"}'
        if options.fail and options.fail.encode() in body:
            return 500, b"{}"
        if options.capacity and self.at_once > options.capacity:
            self.turned_away += 1
            return 429, b"{}"
        if self.seen[name] > 1 or name[0] >= 256 * options.faults:
            return None
        answers = {"busy": (429, b"{}"), "broken": (500, b"{}"), "garbage": (200, b"<html>gateway</html>")}
        fault = FAULTS[name[1] % len(FAULTS)]
        return answers.get(fault, fault)

    def answer(self, body: bytes) -> bytes:
        asked = json.loads(body)
        text = asked["messages"][-1]["content"]
        if self.options.answer:
            said = self.options.answer
        else:
            found = re.search(r"<document>\n(.*)\n</document>", text, re.DOTALL)
            told = found[1] if found else text
            said = "\n".join(f"- {part}" for part in re.split(r"(?<=[.!?]) (?=[A-Z])", told))
        usage = {"prompt_tokens": len(text) // 4, "completion_tokens": len(said) // 4}
        choice = {"message": {"role": "assistant", "content": said}, "finish_reason": "stop"}
        return json.dumps({"choices": [choice], "usage": usage}).encode()


class Connection(asyncio.Protocol):
    """One connection; requests one after another."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self.buffer = b""

    def connection_made(self, transport: Any) -> None:
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        while (end := self.buffer.find(b"\r\n\r\n")) >= 0:
            head = self.buffer[:end]
            found = re.search(rb"(?i)content-length: *(\d+)", head)
            length = int(found[1]) if found else 0
            if len(self.buffer) < end + 4 + length:
                return
            body = self.buffer[end + 4 : end + 4 + length]
            self.buffer = self.buffer[end + 4 + length :]
            self.request(head, body)

    def request(self, head: bytes, body: bytes) -> None:
        service = self.service
        if head.startswith(b"GET /stats"):
            self.send(200, json.dumps(service.stats()).encode())
        elif not head.startswith(b"POST /v1/chat/completions"):
            self.send(404, b'{"error": "no such route"}')
        elif service.options.key and f"Bearer {service.options.key}".encode() not in head:
            self.send(401, b'{"error": "wrong key"}')
        else:
            service.at_once += 1
            service.most_at_once = max(service.most_at_once, service.at_once)
            reply = service.reply(body)
            if service.options.latency:
                asyncio.get_running_loop().call_later(service.options.latency, self.finish, reply)
            else:
                self.finish(reply)

    def finish(self, reply: tuple[int, bytes] | str) -> None:
        self.service.at_once -= 1
        if reply == "reset":
            self.transport.abort()
        elif reply == "truncated":
            self.transport.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{")
            self.transport.close()
        else:
            assert not isinstance(reply, str)
            self.send(*reply)

    def send(self, status: int, body: bytes) -> None:
        head = f"HTTP/1.1 {status} {REASONS[status]}\r\nContent-Type: application/json\r\n"
        self.transport.write(head.encode() + b"Content-Length: %d\r\n\r\n" % len(body) + body)


async def serve(options: argparse.Namespace) -> None:
    service = Service(options)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Connection(service), "127.0.0.1", options.port, backlog=1024)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
    await server.serve_forever()


@contextmanager
def running(*options: str) -> Iterator[str]:
    """A server in a process of its own, with options of the command; its address."""
    command = [sys.executable, "-P", __file__, *options]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout
        yield process.stdout.readline().strip()
    finally:
        process.kill()
        process.wait()


def stats(url: str) -> dict[str, int]:
    """What the server at an address was asked."""
    with urllib.request.urlopen(f"{url}/stats") as reply:
        return dict(json.load(reply))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--answer", default="", help="answer this, whatever is asked")
    parser.add_argument("--latency", type=float, default=0.0, help="seconds")
    parser.add_argument("--capacity", type=int, default=0, help="turn away what comes beyond so many at once")
    parser.add_argument("--faults", type=float, default=0.0, help="share of requests whose first try fails")
    parser.add_argument("--refuse", default="", help="refuse for good what has this text")
    parser.add_argument("--fail", default="", help="break on what has this text, every time")
    parser.add_argument("--key", default="", help="the key that is wanted")
    asyncio.run(serve(parser.parse_args()))


if __name__ == "__main__":
    main()
