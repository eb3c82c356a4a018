"""Runs Newclid with its native engine Yuclid on geometry problems; started by the Python of that environment.

Reads one problem a line from standard input, as JSON `{"name": ..., "text": ...}` with the text in Newclid's
dialect. Answers each with one line: `{"solved": ..., "setup": ..., "run": ..., "native": ...}` (in seconds:
drawing the figure and setting up; deducing; of this in the native process), or `{"error": ...}`.
"""

from __future__ import annotations

import json
import logging
import subprocess
import sys
import time
from typing import Any

from newclid.api import GeometricSolverBuilder
from newclid.jgex.problem_builder import JGEXProblemBuilder
from py_yuclid.api_default import HEDefault


def solve(name: str, text: str) -> dict[str, Any]:
    """Whether the problem is solved, and the seconds that it took."""
    native = 0.0
    run = subprocess.run

    def timed(*arguments: Any, **options: Any) -> Any:
        nonlocal native
        start = time.perf_counter()
        try:
            return run(*arguments, **options)
        finally:
            native += time.perf_counter() - start

    subprocess.run = timed
    try:
        start = time.perf_counter()
        setup = JGEXProblemBuilder(rng=1).with_problem_from_txt(text, problem_name=name).build()
        solver = GeometricSolverBuilder(rng=1, api_default=HEDefault()).build(setup)
        ready = time.perf_counter()
        solved = solver.run()
        return {
            "solved": solved,
            "setup": ready - start,
            "run": time.perf_counter() - ready,
            "native": native,
        }
    finally:
        subprocess.run = run


def main() -> None:
    logging.disable(logging.CRITICAL)
    answers = sys.stdout
    sys.stdout = sys.stderr
    for line in sys.stdin:
        try:
            answer = solve(**json.loads(line))
        except Exception as error:  # a peer may fail in any way; the benchmark counts it
            answer = {"error": f"{type(error).__name__}: {error}"[:300]}
        print(json.dumps(answer), file=answers, flush=True)


if __name__ == "__main__":
    main()
