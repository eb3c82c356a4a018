"""What the logic families yield: problems a second at each stage, distinct shares, labels, openings.

    python benchmarks/logic_families.py --problems 2000 --workers 2 [--peer ENVIRONMENT/bin/python]
    python benchmarks/logic_families.py --audit 10000 [FAMILY ...]

For each family: questions sampled, proved and verified by Lean a second, by the clock; the milliseconds of
processor time that Lean takes for both texts of a proof, for the script alone and for the term alone, which
hardly depend on what else the machine does; how many problems are distinct as texts in words and in canonical
form; proofs that Lean refused in any of these texts; the commonest opening of their documents.
`--audit` asks only how varied so many problems are, and starts no Lean: of the problems asked for, the shares
that gave a new canonical form, a new text, and a new text with all numbers masked; then the share of the
commonest opening (six words) of the questions, of the documents, and of the documents with numbers masked.
`--peer` adds what reasoning-gym, installed in that environment, yields at the same tasks (`logic_peers.py`).
Exits with 1 if a proof was refused.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from factory.domains import library_of, load_domain
from factory.lean.asked import claims_of, judge
from factory.lean.claims import Claim
from factory.lean.toolchain import find_toolchain
from factory.lean.verifier import Verifier
from factory.recipe import Texts
from factory.records import Outcome, Status, Trace, Verdict, content_id
from factory.run.stages import in_texts
from factory.write.openings import OpeningStatistics

TEXTS: tuple[Texts, ...] = ("both", "tactic", "term")
NUMBER = re.compile(r"\d+")
UNIT = 500  # problems of an audit that are mined at a time
UNSEEN = Verdict(Status.VERIFIED, "", [], "", "", "", toolchain="none, for the words alone")
FAMILIES = (
    "arithmetic",
    "congruence",
    "counting",
    "equational",
    "grids",
    "induction",
    "linear",
    "logic",
    "monadic",
    "number_theory",
    "polynomials",
    "programs",
    "puzzles",
    "relational",
    "routes",
    "sat",
    "sets",
)


def processor_seconds() -> float:
    """What this process and the Leans that have ended have used."""
    mine, ended = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return mine.ru_utime + mine.ru_stime + ended.ru_utime + ended.ru_stime


def measure(name: str, count: int, seed: int, verifier: Verifier) -> tuple[list[str], int]:
    domain = load_domain(name)
    config = domain.config()
    begin = time.perf_counter()
    mined = domain.mine(config, seed, 0, count)
    problems = mined.problems
    generated = time.perf_counter()
    proofs = domain.prove(config, problems)
    proved = time.perf_counter()
    verdicts: dict[Texts, list[Verdict]] = {}
    used: dict[Texts, float] = {}
    clock = {}
    for texts in TEXTS:
        written = [in_texts(proof, texts) for proof in proofs]
        claims = [claim for proof in written for claim in claims_of(proof)]
        before, started = processor_seconds(), time.perf_counter()
        verdicts[texts] = list(judge(written, verifier.verify(claims, trusted=True)))
        used[texts], clock[texts] = processor_seconds() - before, time.perf_counter() - started
    verified = time.perf_counter()
    traces = [
        Trace(id=content_id("trace", problem.id, proof.id), problem=problem, proof=proof, verdict=verdict)
        for problem, proof, verdict in zip(problems, proofs, verdicts["both"], strict=True)
        if verdict.status is Status.VERIFIED
    ]
    openings = OpeningStatistics()
    for trace in traces:
        for document in domain.write(config, trace):
            openings.add(document.style, document.text)
    seconds = (generated - begin, proved - generated, clock["both"], time.perf_counter() - verified)
    refused = sum(one.status is not Status.VERIFIED for texts in TEXTS for one in verdicts[texts])
    row = [
        name,
        *(f"{len(problems) / stage:,.0f}" for stage in seconds),
        *(f"{1000 * used[texts] / len(problems):.1f}" for texts in TEXTS),
        f"{len({problem.words for problem in problems}) / len(problems):.4f}",
        f"{len({re.sub(NUMBER, '0', problem.words) for problem in problems}) / len(problems):.4f}",
        f"{len(problems) / count:.4f}",
        str(refused),
        f"{openings.report().share:.2%}",
    ]
    return row, refused


def audit(name: str, count: int, seed: int) -> list[str]:
    """A row of the table of variety; documents are written of proofs that no Lean has seen."""
    domain = load_domain(name)
    config = domain.config()
    begin = processor_seconds()
    canonical: set[str] = set()
    texts: set[str] = set()
    templates: set[str] = set()
    asked, written, masked = OpeningStatistics(), OpeningStatistics(), OpeningStatistics()
    for unit, done in enumerate(range(0, count, UNIT)):
        mined = domain.mine(config, seed, unit, min(UNIT, count - done))
        problems = [problem for problem in mined.problems if problem.id not in canonical]
        canonical.update(problem.id for problem in problems)
        texts.update(problem.words for problem in problems)
        templates.update(re.sub(NUMBER, "0", problem.words) for problem in problems)
        for problem, proof in zip(problems, domain.prove(config, problems), strict=True):
            asked.add("question", problem.words)
            if proof.outcome is Outcome.OPEN:
                continue
            for document in domain.write(config, Trace(problem.id, problem, proof, UNSEEN)):
                written.add(document.style, document.text)
                masked.add(document.style, re.sub(NUMBER, "0", document.text))
    shares = (f"{len(found) / count:.4f}" for found in (canonical, texts, templates))
    openings = (f"{counted.report().share:.2%}" for counted in (asked, written, masked))
    return [name, *shares, *openings, masked.report().commonest, f"{processor_seconds() - begin:.0f}"]


def audits(names: Sequence[str], count: int, seed: int) -> Table:
    table = Table(title=f"How varied {count} problems a family are")
    for column in ("family", "canonical", "exact", "by template"):
        table.add_column(column, justify="left" if column == "family" else "right")
    for column in ("commonest opening: questions", "documents", "numbers masked"):
        table.add_column(column, justify="right")
    table.add_column("which")
    table.add_column("core-seconds", justify="right")
    for name in names:
        table.add_row(*audit(name, count, seed))
    return table


def peer(python: str, count: int, seed: int) -> Table:
    """What the peer yields, where it has a family's task."""
    script = str(Path(__file__).parent / "logic_peers.py")
    done = subprocess.run([python, script, str(count), str(seed)], capture_output=True, text=True, check=True)
    table = Table(title="reasoning-gym at the same tasks, one core, no proofs")
    for column in (
        "family",
        "task",
        "problems",
        "made/s",
        "distinct texts",
        "templates",
        "wrong or contradictory",
    ):
        table.add_column(column, justify="left" if column in ("family", "task") else "right")
    for line in done.stdout.splitlines():
        row = json.loads(line)
        wrong = "not checked" if row["wrong"] is None else f"{row['wrong'] / row['problems']:.1%}"
        shares = (f"{row[name]:.4f}" for name in ("distinct", "templates"))
        made = f"{row['a_second']:,.0f}"
        table.add_row(row["family"], row["task"], str(row["problems"]), made, *shares, wrong)
    return table


