"""The Hugging Face Hub as the export sees it: what is there, sending, one commit, reading back.

The only module that knows `huggingface_hub` (the extra `hub`). That library repeats some requests, but no
commit, and by default it waits for an answer for ever.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from factory.export.local import ExportError

ATTEMPTS = 8
LONGEST_WAIT = 60.0  # seconds
_SILENCE = 120.0  # seconds without a byte after which a request is given up
_PREFIX = "hub://"
_HINTS = {
    400: "the Hub refuses it as malformed",
    401: "the Hub does not know you: log in with `hf auth login`, or set HF_TOKEN",
    402: "the account's plan does not allow it",
    403: "your token may not write there: use one with write access to this repository",
    404: "there is no such repository, or your token may not see it",
    413: "too large for the Hub",
    422: "the Hub refuses it as malformed",
}
_T = TypeVar("_T")


class RemoteFile(msgspec.Struct, frozen=True):
    """A file of the repository; `sha256` is "" where it is an ordinary git blob."""

    size: int
    blob: str  # git's name of the blob: of the content itself, or of the pointer to a large file
    sha256: str


class LocalFile(msgspec.Struct, frozen=True):
    """A file to publish, with both names that the Hub could know its content by."""

    path: Path
    size: int
    blob: str
    sha256: str

    @classmethod
    def of(cls, path: Path) -> LocalFile:
        """Read a file twice over: as it is, and as git names it."""
        size = path.stat().st_size
        sha256, blob = hashlib.sha256(), hashlib.sha1(b"blob %d\0" % size, usedforsecurity=False)
        with path.open("rb") as stream:
            while block := stream.read(1 << 20):
                sha256.update(block)
                blob.update(block)
        return cls(path, size, blob.hexdigest(), sha256.hexdigest())

    def equals(self, remote: RemoteFile | None) -> bool:
        """Whether the repository's file has this content."""
        if remote is None or remote.size != self.size:
            return False
        return remote.sha256 == self.sha256 if remote.sha256 else remote.blob == self.blob


def repository_of(address: str) -> str | None:
    """`user/name` of an address `hub://user/name`; None where it is not an address of the Hub.

    Raises ExportError for an address that is not of that form.
    """
    if not address.startswith(_PREFIX):
        return None
    parts = address.removeprefix(_PREFIX).split("/")
    if len(parts) != 2 or not all(parts):
        raise ExportError(f"{address!r} is not of the form {_PREFIX}user/name")
    return "/".join(parts)


