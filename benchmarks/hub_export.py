"""Publishing with faults: each kind alone, then all of them in one export, on a Hub of our own over HTTP.

For each row: the faults that were met, the bytes of file contents that were sent (a lost answer to an upload
makes the client send that file again), the commits of ours, whether the repository then holds exactly the
exported files, and the bytes that a second export sends. Waits between attempts are left out.

    python benchmarks/hub_export.py RUN
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path
from types import SimpleNamespace

os.environ["HF_HUB_DISABLE_XET"] = "1"
sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "hub" / "server"))

from hub_server import FAULTS, Fault, HubServer
from huggingface_hub.utils import _http
from rich.console import Console
from rich.table import Table

from factory.export.facts import Facts
from factory.export.hub import Hub
from factory.export.local import export_local
from factory.export.publish import Published, publish


def measure(folder: Path, facts: Facts, faults: list[Fault]) -> list[str]:
    def once(server: HubServer) -> Published:
        hub = Hub("writer/data", endpoint=server.url, token="hf_writer", sleep=lambda seconds: None)
        return publish(folder, hub, facts, sample=0)

    with HubServer() as server:
        server.faults = list(faults)
        once(server)
        repository = server.repositories["writer/data"]
        first, commits = server.received, len(repository.commits) - 1
        held = {name: data for name, data in repository.commits[-1].files.items() if name != ".gitattributes"}
        same = held == {path.name: path.read_bytes() for path in folder.iterdir()}
        server.received = 0
        once(server)
        met = f"{len(server.met)} of {len(faults)}"
        return [met, f"{first:,}", str(commits), "yes" if same else "NO", f"{server.received:,}"]


def main() -> None:
    parser = argparse.ArgumentParser(description="Publishing with faults.")
    parser.add_argument("run", type=Path, help="a finished run directory")
    run = parser.parse_args().run
    _http.time = SimpleNamespace(**{**vars(time), "sleep": lambda seconds: None})  # the library's own waits
    table = Table("faults", "met", "bytes sent", "commits", "complete", "second export sends")
    with tempfile.TemporaryDirectory() as folder:
        exported = Path(folder)
        facts = export_local(run, exported, name="data")
        table.add_row("none", *measure(exported, facts, []))
        for route, kind in FAULTS:
            table.add_row(f"{route}: {kind}", *measure(exported, facts, [(route, kind)]))
        table.add_row("all in one export", *measure(exported, facts, FAULTS), style="bold")
    Console().print(table)


if __name__ == "__main__":
    main()
