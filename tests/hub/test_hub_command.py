"""`factory export --to hub://...` as a process: dry run, kill -9, and what `datasets` loads back."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow.parquet as pq

LOAD = """
import json, sys
from datasets import load_dataset
rows = {name: list(load_dataset("writer/small", name, split="train")) for name in ("traces", "documents")}
json.dump({name: [row["id"] for row in found] for name, found in rows.items()}, sys.stdout)
"""


def command(run_directory: Path, *options: str) -> list[str]:
    factory = str(Path(sys.executable).parent / "factory")
    return [factory, "export", str(run_directory), "--to", "hub://writer/small", "--json", *options]


def call(arguments: list[str], environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        arguments, env=environment, capture_output=True, text=True, timeout=300, check=False
    )


def tree(run_directory: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (run_directory / "export").iterdir()}


def held(server) -> dict[str, bytes]:
    files = server.files("writer/small")
    return {name: data for name, data in files.items() if name != ".gitattributes"}


def test_dry_run_then_export_then_load_it_back(run_directory, server, environment):
    dry = call(command(run_directory, "--dry-run"), environment)
    assert dry.returncode == 0, dry.stderr
    assert not server.requests
    planned = tree(run_directory)
    assert json.loads(dry.stdout)["files"] == {name: len(data) for name, data in sorted(planned.items())}

    done = call(command(run_directory, "--sample", "20"), environment)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["published"]["rechecked"] == 20
    assert held(server) == planned

    loaded = call([sys.executable, "-P", "-c", LOAD], environment)
    assert loaded.returncode == 0, loaded.stderr
    for kind, ids in json.loads(loaded.stdout).items():
        files = sorted((run_directory / "export").glob(f"{kind}-*.parquet"))
        assert ids == [name for file in files for name in pq.read_table(file).column("id").to_pylist()]

    factory, out = str(Path(sys.executable).parent / "factory"), Path(environment["HF_HOME"]) / "rephrased"
    texts = [factory, "rephrase", "hub://writer/small/documents-*.parquet", "--out", str(out), "--json"]
    rephrased = call([*texts, "--format", "facts", "--set", "opening_share=1"], environment)
    assert rephrased.returncode == 0, rephrased.stderr
    assert json.loads(rephrased.stdout)["documents"] == len(json.loads(loaded.stdout)["documents"])
    missing = call([factory, "rephrase", "hub://writer/none", "--out", str(out)], environment)
    assert missing.returncode == 2 and "hub://writer/none: " in missing.stderr


def test_kill_9_in_an_upload_wastes_what_was_in_flight(run_directory, server, environment):
    server.faults = [("upload", "pass"), ("upload", "pass"), ("upload", "hang")]
    process = subprocess.Popen(
        command(run_directory, "--sample", "0"),
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        end = time.monotonic() + 120
        while len(server.met) < 3 and process.poll() is None and time.monotonic() < end:
            time.sleep(0.02)
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert len(server.met) == 3
    assert held(server) == {}  # nobody has seen a part of it
    sent = server.received

    again = call(command(run_directory, "--sample", "0"), environment)
    assert again.returncode == 0, again.stderr
    planned = tree(run_directory)
    assert held(server) == planned
    assert server.received == sum(map(len, planned.values()))  # what had arrived was not sent again
    assert 0 < sent < server.received

    third = call(command(run_directory, "--sample", "0"), environment)
    published = json.loads(third.stdout)["published"]
    assert (published["sent"], published["sent_bytes"]) == (0, 0)


def test_refusals_end_with_a_message_and_no_traceback(run_directory, server, environment):
    refused = call(command(run_directory, "--sample", "0"), {**environment, "HF_TOKEN": "hf_reader"})
    assert refused.returncode == 1
    assert "write access" in refused.stderr
    assert "Traceback" not in refused.stderr
    factory = command(run_directory)[0]
    for options in (["--to", "hub://small"], ["--to", "folder", "--public"]):
        bad = call([factory, "export", str(run_directory), *options], environment)
        assert bad.returncode == 2, bad.stderr
