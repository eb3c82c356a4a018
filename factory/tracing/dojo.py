"""Traces a Lean repository by lean-dojo (extra `trace`) and writes the trace in the form that `export` reads.

lean-dojo clones the repository, builds it with an ordinary Lean toolchain, and asks GitHub about it: it needs
git, elan and the network, and hours for a large library.
"""

from __future__ import annotations

import shutil
import socket
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import msgspec

from factory.run.shards import write_atomically
from factory.tracing.export import CORPUS, TraceError

_HOST, _WAIT = "github.com", 3.0  # seconds


def missing() -> list[str]:
    """What tracing needs and this machine lacks."""
    lacks = [] if find_spec("lean_dojo") else ["lean-dojo"]
    lacks += [name for name in ("git", "elan", "lake") if shutil.which(name) is None]
    if not lacks:
        try:
            socket.create_connection((_HOST, 443), _WAIT).close()
        except OSError:
            lacks.append(f"a way to {_HOST}")
    return lacks


def trace(url: str, commit: str, folder: Path) -> None:
    """Trace a commit of a repository on GitHub into `folder`. Raises TraceError."""
    if lacks := missing():
        raise TraceError(
            f"{url} cannot be traced here, there is no {', no '.join(lacks)}; "
            "trace it where there is, and give the folder with the export"
        )
    import lean_dojo  # noqa: PLC0415

    try:
        traced = lean_dojo.trace(lean_dojo.LeanGitRepo(url, commit))
    except Exception as error:  # lean-dojo asserts, and raises what git, GitHub and lake raise
        raise TraceError(f"{url}@{commit}: lean-dojo: {type(error).__name__}: {error}") from error
    theorems = [_theorem(one) for one in traced.get_traced_theorems() if one.repo == traced.repo]
    files = [_file(traced, one) for one in traced.traced_files]
    folder.mkdir(parents=True, exist_ok=True)
    write_atomically(folder / CORPUS, b"".join(msgspec.json.encode(one) + b"\n" for one in files))
    write_atomically(folder / "theorems.json", msgspec.json.encode(theorems))


def _theorem(theorem: Any) -> dict[str, Any]:
    return {
        "url": theorem.repo.url,
        "commit": theorem.repo.commit,
        "file_path": str(theorem.file_path),
        "full_name": theorem.theorem.full_name,
        "start": list(theorem.start),
        "end": list(theorem.end),
        "traced_tactics": [
            {
                "tactic": one.tactic,
                "annotated_tactic": one.get_annotated_tactic(),
                "state_before": one.state_before,
                "state_after": one.state_after,
            }
            for one in theorem.get_traced_tactics()
        ],
    }


def _file(traced: Any, file: Any) -> dict[str, Any]:
    graph = traced.traced_files_graph
    imports = sorted(map(str, graph.successors(str(file.path)))) if str(file.path) in graph else []
    return {"path": str(file.path), "imports": imports, "premises": file.get_premise_definitions()}
