"""How fast statements of geometry are brought into canonical form: published ones, and very symmetric ones.

    python benchmarks/geometry_canonical.py imo_ag_30.txt jgex_ag_231.txt

Each file has pairs of lines: a name, and a problem in the JGEX construction language. Times include the
passage from Python to the native code and back.
"""

from __future__ import annotations

import argparse
import statistics
import time
from itertools import combinations
from pathlib import Path

from generators.geometry.language import LanguageError, parse_problem
from search.geometry import IndexedFact
from search.geometry_canonical import canonical

Statement = tuple[int, list[IndexedFact], IndexedFact]


def published(path: Path) -> list[Statement]:
    result: list[Statement] = []
    for text in path.read_text(encoding="utf-8").splitlines()[1::2]:
        try:
            problem = parse_problem(text)
        except LanguageError:
            continue
        number = {name: i for i, name in enumerate(problem.points)}
        premises, goals = (
            [IndexedFact(f.kind, tuple(number[p] for p in f.points), f.value) for f in facts]
            for facts in ([premise.fact for premise in problem.premises], problem.goals)
        )
        result += [(len(number), premises, goal) for goal in goals]
    return result


def symmetric() -> dict[str, Statement]:
    """Statements about 30 points with large groups of automorphisms; the goal is about three others."""
    goal = IndexedFact("midp", (30, 31, 32))

    def polygon(corners: range) -> list[IndexedFact]:
        c = list(corners)
        return [IndexedFact("cong", (c[i - 2], c[i - 1], c[i - 1], c[i])) for i in range(len(c))]

    def every(kind: str, points: int, size: int) -> list[IndexedFact]:
        return [IndexedFact(kind, chosen) for chosen in combinations(range(points), size)]

    premises = {
        "regular polygon with 30 corners": polygon(range(30)),
        "ten equilateral triangles": [f for i in range(0, 30, 3) for f in polygon(range(i, i + 3))],
        "27 points on one circle": [IndexedFact("cyclic", (0, 1, 2, i)) for i in range(3, 30)],
        "435 pairs of 30 points": every("diff", 30, 2),
        "560 triples of 16 points": every("coll", 16, 3),
        "addition table of the numbers mod 10": [
            IndexedFact("coll", (i, 10 + j, 20 + (i + j) % 10)) for i in range(10) for j in range(10)
        ],
    }
    return {name: (33, facts, goal) for name, facts in premises.items()}


def microseconds(statement: Statement, repeat: int) -> float:
    begin = time.perf_counter()
    for _ in range(repeat):
        canonical(*statement)
    return (time.perf_counter() - begin) / repeat * 1e6


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="*", type=Path)
    arguments = parser.parse_args()
    print(f"{'statements':38}{'number':>8}{'points':>8}{'premises':>10}{'median µs':>11}{'largest µs':>12}")
    rows = [(path.name, published(path), 20) for path in arguments.files]
    rows += [(name, [statement], 1) for name, statement in symmetric().items()]
    for name, statements, repeat in rows:
        times = [microseconds(statement, repeat) for statement in statements]
        points = statistics.mean(len({p for f in (*s[1], s[2]) for p in f.points}) for s in statements)
        premises = statistics.mean(len(s[1]) for s in statements)
        print(
            f"{name:38}{len(statements):8}{points:8.1f}{premises:10.1f}"
            f"{statistics.median(times):11.1f}{max(times):12.1f}"
        )


if __name__ == "__main__":
    main()
