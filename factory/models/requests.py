"""What is asked of a language model and what it answers, whichever way the model is reached."""

from __future__ import annotations

import hashlib
from typing import Protocol

import msgspec


class Message(msgspec.Struct, frozen=True):
    """One turn of a chat."""

    role: str  # "system", "user" or "assistant"
    content: str


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """A chat to continue. `sample` tells apart requests that are equal but for chance.

    With `goes_on` the text of the only message is not answered but gone on with, as it stands. Tokens are
    drawn from the likeliest ones that together have the share `top_p`, and of these from those that are at
    least `min_p` times as likely as the likeliest.
    """

    messages: tuple[Message, ...]
    goes_on: bool = False
    temperature: float = 0.7
    top_p: float = 1.0
    min_p: float = 0.0
    max_tokens: int = 2_048
    stop: tuple[str, ...] = ()
    seed: int | None = None
    sample: int = 0

    def key(self, model: str) -> bytes:
        """16 bytes that say which request of which model this is."""
        return hashlib.blake2b(_ENCODER.encode((model, self)), digest_size=16).digest()


class Completion(msgspec.Struct, frozen=True, kw_only=True):
    """An answer, and what it cost. `finish` is "stop", or "length" where the tokens ran out."""

    text: str
    finish: str = "stop"
    prompt_tokens: int = 0
    completion_tokens: int = 0


class ModelError(Exception):
    """A request that got no answer."""


class Transient(ModelError):
    """Worth another try: overload, a lost connection, a slow or broken reply.

    `overload` says that the server asked for fewer requests; `after` how many seconds it wants to be left
    alone, where it says so.
    """

    def __init__(self, message: str, *, overload: bool = False, after: float = 0.0) -> None:
        super().__init__(message)
        self.overload = overload
        self.after = after


class Refused(ModelError):
    """This request will never be answered: too long, malformed, filtered by the server."""


class Unusable(ModelError):
    """No request will be answered: a wrong key, an unknown model, a server that is not there."""


class Model(Protocol):
    """A model that answers one request at a time, many at once."""

    name: str

    async def complete(self, request: Request) -> Completion:
        """Answer a request; raises ModelError."""

    async def close(self) -> None:
        """Give back what the model holds."""


_ENCODER = msgspec.msgpack.Encoder()
