"""Runs Newclid with its native engine Yuclid on geometry problems; started by the Python of that environment.

Reads one problem a line from standard input, as JSON `{"name": ..., "text": ...}` with the text in Newclid's
dialect. Answers each with one line: `{"solved": ..., "setup": ..., "run": ..., "native": ...}` (in processor
seconds: drawing the figure and setting up; deducing; of this in the native process), or `{"error": ...}`.
"""

from __future__ import annotations

import json
import logging
import resource
import sys
from typing import Any

from newclid.api import GeometricSolverBuilder
from newclid.jgex.problem_builder import JGEXProblemBuilder
from py_yuclid.api_default import HEDefault


def clocks() -> tuple[float, float]:
    """Processor seconds so far: of this process, and of those that it started and that have ended."""
    own, ended = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime, ended.ru_utime + ended.ru_stime


def solve(name: str, text: str) -> dict[str, Any]:
    """Whether the problem is solved, and the processor seconds that it took."""
    start, _ = clocks()
    setup = JGEXProblemBuilder(rng=1).with_problem_from_txt(text, problem_name=name).build()
    solver = GeometricSolverBuilder(rng=1, api_default=HEDefault()).build(setup)
    ready, before = clocks()
    solved = solver.run()
    done, after = clocks()
    native = after - before
    return {"solved": solved, "setup": ready - start, "run": done - ready + native, "native": native}


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
