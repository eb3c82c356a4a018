"""A Hub of our own: the routes of uploads and downloads, over HTTP on this machine, with faults on request.

Commits, large files and visibility work as on the Hub: a commit names its parent, a large file is named by
its SHA-256 and sent once, a private repository is not found without a token.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import socket
import struct
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote, urlsplit

import yaml

TOKENS = {"hf_writer": "write", "hf_reader": "read"}
LARGE = re.compile(r"\.(parquet|bin|npy)$")
ROUTES = [
    ("POST", "create", r"/api/repos/create"),
    ("GET", "whoami", r"/api/whoami-v2"),
    ("POST", "validate", r"/api/validate-yaml"),
    ("POST", "preupload", r"/api/datasets/(?P<repo>[^/]+/[^/]+)/preupload/(?P<revision>[^/]+)"),
    ("POST", "commit", r"/api/datasets/(?P<repo>[^/]+/[^/]+)/commit/(?P<revision>[^/]+)"),
    ("POST", "paths", r"/api/datasets/(?P<repo>[^/]+/[^/]+)/paths-info/(?P<revision>[^/]+)"),
    ("GET", "tree", r"/api/datasets/(?P<repo>[^/]+/[^/]+)/tree/(?P<revision>[^/]+)(?:/(?P<path>.*))?"),
    ("GET", "info", r"/api/datasets/(?P<repo>[^/]+/[^/]+)(?:/revision/(?P<revision>[^/]+))?"),
    ("POST", "batch", r"/datasets/(?P<repo>[^/]+/[^/]+)\.git/info/lfs/objects/batch"),
    ("PUT", "upload", r"/lfs/(?P<oid>[0-9a-f]{64})"),
    ("POST", "verify", r"/lfs/verify"),
    ("GET", "resolve", r"/datasets/(?P<repo>[^/]+/[^/]+)/resolve/(?P<revision>[^/]+)/(?P<path>.+)"),
    ("HEAD", "resolve", r"/datasets/(?P<repo>[^/]+/[^/]+)/resolve/(?P<revision>[^/]+)/(?P<path>.+)"),
]


Fault = tuple[str, int | str]  # a route and a kind, see HubServer
# What an export meets on a bad day, in every place.
FAULTS: list[Fault] = [
    ("create", 503),
    ("create", "lost"),
    ("info", 429),
    ("info", "reset"),
    ("tree", "truncated"),
    ("tree", 500),
    ("preupload", 429),
    ("preupload", "reset"),
    ("batch", 503),
    ("upload", 503),
    ("upload", "reset"),
    ("upload", "lost"),
    ("verify", 502),
    ("validate", 503),
    ("commit", 429),
    ("commit", 412),
    ("commit", 503),
    ("commit", "reset"),
    ("commit", "lost"),
    ("resolve", 503),
    ("resolve", "truncated"),
]


@dataclass
class Commit:
    """A commit: the files' contents by path."""

    oid: str
    parent: str
    files: dict[str, bytes]


@dataclass
class Repository:
    """A dataset repository with its history."""

    private: bool
    commits: list[Commit] = field(default_factory=list)

    def at(self, revision: str) -> Commit | None:
        if revision == "main":
            return self.commits[-1]
        return next((commit for commit in self.commits if commit.oid == revision), None)

    def add(self, files: dict[str, bytes]) -> Commit:
        parent = self.commits[-1].oid if self.commits else ""
        names = "".join(f"{name} {git_blob(data)}\n" for name, data in sorted(files.items()))
        self.commits.append(Commit(hashlib.sha1((parent + names).encode()).hexdigest(), parent, files))
        return self.commits[-1]


class Refused(Exception):
    """An answer that is an error."""

    def __init__(self, status: int, message: str = "", code: str = "") -> None:
        super().__init__(message)
        self.status, self.message, self.code = status, message, code


def git_blob(data: bytes) -> str:
    return hashlib.sha1(b"blob %d\0" % len(data) + data).hexdigest()


