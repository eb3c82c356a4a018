"""A small finished run with several shards, and a Hub of our own to publish it on."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent / "server"))

from hub_server import HubServer

from factory.export.hub import Hub
from factory.lean.verifier import Verifier

RECIPE = """
[run]
name = "small"
seed = 3

[[mine]]
domain = "propositional"
problems = 60
unit_size = 40

[export]
shard_rows = 20
"""


@pytest.fixture(scope="session")
def run_directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished run: 60 traces in three files, their documents in three more."""
    folder = tmp_path_factory.mktemp("hub")
    (folder / "small.toml").write_text(RECIPE)
    done = subprocess.run(
        [Path(sys.executable).parent / "factory", "run", folder / "small.toml", "--out", folder / "run"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return folder / "run"


@pytest.fixture(scope="session")
def verifier() -> Iterator[Verifier]:
    with Verifier() as pool:
        yield pool


@pytest.fixture
def server() -> Iterator[HubServer]:
    with HubServer() as running:
        yield running


@pytest.fixture
def hub(server: HubServer, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Hub]:
    """Makes a Hub that speaks to our server; neither it nor the library waits between attempts."""
    quick = SimpleNamespace(**{**vars(time), "sleep": lambda seconds: None})
    monkeypatch.setattr("huggingface_hub.utils._http.time", quick)
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_DISABLE_XET", True)

    def make(repository: str = "writer/small", token: str = "hf_writer", **options: Any) -> Hub:
        return Hub(repository, endpoint=server.url, token=token, **{"sleep": lambda seconds: None, **options})

    return make


@pytest.fixture
def environment(server: HubServer, tmp_path: Path) -> dict[str, str]:
    """For child processes: our server is the Hub, and nothing is cached outside the test."""
    ours = {
        "HF_ENDPOINT": server.url,
        "HF_TOKEN": "hf_writer",
        "HF_HOME": str(tmp_path / "hf"),
        "HF_HUB_DISABLE_XET": "1",
        "HF_HUB_DISABLE_TELEMETRY": "1",
    }
    return {**os.environ, **ours}
