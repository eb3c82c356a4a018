"""The ids of the problems that a domain has kept: a set in memory, and a file from which it is filled again.

The file is nothing but the ids, 16 bytes each, in the order in which they were kept. Units are appended; how
much of the file counts, and the hash of each unit's part, is for the ledger to say.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import msgspec

from factory.run._keys import KeySet
from factory.run.errors import RunError, from_os_error
from factory.run.rows import row_numbers
from factory.run.shards import sync_directory, write_atomically

KEY_BYTES: Final = 16


class Block(msgspec.Struct, frozen=True):
    """The part of the file that one unit added."""

    keys: int
    sha256: str

    @classmethod
    def of(cls, data: bytes) -> Block:
        """What the ledger has to know of these keys."""
        return cls(len(data) // KEY_BYTES, hashlib.sha256(data).hexdigest())


class KeyStore:
    """The open keys of a domain. Raises RunError where the file is damaged or cannot be written."""

    def __init__(self, path: Path, blocks: Sequence[Block]) -> None:
        """Read the blocks that the ledger knows; cut off what a killed process wrote beyond them."""
        self.path = path
        keys = sum(block.keys for block in blocks)
        self._end = keys * KEY_BYTES
        self._set = KeySet(keys)
        with self._guard("opening"):
            path.parent.mkdir(exist_ok=True)
            is_new = not path.exists()
            self._file = path.open("w+b" if is_new else "r+b")
            try:
                self._fill(blocks)
                self._file.truncate(self._end)
                os.fsync(self._file.fileno())
                if is_new:
                    sync_directory(path.parent)
            except BaseException:
                self._file.close()
                raise

    def __len__(self) -> int:
        return len(self._set)

    def close(self) -> None:
        """Close the file and give back the memory."""
        self._file.close()
        del self._set

    def keep(self, keys: bytes, room: int) -> tuple[bytes, int, Block]:
        """Take up new keys in their order, at most `room` of them, and make them durable.

        Returns which were new, one bit a key, how many were looked at, and the block that the ledger is to
        record. If it does not, the store must be closed: it would know more than the ledger.
        """
        bits, seen = self._set.insert_new(keys, room)
        data = b"".join(keys[row * KEY_BYTES : (row + 1) * KEY_BYTES] for row in row_numbers(bits).tolist())
        with self._guard("writing"):
            self._file.seek(self._end)
            self._file.write(data)
            self._file.flush()
            os.fsync(self._file.fileno())
        self._end += len(data)
        return bits, seen, Block.of(data)

    def _fill(self, blocks: Sequence[Block]) -> None:
        for number, block in enumerate(blocks):
            data = self._file.read(block.keys * KEY_BYTES)
            if Block.of(data) != block:
                raise RunError(
                    f"the keys in {self.path} are damaged: what unit {number} added is missing or changed. "
                    "Move the file away and run again: it is made again from the mined shards"
                )
            self._set.insert_new(data, block.keys)

    @contextmanager
    def _guard(self, doing: str) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise from_os_error(error, f"{doing} {self.path}") from None


def restore(path: Path, blocks: Sequence[Block], parts: Iterable[bytes]) -> None:
    """Write the file again from each unit's keys. Raises RunError where they are not what the ledger says."""
    checked = []
    for number, (block, part) in enumerate(zip(blocks, parts, strict=True)):
        if Block.of(part) != block:
            raise RunError(
                f"{path} cannot be made again: unit {number} has other problems than it had. "
                "Move ledger.sqlite away and run again: everything is made again from the recipe"
            )
        checked.append(part)
    try:
        path.parent.mkdir(exist_ok=True)
        write_atomically(path, b"".join(checked))
    except OSError as error:
        raise from_os_error(error, f"writing {path}") from None


def packed(ids: Sequence[str]) -> bytes:
    """Ids as keys. Raises ValueError where one is not 32 hexadecimal digits."""
    for key in ids:
        if len(key) != 2 * KEY_BYTES:
            raise ValueError(f"{key!r} is not an id of {2 * KEY_BYTES} hexadecimal digits")
    keys = bytes.fromhex("".join(ids))
    if len(keys) != KEY_BYTES * len(ids):
        raise ValueError("there is an id with a blank in it")
    return keys