def pointer(data: bytes) -> bytes:
    oid = hashlib.sha256(data).hexdigest()
    return f"version https://git-lfs.github.com/spec/v1\noid sha256:{oid}\nsize {len(data)}\n".encode()


class HubServer:
    """The server; use it as a context manager.

    `faults` is a list of (route, kind): the first one of a request's route is taken out and done to it. A
    kind is a status to answer with, or `reset` (the connection breaks before anything is done), `lost` (all
    is done, the answer is lost), `slow` (the answer takes a second), `truncated` (half of it comes), `hang`
    (none for a minute), `pass` (nothing is done to it). `served` has contents that downloads answer with
    instead of the committed ones, by path. `received` counts the bytes of file contents that clients sent;
    `requests` lists the routes asked for.
    """

    def __init__(self) -> None:
        self.repositories: dict[str, Repository] = {}
        self.large: dict[str, bytes] = {}
        self.faults: list[Fault] = []
        self.met: list[Fault] = []
        self.served: dict[str, bytes] = {}
        self.received = 0
        self.requests: list[str] = []
        self.lock = threading.RLock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (_Handler,), {"hub": self}))
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> HubServer:
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def files(self, repository: str) -> dict[str, bytes]:
        """The newest commit's files."""
        return self.repositories[repository].commits[-1].files

    def take_fault(self, route: str) -> int | str | None:
        with self.lock:
            self.requests.append(route)
            for index, (where, kind) in enumerate(self.faults):
                if where == route:
                    self.met.append(self.faults.pop(index))
                    return kind
        return None


