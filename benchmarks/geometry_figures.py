"""How fast figures are drawn as SVG, by the number of points, on one core.

    python benchmarks/geometry_figures.py imo_ag_30.txt jgex_ag_231.txt

Each file has pairs of lines: a name, and a problem in the JGEX construction language. The time of a figure is
the least of several runs, from problem and picture to the text; pictures are drawn before.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections import defaultdict
from pathlib import Path

from generators.geometry.figure import FigureError, draw
from generators.geometry.language import parse_problems
from generators.geometry.svg import figure_svg


def main() -> None:
    parser = argparse.ArgumentParser(description="Times the figures of files of problems.")
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--repeat", type=int, default=20)
    options = parser.parse_args()
    times: dict[int, list[float]] = defaultdict(list)
    sizes: dict[int, list[int]] = defaultdict(list)
    for file in options.files:
        for problem in parse_problems(file.read_text(encoding="utf-8")):
            try:
                picture = draw(problem)[0]
            except FigureError:
                continue
            runs = []
            for _ in range(options.repeat):
                start = time.perf_counter()
                text = figure_svg(problem, picture)
                runs.append(time.perf_counter() - start)
            times[len(problem.points)].append(min(runs) * 1e6)
            sizes[len(problem.points)].append(len(text))
    print(f"{'points':>6} {'figures':>8} {'µs':>6} {'bytes':>6}")
    for points in sorted(times):
        mean = statistics.fmean(times[points])
        print(f"{points:>6} {len(times[points]):>8} {mean:>6.0f} {statistics.fmean(sizes[points]):>6.0f}")


if __name__ == "__main__":
    main()
