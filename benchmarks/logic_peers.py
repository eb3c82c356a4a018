"""What reasoning-gym yields at the tasks that our logic families have too: speed, variety, wrong labels.

    python benchmarks/logic_families.py --peer ENVIRONMENT/bin/python

runs this file with the Python of an environment in which reasoning-gym is installed, and prints a table of
the lines of JSON that it writes. Labels are checked here by exhaustion, from the texts and from what the peer
itself says of a problem; a syllogism's is wrong if it is in both readings, with empty terms and without.
"""

from __future__ import annotations

import json
import math
import re
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from itertools import product
from typing import Any

import reasoning_gym

# Our family, the peer's task.
TASKS = (
    ("monadic", "syllogism"),
    ("propositional", "propositional_logic"),
    ("puzzles", "knights_knaves"),
    ("puzzles", "zebra_puzzles"),
    ("routes", "shortest_path"),
    ("number_theory", "gcd"),
    ("number_theory", "lcm"),
    ("number_theory", "prime_factorization"),
    ("arithmetic", "chain_sum"),
    ("linear", "simple_equations"),
)
_CATEGORICAL = re.compile(r"(All|No|Some) (.+?) are (not )?(.+)")
_CONNECTIVES: dict[str, Callable[[bool, bool], bool]] = {
    "∧": lambda a, b: a and b,
    "∨": lambda a, b: a or b,
    "→": lambda a, b: not a or b,
    "↔": lambda a, b: a == b,
}


def _says(text: str, inhabited: tuple[bool, ...], terms: list[str]) -> bool:
    """Whether a categorical sentence is true where the regions of a Venn diagram are inhabited or not."""
    match = _CATEGORICAL.fullmatch(text)
    assert match is not None, text
    quantity, subject, negated, predicate = match.groups()
    here = [region for region in range(8) if inhabited[region] and region >> terms.index(subject) & 1]
    of = [bool(region >> terms.index(predicate) & 1) for region in here]
    if quantity == "Some":
        return any(not held for held in of) if negated else any(of)
    return all(of) if quantity == "All" else not any(of)


def syllogism(item: dict[str, Any]) -> bool:
    """Right in one of the two readings: with or without the assumption that no term is empty."""
    meta = item["metadata"]
    sentences = [meta["premise1"], meta["premise2"], meta["conclusion"]]
    names = [
        match.group(place) for s in sentences if (match := _CATEGORICAL.fullmatch(s)) for place in (2, 4)
    ]
    terms = list(dict.fromkeys(names))
    for existing in (True, False):
        worlds = [w for w in product((False, True), repeat=8) if any(w)]
        if existing:
            worlds = [
                w
                for w in worlds
                if all(any(w[r] and r >> t & 1 for r in range(8)) for t in range(len(terms)))
            ]
        models = [w for w in worlds if all(_says(s, w, terms) for s in sentences[:2])]
        if (item["answer"] == "Yes") == all(_says(sentences[2], w, terms) for w in models):
            return True
    return False


def _value(tokens: deque[str], values: dict[str, bool]) -> bool:
    token = tokens.popleft()
    if token == "¬":
        return not _value(tokens, values)
    if token != "(":
        return values[token]
    left = _value(tokens, values)
    while tokens[0] != ")":
        left = _CONNECTIVES[tokens.popleft()](left, _value(tokens, values))
    tokens.popleft()
    return left


def propositional_logic(item: dict[str, Any]) -> bool:
    """Right if the premises do not contradict each other."""
    names = item["metadata"]["variables"]
    premises = [re.findall(r"[A-Z]|[()¬∧∨→↔]", text) for text in item["metadata"]["premises"]]
    worlds = (dict(zip(names, world, strict=True)) for world in product((False, True), repeat=len(names)))
    return any(all(_value(deque(premise), world) for premise in premises) for world in worlds)


def _spoken(statement: tuple[Any, ...], truthful: tuple[bool, ...]) -> bool:
    kind, *parts = statement
    if kind in ("telling-truth", "lying"):
        return truthful[parts[0]] == (kind == "telling-truth")
    inner = [_spoken(part, truthful) for part in parts]
    if kind == "not":
        return not inner[0]
    if kind == "->":
        return not inner[0] or inner[1]
    if kind == "<=>":
        return inner[0] == inner[1]
    return all(inner) if kind == "and" else any(inner)


