"""Rephrasing without a model, all checks on, one core: `python benchmarks/rephrase.py`.

Processor time; each portion of 50 documents counts with its best pass, since others use the machine too.
"""

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
from factory.rephrase.records import Plan, Record
from factory.rephrase.run import rephrased

PASSES = 7
PORTION = 50
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
    parser.add_argument("--documents", type=int, default=2_000)
    documents = corpus(parser.parse_args().documents)
    portions = [documents[i : i + PORTION] for i in range(0, len(documents), PORTION)]
    rows = Table("formats", "documents/s", "records", "kept")
    for names in ([one.name] for one in formats().values() if one.template):
        plan = Plan(formats=names, thresholds=Thresholds(), bounds=Bounds(), inputs={})
        best = [float("inf")] * len(portions)
        records: list[Record] = []
        for number in range(PASSES):
            for place, portion in enumerate(portions):
                start = time.process_time()
                made = rephrased(portion, plan)
                best[place] = min(best[place], time.process_time() - start)
                records += [] if number else made
        kept = sum(record.kept for record in records)
        rows.add_row(", ".join(names), f"{len(documents) / sum(best):,.0f}", f"{len(records):,}", f"{kept:,}")
    Console().print(rows)


if __name__ == "__main__":
    main()
