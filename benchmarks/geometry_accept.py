"""Has Lean check mined geometry problems in large numbers: all must be accepted.

    python benchmarks/geometry_accept.py --problems 100000 [--seconds 110] [--log FILE] [--build]

Problems of both ways of mining, with random constructions and by tree search; every proof is checked as a
term, and one in fifty in tactics too. Of one in fifty a picture with rational coordinates is sought, and Lean
checks that the hypotheses are true of it. `--log` gets a line for each unit, with what was refused, and a run
goes on where the last one ended. `--build` first compiles core and library in an empty cache and says how
long that took. Exits with 1 if a proof was refused.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from factory.lean.claims import Claim, Limits
from factory.lean.toolchain import find_toolchain
from factory.lean.verifier import Verifier
from factory.records import Outcome, Status
from generators.geometry.config import Config
from generators.geometry.mine import mine
from generators.geometry.model import rational_model
from generators.geometry.prove import prove

UNIT = 100  # problems
LIBRARY = ("Factory.Geometry",)
CONFIGS = (Config(figures=False), Config(figures=False, mode="random"))


def build() -> float:
    """Seconds in which core and geometry library compile in an empty cache."""
    known = os.environ.get("XDG_CACHE_HOME")
    with tempfile.TemporaryDirectory() as cache:
        os.environ["XDG_CACHE_HOME"] = cache
        start = time.perf_counter()
        find_toolchain("embedded", library=LIBRARY)
        seconds = time.perf_counter() - start
    if known is None:
        del os.environ["XDG_CACHE_HOME"]
    else:
        os.environ["XDG_CACHE_HOME"] = known
    return seconds


def check(unit: int, seed: int, verifier: Verifier) -> dict[str, Any]:
    """The counts of one unit, and what was refused."""
    problems = mine(CONFIGS[unit % len(CONFIGS)], seed, unit, UNIT).problems
    proofs = [prove(problem) for problem in problems]
    refused = [f"{p.problem_id}: {p.reason}" for p in proofs if p.outcome is Outcome.OPEN]
    proofs = [proof for proof in proofs if proof.outcome is not Outcome.OPEN]
    claims = [Claim(id=p.problem_id, statement=p.statement, proof=p.term) for p in proofs]
    claims += [Claim(id=p.problem_id, statement=p.statement, proof=p.tactic) for p in proofs[::50]]
    models = [found for problem in problems[::50] if (found := rational_model(problem)) is not None]
    claims += [
        Claim(id=f"model {i}", statement=statement, proof=proof)
        for i, (statement, proof) in enumerate(models)
    ]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    verdicts = verifier.verify(claims, trusted=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    for claim, verdict in zip(claims, verdicts, strict=True):
        if verdict.status is not Status.VERIFIED:
            refused.append(f"{claim.id}: {verdict.reason}")
    lengths = Counter(sum(step.rule != "premise" for step in problem.derivation) for problem in problems)
    return {
        "unit": unit,
        "problems": len(problems),
        "tactics": len(proofs[::50]),
        "tried": len(problems[::50]),
        "models": len(models),
        "lengths": {str(length): count for length, count in sorted(lengths.items())},
        "processor": after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime,
        "refused": refused,
    }


def main() -> int:
    """Reads the command line, checks unit after unit, prints the sums."""
    parser = argparse.ArgumentParser(description="Has Lean check mined geometry problems.")
    parser.add_argument("--problems", type=int, default=2000, help="how many, those of the log included")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=110, help="no unit begins later")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--log", type=Path, help="a file of units that are done")
    parser.add_argument("--build", action="store_true", help="measure the compilation of the library first")
    options = parser.parse_args()
    if options.build:
        print(f"core and library compiled in an empty cache in {build():.0f} s")
    done: list[dict[str, Any]] = []
    if options.log and options.log.exists():
        done = [json.loads(line) for line in options.log.read_text(encoding="utf-8").splitlines()]
    end = time.monotonic() + options.seconds
    limits = Limits(wall_s=120.0, cpu_s=240, batch_claims=220)
    with Verifier(find_toolchain(library=LIBRARY), options.workers, limits) as verifier:
        while sum(unit["problems"] for unit in done) < options.problems and time.monotonic() < end:
            done.append(check(len(done), options.seed, verifier))
            if options.log:
                with options.log.open("a", encoding="utf-8") as log:
                    log.write(json.dumps(done[-1]) + "\n")
    if not done:
        return 0
    lengths: Counter[int] = Counter()
    for unit in done:
        lengths.update({int(length): count for length, count in unit["lengths"].items()})
    total = {
        name: sum(unit[name] for unit in done)
        for name in ("problems", "tactics", "processor", "tried", "models")
    }
    refused = [text for unit in done for text in unit["refused"]]
    listed = sorted(lengths.elements())
    median = listed[len(listed) // 2]
    print(f"{total['problems']:.0f} problems, proofs of {listed[0]} to {listed[-1]} steps, median {median}")
    print(f"checked as terms, and {total['tactics']:.0f} in tactics too: {len(refused)} refused")
    print(f"rational pictures: of {total['models']:.0f} of {total['tried']:.0f} problems")
    print(f"processor time of Lean {total['processor']:.0f} s")
    print(*refused[:20], sep="\n")
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main())