def knights_knaves(item: dict[str, Any]) -> bool:
    """Right if the solution is the only one."""
    statements, solution = item["metadata"]["statements"], tuple(item["metadata"]["solution"])
    worlds = product((False, True), repeat=len(statements))
    found = [w for w in worlds if all(_spoken(s, w) == w[i] for i, s in enumerate(statements))]
    return found == [solution]


def shortest_path(item: dict[str, Any]) -> bool:
    """Right if the way is one, and no shorter one is found."""
    cells = {
        (i, j): cell
        for i, row in enumerate(item["metadata"]["matrix"])
        for j, cell in enumerate(row)
        if cell != "X"
    }
    start = next(place for place, cell in cells.items() if cell == "*")
    moves = {"up": (-1, 0), "down": (1, 0), "left": (0, -1), "right": (0, 1)}
    far, queue = {start: 0}, deque([start])
    while queue:
        i, j = queue.popleft()
        for di, dj in moves.values():
            if (i + di, j + dj) in cells and (i + di, j + dj) not in far:
                far[i + di, j + dj] = far[i, j] + 1
                queue.append((i + di, j + dj))
    goal = next(place for place, cell in cells.items() if cell == "#")
    if goal not in far:
        return bool(item["answer"] == "infeasible")
    at = start
    for step in item["answer"].split():
        at = (at[0] + moves[step][0], at[1] + moves[step][1])
        if at not in cells:
            return False
    return at == goal and len(item["answer"].split()) == far[goal]


def gcd(item: dict[str, Any]) -> bool:
    """Right if Python's is the same."""
    return int(item["answer"]) == math.gcd(*item["metadata"]["numbers"])


def lcm(item: dict[str, Any]) -> bool:
    """Right if Python's is the same."""
    return int(item["answer"]) == math.lcm(*item["metadata"]["numbers"])


def prime_factorization(item: dict[str, Any]) -> bool:
    """Right if the factors are primes and multiply to the number."""
    factors = item["metadata"]["factors"]
    prime = all(n > 1 and all(n % d for d in range(2, math.isqrt(n) + 1)) for n in factors)
    return prime and math.prod(factors) == item["metadata"]["number"]


def chain_sum(item: dict[str, Any]) -> bool:
    """Right if the terms add up to the answer."""
    terms = re.findall(r"([+-]?)\s*(\d+)", item["metadata"]["expression"])
    return int(item["answer"]) == sum(-int(n) if sign == "-" else int(n) for sign, n in terms)


CHECKS: dict[str, Callable[[dict[str, Any]], bool]] = {
    check.__name__: check
    for check in (
        syllogism,
        propositional_logic,
        knights_knaves,
        shortest_path,
        gcd,
        lcm,
        prime_factorization,
        chain_sum,
    )
}


def rows(count: int, seed: int) -> Iterator[dict[str, Any]]:
    """One row a task."""
    for family, task in TASKS:
        # The slow one among them takes minutes for a thousand.
        wanted = min(count, 200) if task == "zebra_puzzles" else count
        begin = time.perf_counter()
        dataset = reasoning_gym.create_dataset(task, size=wanted, seed=seed)
        items = [dataset[place] for place in range(wanted)]
        seconds = time.perf_counter() - begin
        texts = {item["question"] for item in items}
        check = CHECKS.get(task)
        yield {
            "family": family,
            "task": task,
            "problems": wanted,
            "a_second": wanted / seconds,
            "distinct": len(texts) / wanted,
            "templates": len({re.sub(r"\d+", "0", text) for text in texts}) / wanted,
            "wrong": None if check is None else sum(not check(item) for item in items),
        }


def main() -> None:
    """Writes a line of JSON for each task."""
    for row in rows(int(sys.argv[1]), int(sys.argv[2])):
        print(json.dumps(row), flush=True)


if __name__ == "__main__":
    main()
