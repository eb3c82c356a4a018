"""The ways in which a run can end before it is done."""

from __future__ import annotations

import errno
import sqlite3


class RunError(Exception):
    """The run cannot go on; the message says what happened, where, and what to do. Recorded work is kept."""


class Interrupted(Exception):
    """The run was stopped by Ctrl-C or a signal; the message says how to go on."""


_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def from_os_error(error: OSError, doing: str) -> RunError:
    """A RunError for a failed file operation; `doing` is e.g. "writing the dataset"."""
    where = f" ({error.filename})" if error.filename else ""
    if error.errno in _NO_ROOM:
        return RunError(
            f"no room left while {doing}{where}: {error.strerror}. Free some space and run again; "
            "finished work is kept"
        )
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return RunError(
            f"not allowed: {doing}{where}: {error.strerror}. Choose a directory that can be written"
        )
    return RunError(f"failed while {doing}{where}: {error.strerror or error}")


def from_sqlite_error(error: sqlite3.Error, path: str) -> RunError:
    """A RunError for a failed ledger operation."""
    text = str(error)
    if "disk is full" in text or "disk I/O error" in text:
        return RunError(
            f"no room left while writing {path}: {text}. Free some space and run again; finished work is kept"
        )
    if "readonly" in text or "unable to open" in text:
        return RunError(f"not allowed: opening {path}: {text}. Choose a directory that can be written")
    return RunError(
        f"the ledger {path} is damaged: {text}. Move ledger.sqlite, ledger.sqlite-wal and ledger.sqlite-shm "
        "away and run again: the shards are made again from the recipe, and come out the same"
    )
