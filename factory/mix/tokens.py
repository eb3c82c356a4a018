"""Counting tokens by a named tokenizer: two that need no file, and any `tokenizer.json`."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from factory.mix.errors import MixError

WORDS, BYTES = "words", "bytes"


class TokenizerId(msgspec.Struct, frozen=True):
    """A tokenizer as the manifest knows it: its name in the recipe, and the SHA-256 of its definition."""

    name: str
    sha256: str


class TokenCounter:
    """Counts the tokens of texts.

    `words`: the pieces into which GPT-2's pattern cuts a text before any merges, that is words, numbers and
    runs of other signs, each with the blank before it; `bytes`: one token for each byte of UTF-8. Both are
    built here with the `tokenizers` library. Anything else is the path of a `tokenizer.json`. No special
    tokens are added. Raises MixError when a file is not a tokenizer.
    """

    def __init__(self, name: str) -> None:
        # Each worker process has its core already; the library would start threads of its own.
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        from tokenizers import Tokenizer, models, pre_tokenizers  # noqa: PLC0415  it reads the variable above

        if name == WORDS:
            self._tokenizer = Tokenizer(models.WordLevel({"?": 0}, unk_token="?"))
            self._tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
        elif name == BYTES:
            letters = sorted(pre_tokenizers.ByteLevel.alphabet())
            self._tokenizer = Tokenizer(models.BPE({letter: i for i, letter in enumerate(letters)}, []))
            self._tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
        else:
            try:
                self._tokenizer = Tokenizer.from_str(Path(name).read_text(encoding="utf-8"))
            except OSError as error:
                raise MixError(f"{name}: the tokenizer cannot be read: {error.strerror}") from None
            except Exception as error:  # the library raises nothing narrower
                raise MixError(f"{name}: not a tokenizer.json: {error}") from None
            self._tokenizer.no_truncation()
            self._tokenizer.no_padding()
        definition = self._tokenizer.to_str().encode()
        self.id = TokenizerId(name, hashlib.sha256(definition).hexdigest())

    def count(self, texts: list[str]) -> NDArray[np.int64]:
        """The number of tokens of each text."""
        encoded = self._tokenizer.encode_batch_fast(texts, add_special_tokens=False)
        return np.fromiter((len(one) for one in encoded), np.int64, len(texts))
