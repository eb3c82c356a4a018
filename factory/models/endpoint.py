"""A model behind an OpenAI-compatible server: `/chat/completions`, `/completions` (extra `endpoint`)."""

from __future__ import annotations

from typing import Any, Final

import aiohttp
import msgspec

from factory.models.requests import Completion, Refused, Request, Transient, Unusable

_PERMANENT_FOR_ALL: Final = {401, 402, 403, 404, 405}
_TRANSIENT: Final = {408, 409, 425, 429}
_OVERLOAD: Final = {429, 503, 529}
_QUOTED: Final = 300  # characters of an error's body that are told


class _Message(msgspec.Struct, frozen=True):
    content: str | None = None


class _Choice(msgspec.Struct):
    message: _Message = _Message()
    text: str | None = None  # of a text that was gone on with
    finish_reason: str | None = None


class _Usage(msgspec.Struct):
    prompt_tokens: int = 0
    completion_tokens: int | None = 0


class _Reply(msgspec.Struct):
    choices: list[_Choice]
    usage: _Usage | None = None


class Endpoint:
    """The chat model `name` at `url`, e.g. `http://localhost:8000/v1`. Make it inside a running event loop.

    `seconds` is how long one reply may take; `key` goes into the header `Authorization`.
    """

    def __init__(self, url: str, name: str, *, key: str | None = None, seconds: float = 600.0) -> None:
        self.name = name
        self._url = url.rstrip("/")
        headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {key}"} if key else {})
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=0),  # how many there are at once is the caller's to say
            timeout=aiohttp.ClientTimeout(total=seconds, sock_connect=min(30.0, seconds)),
            headers=headers,
        )
        self._decoder = msgspec.json.Decoder(_Reply)

    async def complete(self, request: Request) -> Completion:
        """Answer a request over HTTP; raises Transient, Refused, Unusable."""
        route = "completions" if request.goes_on else "chat/completions"
        try:
            async with self._session.post(
                f"{self._url}/{route}", data=_body(self.name, request), allow_redirects=False
            ) as reply:
                data = await reply.read()
                if reply.status != 200:
                    raise self._error(reply.status, data, reply.headers.get("Retry-After", ""))
        except aiohttp.InvalidURL:
            raise Unusable(f"{self._url} is no URL") from None
        except (TimeoutError, aiohttp.ClientError, OSError) as error:
            raise Transient(f"{self._url}: {error or type(error).__name__}") from None
        try:
            answer = self._decoder.decode(data)
            choice = answer.choices[0]
        except (msgspec.DecodeError, UnicodeDecodeError, IndexError) as error:
            raise Transient(f"{self._url}: not a chat completion: {error}") from None
        usage = answer.usage or _Usage()
        if choice.finish_reason == "content_filter":
            raise Refused("the server's content filter")
        return Completion(
            text=(choice.text if request.goes_on else choice.message.content) or "",
            finish=choice.finish_reason or "stop",
            prompt_tokens=usage.prompt_tokens,
            completion_tokens=usage.completion_tokens or 0,
        )

    async def close(self) -> None:
        """Close the connections."""
        await self._session.close()

    def _error(self, status: int, data: bytes, after: str) -> Exception:
        said = f"{self._url}: HTTP {status}: {data.decode(errors='replace')[:_QUOTED].strip()}"
        if status in _TRANSIENT or status >= 500:
            wait = float(after) if after.replace(".", "", 1).isdigit() else 0.0
            return Transient(said, overload=status in _OVERLOAD, after=wait)
        return Unusable(said) if status in _PERMANENT_FOR_ALL or status < 400 else Refused(said)


def _body(name: str, request: Request) -> bytes:
    fields: dict[str, Any] = {
        "model": name,
        "temperature": request.temperature,
        "max_tokens": request.max_tokens,
    }
    if request.goes_on:
        fields["prompt"] = request.messages[0].content
    else:
        fields["messages"] = request.messages
    if request.top_p != 1.0:
        fields["top_p"] = request.top_p
    if request.min_p:
        fields["min_p"] = request.min_p  # not OpenAI's, but of vLLM, SGLang and llama.cpp
    if request.stop:
        fields["stop"] = request.stop
    if request.seed is not None:
        fields["seed"] = request.seed
    return msgspec.json.encode(fields)
