"""Rephrasing without a model, all checks on, one core, best of five: `python benchmarks/rephrase.py`."""

from __future__ import annotations

import argparse
import random
import time
from pathlib import Path

from rich.console import Console
from rich.table import Table

from factory.rephrase.collapse import Bounds
from factory.rephrase.documents import Source, batches
from factory.rephrase.faithfulness import Thresholds
from factory.rephrase.formats import formats
from factory.rephrase.records import Plan
from factory.rephrase.run import rephrased

PASSES = 5
LETTERS = "abcdefghiklmnoprstuw"
CORPUS = Path(__file__).parent.parent / "examples" / "corpus"


def corpus(count: int) -> list[Source]:
    """Documents of four sentences of the example corpus, each made unlike all others by a word of its own."""
    texts = [one.text for batch in batches(sorted(CORPUS.glob("*.jsonl")), "text") for one in batch]
    said = [sentence.strip() + "." for text in texts for sentence in text.split(". ") if len(sentence) > 20]
    chance = random.Random(1)
    made = []
    for number in range(count):
        drawn = " ".join(
            f"{part.rstrip('.')} {''.join(chance.choices(LETTERS, k=7))}." for part in chance.sample(said, 3)
        )
        text = f"{drawn} The gauge showed {chance.randint(2, 900)} metres."
        made.append(Source(str(number), text))
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=5_000)
    documents = corpus(parser.parse_args().documents)
    rows = Table("formats", "documents/s", "records", "kept")
    for names in ([one.name] for one in formats().values() if one.template):
        plan = Plan(formats=names, thresholds=Thresholds(), bounds=Bounds(), inputs={})
        seconds = float("inf")
        for _ in range(PASSES):
            start = time.process_time()
            records = rephrased(documents, plan)
            seconds = min(seconds, time.process_time() - start)
        kept = sum(record.kept for record in records)
        rows.add_row(", ".join(names), f"{len(documents) / seconds:,.0f}", f"{len(records):,}", f"{kept:,}")
    Console().print(rows)


if __name__ == "__main__":
    main()
