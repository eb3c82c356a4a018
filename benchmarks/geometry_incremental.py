"""What a closure costs: built from nothing, by one more point, and by other premises on the same points.

    python benchmarks/geometry_incremental.py --problems 300 --seed 1

Random problems as in `geometry_soundness.py`, saturated, by their number of points. CPU time of one thread,
through the Python face. "One point": the last one is added to the saturated closure of the others, with its
premises. "Other premises": one premise is left out, on points that are there already.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Sequence

from geometry_soundness import Sampler
from rich.console import Console
from rich.table import Table

from generators.geometry.figure import FigureError, draw
from search.geometry import IndexedFact, Picture
from search.geometry_engine import Deduction, IncrementalDeduction

REPETITIONS = 5


def microseconds(action: Callable[[], object]) -> float:
    start = time.thread_time()
    action()
    return (time.thread_time() - start) * 1e6


def place(pictures: Sequence[Picture], point: int) -> list[tuple[float, float]]:
    return [(float(picture[point][0]), float(picture[point][1])) for picture in pictures]


def extend(closure: IncrementalDeduction, places: Sequence[list[tuple[float, float]]]) -> None:
    for where in places:
        closure.add_point(where)


def deduce(closure: IncrementalDeduction, premises: Sequence[IndexedFact]) -> None:
    for premise in premises:
        closure.assume(premise)
    closure.saturate()


def measure(pictures: list[Picture], premises: list[IndexedFact]) -> tuple[float, float, float]:
    """Microseconds: from nothing, the last point, other premises."""
    last = len(pictures[0]) - 1
    places = [place(pictures, point) for point in range(last + 1)]
    old = [premise for premise in premises if max(premise.points) < last]
    new = [premise for premise in premises if max(premise.points) == last]
    whole = min(microseconds(lambda: Deduction(pictures, premises)) for _ in range(REPETITIONS))
    closure = IncrementalDeduction(len(pictures))
    bare = closure.mark()
    extend(closure, places[:last])
    deduce(closure, old)
    before = closure.mark()
    times = []
    for _ in range(REPETITIONS):
        times.append(microseconds(lambda: (extend(closure, places[last:]), deduce(closure, new))))
        closure.undo(before)
    closure.undo(bare)
    extend(closure, places)
    points = closure.mark()
    others = []
    for left_out in range(len(premises)):
        rest = premises[:left_out] + premises[left_out + 1 :]
        others.append(microseconds(lambda rest=rest: deduce(closure, rest)))
        closure.undo(points)
    return whole, min(times), statistics.mean(others)


def main() -> None:
    parser = argparse.ArgumentParser(description="Measures the incremental closure.")
    parser.add_argument("--problems", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    sampler = Sampler(options.seed)
    rows: dict[int, list[tuple[float, float, float]]] = defaultdict(list)
    while sum(map(len, rows.values())) < options.problems:
        problem = sampler.problem()
        try:
            pictures = draw(problem, count=2, seed=7, attempts=50)
        except FigureError:
            continue
        indices = {point: i for i, point in enumerate(problem.points)}
        premises = [premise.fact.indexed(indices) for premise in problem.premises]
        if premises:
            rows[len(problem.points)].append(measure(pictures, premises))
    table = Table("points", "problems", "from nothing", "one point", "other premises")
    for points, measured in sorted(rows.items()):
        columns = [f"{statistics.mean(column):.0f} µs" for column in zip(*measured, strict=True)]
        table.add_row(str(points), str(len(measured)), *columns)
    Console().print(table)


if __name__ == "__main__":
    main()