def main() -> int:
    parser = argparse.ArgumentParser(description="Measures the logic families.")
    parser.add_argument("families", nargs="*", default=FAMILIES)
    parser.add_argument("--problems", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2, help="Lean processes")
    parser.add_argument("--audit", type=int, metavar="PROBLEMS", help="only how varied so many problems are")
    parser.add_argument("--peer", help="the Python of an environment with reasoning-gym")
    options = parser.parse_args()
    if options.audit:
        Console(width=170).print(audits(options.families, options.audit, options.seed))
        return 0
    table = Table(title=f"{options.problems} problems a family, Lean on {options.workers} cores")
    for column in ("family", "mined/s", "proved/s", "verified/s", "written/s"):
        table.add_column(column, justify="left" if column == "family" else "right")
    for texts in TEXTS:
        table.add_column(f"ms, {texts}", justify="right")
    for column in ("distinct texts", "templates", "distinct canonical", "refused", "commonest opening"):
        table.add_column(column, justify="right")
    bad = 0
    toolchain = find_toolchain(library=library_of(options.families))
    with Verifier(toolchain, workers=options.workers) as verifier:
        verifier.verify([Claim(id="warm", statement="True", proof="by trivial")])
        for name in options.families:
            row, refused = measure(name, options.problems, options.seed, verifier)
            table.add_row(*row)
            bad += refused
    Console(width=170).print(table)
    if options.peer:
        Console(width=150).print(peer(options.peer, options.problems, options.seed))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
