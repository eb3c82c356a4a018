"""A prover behind a server that speaks OpenAI's protocol: vLLM, SGLang, llama.cpp, a provider.

Each request is bounded in time and size, and tried again after what may pass: lost connections,
time-outs, 408, 409, 425, 429 and 5xx, with waits that double, or as long as the server asks for.
"""

from __future__ import annotations

import http.client
import os
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from factory.prove.answers import NoProof, read_proof
from factory.prove.backends import Options
from factory.prove.interface import Cancelled, ProverError, Request, Sample
from factory.prove.templates import Kind, Template

TRIES = 6
LONGEST_WAIT_S = 60.0
_MAX_REPLY = 64 << 20  # bytes
_PASSING = {408, 409, 425, 429}


class _Message(msgspec.Struct):
    content: str | None = None
    reasoning_content: str | None = None


class _Choice(msgspec.Struct):
    message: _Message | None = None
    text: str | None = None


class _Usage(msgspec.Struct):
    prompt_tokens: int = 0
    completion_tokens: int = 0


class _Reply(msgspec.Struct):
    choices: list[_Choice]
    usage: _Usage | None = None


class _Passing(Exception):
    """An error after which the same request may succeed."""

    def __init__(self, what: str, wait_s: float | None = None) -> None:
        super().__init__(what)
        self.wait_s = wait_s


class EndpointProver:
    """Asks a server over HTTP."""

    name = "endpoint"
    batch = 1

    def __init__(self, options: Options, template: Template, first_wait_s: float = 0.5) -> None:
        """Raises ProverError where no address is given."""
        if not options.url.startswith(("http://", "https://")):
            raise ProverError("the backend endpoint needs the server's address: --url http://HOST:PORT/v1")
        self._options, self._template, self._first_wait_s = options, template, first_wait_s
        self.lanes = options.concurrency
        path = "chat/completions" if template.kind is Kind.CHAT else "completions"
        self._url = f"{options.url.rstrip('/')}/{path}"
        self._closed = threading.Event()

    def generate(self, requests: Sequence[Request], cancelled: Cancelled) -> Iterator[Sample]:
        """Samples request by request; calls in several threads go to the server side by side."""
        for request in requests:
            yield from self._answer(request, cancelled)

    def close(self) -> None:
        """End the waits between tries; what the server is at is left to it."""
        self._closed.set()

    def _answer(self, request: Request, cancelled: Cancelled) -> Iterator[Sample]:
        done = 0
        # Some servers give one choice whatever they are asked for.
        while done < request.samples and not cancelled(request.id) and not self._closed.is_set():
            first = request.first + done
            wanted = request.samples - done
            asked = msgspec.structs.replace(request, first=first, samples=wanted)
            reply = self._post(self._body(asked))
            if not reply.choices:
                raise ProverError(f"{self._url} answered without any choices")
            usage, given = reply.usage or _Usage(), reply.choices[:wanted]
            for place, choice in enumerate(given):
                share = usage.completion_tokens // len(given) + (place < usage.completion_tokens % len(given))
                prompt = usage.prompt_tokens if place == 0 else 0
                yield self._sample(asked, first + place, choice, share, prompt)
            done += len(given)

    def _sample(self, request: Request, index: int, choice: _Choice, tokens: int, prompt: int) -> Sample:
        text = choice.message.content if choice.message is not None else choice.text
        proof = reason = ""
        try:
            proof = read_proof(text or "", self._template.opening)
        except NoProof as error:
            reason = str(error)
        return Sample(
            id=request.id,
            round=request.round,
            index=index,
            proof=proof,
            reason=reason,
            tokens=tokens,
            prompt_tokens=prompt,
        )

    def _body(self, request: Request) -> bytes:
        options, template = self._options, self._template
        body: dict[str, Any] = {
            "model": options.model,
            "n": request.samples,
            "max_tokens": request.max_tokens,
            "temperature": options.temperature,
            "top_p": options.top_p,
            "seed": request.sampling_seed,
        }
        if template.stop:
            body["stop"] = template.stop
        if template.kind is Kind.CHAT:
            body["messages"] = template.messages(request)
        else:
            body["prompt"] = template.prompt(request)
        return msgspec.json.encode(body)

    def _post(self, body: bytes) -> _Reply:
        wait_s = self._first_wait_s
        for attempt in range(TRIES):
            try:
                return self._post_once(body)
            except _Passing as error:
                if attempt == TRIES - 1 or self._closed.is_set():
                    raise ProverError(f"{self._url}: {error}, {TRIES} times in a row") from None
                self._closed.wait(min(error.wait_s if error.wait_s is not None else wait_s, LONGEST_WAIT_S))
                wait_s *= 2
        raise AssertionError("the last try returns or raises")

    def _post_once(self, body: bytes) -> _Reply:
        headers = {"Content-Type": "application/json"}
        if key := os.environ.get(self._options.key_variable):
            headers["Authorization"] = f"Bearer {key}"
        request = urllib.request.Request(self._url, body, headers)
        deadline = time.monotonic() + self._options.timeout_s
        try:
            with urllib.request.urlopen(request, timeout=self._options.timeout_s) as response:
                return _decode(_read(response, deadline), self._url)
        except urllib.error.HTTPError as error:
            detail = error.read(2000).decode(errors="replace").strip()
            if error.code in _PASSING or error.code >= 500:
                raise _Passing(f"status {error.code} {detail[:200]}", _retry_after(error)) from None
            raise ProverError(f"{self._url} refused the request: status {error.code} {detail}") from None
        except (OSError, http.client.HTTPException) as error:
            raise _Passing(str(getattr(error, "reason", error)) or type(error).__name__) from None


def _read(response: http.client.HTTPResponse, deadline: float) -> bytes:
    """The reply, whole: a server that trickles is cut off at the deadline as well."""
    parts: list[bytes] = []
    size = 0
    while part := response.read1(1 << 16):
        size += len(part)
        if size > _MAX_REPLY:
            raise ProverError(f"the server's reply has more than {_MAX_REPLY >> 20} MiB")
        if time.monotonic() > deadline:
            raise TimeoutError("timed out")
        parts.append(part)
    return b"".join(parts)


def _decode(data: bytes, url: str) -> _Reply:
    try:
        return msgspec.json.decode(data, type=_Reply)
    except msgspec.DecodeError as error:
        # A cut reply and a proxy's page both look like this, and both may pass.
        raise _Passing(f"no reply of OpenAI's protocol ({error}); is {url} right?") from None


def _retry_after(error: urllib.error.HTTPError) -> float | None:
    value = error.headers.get("Retry-After", "")
    return float(value) if value.isdecimal() else None