class Hub:
    """One dataset repository. What may succeed later is repeated, the rest raises ExportError.

    `endpoint` and `token` default to what `huggingface_hub` finds (HF_ENDPOINT, HF_TOKEN, a login).
    `on_wait(message)` is told of every failure that is waited for.
    """

    def __init__(
        self,
        repository: str,
        *,
        endpoint: str | None = None,
        token: str | None = None,
        sleep: Callable[[float], None] = time.sleep,
        on_wait: Callable[[str], None] | None = None,
    ) -> None:
        try:
            import huggingface_hub as library  # noqa: PLC0415 - an extra that most commands do without
            from huggingface_hub import utils  # noqa: PLC0415
        except ImportError:
            raise ExportError(
                "publishing needs the extra `hub`: pip install 'proof-data-factory[hub]'"
            ) from None
        utils.disable_progress_bars()
        utils.logging.set_verbosity_error()
        self.repository = repository
        self._library = library
        self._api = library.HfApi(endpoint=endpoint, token=token)
        self._files = library.HfFileSystem(endpoint=endpoint, token=token, skip_instance_cache=True)
        self._sleep, self._on_wait = sleep, on_wait
        self._additions: dict[LocalFile, Any] = {}

    @property
    def url(self) -> str:
        """Where a person finds the dataset."""
        return f"{self._api.endpoint}/datasets/{self.repository}"

    def patiently(self, what: str, call: Callable[[], _T]) -> _T:
        """Call until it succeeds, at most `ATTEMPTS` times, waiting longer each time, or as the Hub asks."""
        for attempt in range(ATTEMPTS):
            try:
                self._library.get_session().timeout = (
                    _SILENCE  # the library replaces its client when it breaks
                )
                return call()
            except ExportError:
                raise
            except Exception as error:
                failure = _Failure.of(error)
                if not failure.passing:
                    raise ExportError(f"cannot {what} {self.url}: {failure.text}") from error
                if attempt == ATTEMPTS - 1:
                    raise ExportError(
                        f"cannot {what} {self.url}: tried {ATTEMPTS} times, last: {failure.text}. "
                        "The same command goes on from here"
                    ) from error
                wait = min(LONGEST_WAIT, max(failure.wait, 2.0**attempt))
                if self._on_wait is not None:
                    self._on_wait(f"{what}: {failure.text}; again in {wait:.0f} s")
                self._sleep(wait)
        raise AssertionError("unreachable")

    def create(self, *, private: bool) -> None:
        """Make the repository unless it is there; one that is seen by others than asked for is refused."""
        asked = {"repo_id": self.repository, "repo_type": "dataset"}
        self.patiently("create", lambda: self._api.create_repo(**asked, private=private, exist_ok=True))
        is_private = self.patiently("look at", lambda: bool(self._api.repo_info(**asked).private))
        if is_private != private:
            has, wants = ("private", "without") if is_private else ("public", "with")
            raise ExportError(
                f"{self.url} is {has} already: change that in its settings, or export {wants} --public"
            )

    def head(self) -> str:
        """The newest commit."""
        return self.patiently(
            "look at",
            lambda: str(self._api.repo_info(self.repository, repo_type="dataset").sha),
        )

    def tree(self, commit: str) -> dict[str, RemoteFile]:
        """All files of a commit, by their paths."""

        def listed() -> dict[str, RemoteFile]:
            entries = self._api.list_repo_tree(
                self.repository, repo_type="dataset", revision=commit, recursive=True
            )
            return {
                entry.path: RemoteFile(entry.size, entry.blob_id, entry.lfs.sha256 if entry.lfs else "")
                for entry in entries
                if hasattr(entry, "blob_id")
            }

        return self.patiently("list", listed)

    def send(self, name: str, file: LocalFile) -> None:
        """Send a large file's content, so that a commit can name it; content that the Hub has is not sent."""
        if file in self._additions:
            return
        addition = self._library.CommitOperationAdd(path_in_repo=name, path_or_fileobj=file.path)
        self.patiently(
            f"send {name} to",
            lambda: self._api.preupload_lfs_files(
                self.repository, [addition], repo_type="dataset", free_memory=False
            ),
        )
        self._additions[file] = addition

    def commit(
        self, files: Iterable[LocalFile], removed: Iterable[str], *, parent: str, message: str
    ) -> None:
        """One commit of files that were sent, on top of `parent`; tried once, since its fate may be unknown.

        Raises what `patiently` understands: after a failure look at the tree before another attempt.
        """
        operations = [self._additions[file] for file in files]
        operations += [self._library.CommitOperationDelete(path_in_repo=name) for name in removed]
        self._api.create_commit(
            self.repository,
            operations,
            commit_message=message,
            repo_type="dataset",
            parent_commit=parent,
        )

    def open(self, name: str, commit: str) -> Any:
        """A file of a commit for reading; its bytes come from the Hub as they are asked for."""
        return self._files.open(f"datasets/{self.repository}@{commit}/{name}", "rb")


class _Failure(msgspec.Struct, frozen=True):
    """What an exception of the library means."""

    text: str
    passing: bool  # whether it may succeed later
    wait: float = 0.0  # seconds that the Hub asks for

    @classmethod
    def of(cls, error: BaseException) -> _Failure:
        """Judge by the innermost cause that tells something: the library wraps errors of its threads."""
        chain: list[BaseException] = [error]
        while (cause := chain[-1].__cause__) is not None and cause not in chain:
            chain.append(cause)
        for link in chain:
            response = getattr(link, "response", None)
            if response is not None:
                return cls._of_status(response)
        transport = next((link for link in chain if _of_connection(link)), None)
        if transport is not None:
            return cls(f"no answer ({type(transport).__name__}: {transport})", passing=True)
        if any(isinstance(link, json.JSONDecodeError) for link in chain):
            return cls("an answer that is not JSON", passing=True)
        return cls(f"{type(error).__name__}: {error}", passing=False)

    @classmethod
    def _of_status(cls, response: Any) -> _Failure:
        status = int(response.status_code)
        text = f"HTTP {status}"
        if status in _HINTS:
            said = response.headers.get("X-Error-Message") or ""
            return cls(f"{text}: {_HINTS[status]}{f' ({said})' if said else ''}", passing=False)
        asked = response.headers.get("Retry-After", "")
        return cls(text, passing=True, wait=float(asked) if asked.isdecimal() else 0.0)


def _of_connection(error: BaseException) -> bool:
    """Whether the connection failed; the library's HTTP client is `httpx` or `httpx2`, after its version."""
    module = type(error).__module__.partition(".")[0]
    return isinstance(error, (ConnectionError, TimeoutError)) or module in (
        "httpx",
        "httpx2",
        "httpcore",
        "httpcore2",
    )
