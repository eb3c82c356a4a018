"""Measures rephrasing through a real HTTP server that answers at once: `benchmarks/rephrase_runner.py`."""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

import msgspec
from chat_server import running, stats
from rephrase import corpus
from rich.console import Console
from rich.table import Table

from factory.models.asker import Limits
from factory.models.opening import Backend, open_model
from factory.rephrase.asked import run_asked
from factory.rephrase.collapse import Bounds
from factory.rephrase.faithfulness import Thresholds
from factory.rephrase.records import Sampling, plan_of


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    rows = Table("documents", "seconds", "documents/s", "requests", "most in flight", "kept")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "corpus.jsonl"
        texts = (msgspec.json.encode({"text": one.text}) for one in corpus(options.documents))
        file.write_bytes(b"\n".join(texts))
        plan = plan_of(
            [file], ["facts"], "text", Thresholds(), Bounds(opening_share=1), sampling=Sampling(model="none")
        )
        with running() as url:
            start = time.monotonic()
            outcome = run_asked(
                plan,
                Path(folder) / "out",
                lambda: {"none": open_model(Backend.ENDPOINT, "none", f"{url}/v1")},
                Limits(),
                workers=options.workers,
                progress=lambda _: None,
            )
            seconds = time.monotonic() - start
            counted = stats(url)
    rows.add_row(
        f"{outcome.documents:,}",
        f"{seconds:.1f}",
        f"{outcome.documents / seconds:,.0f}",
        f"{counted['requests']:,}",
        f"{counted['most_at_once']}",
        f"{outcome.kept['facts']:,}",
    )
    Console().print(rows)


if __name__ == "__main__":
    main()