class _Handler(BaseHTTPRequestHandler):
    """One connection."""

    hub: HubServer
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, *_: object) -> None:
        pass

    def handle_any(self) -> None:
        path = unquote(urlsplit(self.path).path)
        for method, route, pattern in ROUTES:
            found = re.fullmatch(pattern, path)
            if found and method == self.command:
                return self._do(route, found.groupdict())
        self._read()
        return self._answer(404, b"{}", {"X-Error-Message": "no such page"})

    do_GET = do_HEAD = do_POST = do_PUT = handle_any  # noqa: N815

    def _do(self, route: str, arguments: dict[str, str]) -> None:
        kind = self.hub.take_fault(route)
        if kind == "reset":
            self._reset()
            return
        if kind == "hang":
            time.sleep(60)
        body = self._read()
        if isinstance(kind, int):
            self._answer(kind, b"<html>not now</html>", {"Retry-After": "2"} if kind == 429 else {})
            return
        try:
            with self.hub.lock:
                answer, headers = getattr(self, f"_{route}")(body, **arguments)
            status = 200
        except Refused as error:
            status, answer = error.status, json.dumps({"error": error.message, "errors": []}).encode()
            headers = {"X-Error-Message": error.message, "X-Error-Code": error.code}
            if error.status == 409:
                answer = json.dumps({"url": f"{self.hub.url}/datasets/{error.message}"}).encode()
        if kind == "lost":
            self._reset()
            return
        if kind == "slow":
            time.sleep(1)
        if isinstance(answer, tuple):  # a part of a file
            status, answer = answer
        self._answer(status, answer, headers, cut=kind == "truncated")

    def _read(self) -> bytes:
        if "chunked" in self.headers.get("Transfer-Encoding", ""):
            parts = []
            while size := int(self.rfile.readline(), 16):
                parts.append(self.rfile.read(size))
                self.rfile.readline()
            self.rfile.readline()
            return b"".join(parts)
        return self.rfile.read(int(self.headers.get("Content-Length") or 0))

    def _reset(self) -> None:
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = True
        self.connection.close()

    def _answer(self, status: int, data: bytes, headers: dict[str, str], *, cut: bool = False) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if "Content-Length" not in headers:
            self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data[: len(data) // 2] if cut else data)
        if cut:
            self.wfile.flush()
            self.close_connection = True

    def _role(self) -> str | None:
        token = self.headers.get("Authorization", "").removeprefix("Bearer ")
        if token and token not in TOKENS:
            raise Refused(401, "Invalid credentials in Authorization header")
        return TOKENS.get(token)

    def _writer(self) -> None:
        role = self._role()
        if role is None:
            raise Refused(401, "Invalid username or password.")
        if role != "write":
            raise Refused(403, "this token may only read")

    def _found(self, repo: str) -> Repository:
        repository = self.hub.repositories.get(repo)
        if repository is None or (repository.private and self._role() is None):
            raise Refused(404 if self._role() else 401, "Repository not found", "RepoNotFound")
        return repository

    def _at(self, repo: str, revision: str | None) -> Commit:
        commit = self._found(repo).at(revision or "main")
        if commit is None:
            raise Refused(404, "no such revision", "RevisionNotFound")
        return commit

    def _create(self, body: bytes) -> tuple[bytes, dict[str, str]]:
        self._writer()
        asked = json.loads(body)
        name = f"{asked.get('organization') or 'writer'}/{asked['name']}"
        if asked["type"] != "dataset":
            raise Refused(400, "only datasets here")
        if name.startswith("stranger/"):
            raise Refused(403, "you may not create repositories there")
        if name in self.hub.repositories:
            raise Refused(409, name)
        private = asked.get("private", asked.get("visibility") == "private")
        repository = self.hub.repositories[name] = Repository(private)
        repository.add({".gitattributes": b"*.parquet filter=lfs diff=lfs merge=lfs -text\n"})
        return _json({"url": f"{self.hub.url}/datasets/{name}", "name": name})

    def _whoami(self, body: bytes) -> tuple[bytes, dict[str, str]]:
        self._writer()
        return _json(
            {"name": "writer", "type": "user", "orgs": [], "auth": {"accessToken": {"role": "write"}}}
        )

    def _validate(self, body: bytes) -> tuple[bytes, dict[str, str]]:
        content = json.loads(body)["content"]
        parts = content.split("---\n", 2)
        front = yaml.safe_load(parts[1]) if len(parts) == 3 and not parts[0] else None
        if not isinstance(front, dict) or not front.get("license") or not front.get("configs"):
            raise Refused(400, "the card's metadata lack a licence or configs")
        return _json({"errors": [], "warnings": []})

    def _preupload(self, body: bytes, repo: str, revision: str) -> tuple[bytes, dict[str, str]]:
        self._writer()
        files = self._at(repo, revision).files
        answer = []
        for file in json.loads(body)["files"]:
            name = file["path"]
            mode = "lfs" if LARGE.search(name) else "regular"
            oid = None
            if name in files:
                oid = hashlib.sha256(files[name]).hexdigest() if mode == "lfs" else git_blob(files[name])
            answer.append({"path": name, "uploadMode": mode, "shouldIgnore": False, "oid": oid})
        return _json({"files": answer})

    def _batch(self, body: bytes, repo: str) -> tuple[bytes, dict[str, str]]:
        self._writer()
        self._found(repo)
        objects: list[dict[str, Any]] = []
        for wanted in json.loads(body)["objects"]:
            entry: dict[str, Any] = {"oid": wanted["oid"], "size": wanted["size"]}
            if wanted["oid"] not in self.hub.large:
                entry["actions"] = {
                    "upload": {"href": f"{self.hub.url}/lfs/{wanted['oid']}"},
                    "verify": {"href": f"{self.hub.url}/lfs/verify"},
                }
            objects.append(entry)
        return _json({"transfer": "basic", "objects": objects})

    def _upload(self, body: bytes, oid: str) -> tuple[bytes, dict[str, str]]:
        self.hub.received += len(body)
        if hashlib.sha256(body).hexdigest() != oid:
            raise Refused(400, "the content is not what its name says")
        self.hub.large[oid] = body
        return b"", {}

    def _verify(self, body: bytes) -> tuple[bytes, dict[str, str]]:
        asked = json.loads(body)
        if len(self.hub.large.get(asked["oid"], b"")) != asked["size"]:
            raise Refused(422, "that object is not here")
        return _json({})

    def _commit(self, body: bytes, repo: str, revision: str) -> tuple[bytes, dict[str, str]]:
        self._writer()
        repository = self._found(repo)
        files = dict(self._at(repo, revision).files)
        for line in body.splitlines():
            item = json.loads(line)
            key, value = item["key"], item["value"]
            if key == "header":
                parent = value.get("parentCommit")
                if parent and parent != repository.commits[-1].oid:
                    raise Refused(412, "a commit has happened since")
            elif key == "file":
                files[value["path"]] = base64.b64decode(value["content"])
                self.hub.received += len(files[value["path"]])
            elif key == "lfsFile":
                if value["oid"] not in self.hub.large:
                    raise Refused(400, f"{value['path']}: its content was never sent")
                files[value["path"]] = self.hub.large[value["oid"]]
            elif key == "deletedFile":
                del files[value["path"]]
        commit = repository.add(files)
        return _json(
            {"commitUrl": f"{self.hub.url}/datasets/{repo}/commit/{commit.oid}", "commitOid": commit.oid}
        )

    def _info(self, body: bytes, repo: str, revision: str | None) -> tuple[bytes, dict[str, str]]:
        commit = self._at(repo, revision)
        return _json(
            {
                "id": repo,
                "sha": commit.oid,
                "private": self.hub.repositories[repo].private,
                "tags": [],
                "siblings": [{"rfilename": name} for name in sorted(commit.files)],
            }
        )

    def _tree(
        self, body: bytes, repo: str, revision: str, path: str | None = None
    ) -> tuple[bytes, dict[str, str]]:
        files = self._at(repo, revision).files
        if path:
            files = {name: data for name, data in files.items() if name.startswith(path + "/")}
            if not files:
                raise Refused(404, "no such folder", "EntryNotFound")
        return _json([_entry(name, data) for name, data in sorted(files.items())])

    def _paths(self, body: bytes, repo: str, revision: str) -> tuple[bytes, dict[str, str]]:
        files = self._at(repo, revision).files
        try:
            wanted = json.loads(body)["paths"]
        except json.JSONDecodeError:
            wanted = [unquote(pair.split("=")[1]) for pair in body.decode().split("&") if "paths" in pair]
        return _json([_entry(name, files[name]) for name in wanted if name in files])

    def _resolve(self, body: bytes, repo: str, revision: str, path: str) -> tuple[Any, dict[str, str]]:
        commit = self._at(repo, revision)
        if path not in commit.files:
            raise Refused(404, "no such file", "EntryNotFound")
        data = self.hub.served.get(path, commit.files[path])
        oid = hashlib.sha256(data).hexdigest() if LARGE.search(path) else git_blob(data)
        headers = {"ETag": f'"{oid}"', "X-Repo-Commit": commit.oid, "Accept-Ranges": "bytes"}
        asked = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", ""))
        if asked is None:
            return data, headers
        first, last = int(asked[1]), int(asked[2] or len(data) - 1)
        headers["Content-Range"] = f"bytes {first}-{min(last, len(data) - 1)}/{len(data)}"
        return (206, data[first : last + 1]), headers


def _entry(name: str, data: bytes) -> dict[str, Any]:
    if not LARGE.search(name):
        return {"type": "file", "path": name, "size": len(data), "oid": git_blob(data)}
    stored = pointer(data)
    large = {"oid": hashlib.sha256(data).hexdigest(), "size": len(data), "pointerSize": len(stored)}
    return {"type": "file", "path": name, "size": len(data), "oid": git_blob(stored), "lfs": large}


def _json(value: object) -> tuple[bytes, dict[str, str]]:
    return json.dumps(value).encode(), {"Content-Type": "application/json"}
