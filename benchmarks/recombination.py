"""Random lemma graphs put together into one proof each, and verified in Lean: none may fail.

    python benchmarks/recombination.py [--graphs 10000] [--seed 1] [--seconds 3600] [--workers 2] [--log FILE]

A graph has up to 200 lemmas and depth up to 12. A lemma applies its children to terms and hypotheses of a
context of its own, whose names are chosen to clash (`h`, `this`, `x` everywhere, hypotheses called like
variables of others), and its proof is a term or tactics, some of which look at every hypothesis there is.

`--log` gets a line for each batch of graphs, and a run goes on where the last one ended. The graphs depend on
the seed alone.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
from pathlib import Path

import msgspec
from rich.console import Console
from rich.table import Table

from decompose.lean import Lean
from decompose.recombine import recombine
from decompose.statement import Closed, Entry, Statement, close, telescope
from decompose.store import LemmaStore, constant
from decompose.terms.tree import AND, ARROW, NOT, OR, App, Atom, Term, app, size, substitute
from decompose.terms.write import write

MOST_NODES, MOST_DEPTH, MOST_SIZE = 200, 12, 60
PROPS, NUMBERS = ["p", "q", "r", "h", "this"], ["n", "m", "x"]
NAMES = ["h", "this", "x", "k", "n", "p", "ih", "hq", "a"]
WORD = re.compile(r"[A-Za-z_][A-Za-z_0-9]*")
BATCH = 50


class Node(msgspec.Struct, frozen=True):
    """A lemma with its proof, and what it rests on."""

    statement: Statement
    proof: str
    children: list[str]
    depth: int
    size: int


def formula(rng: random.Random, depth: int) -> Term:
    if depth == 0 or rng.random() < 0.3:
        if rng.random() < 0.1:
            return app(Atom(rng.choice("=≤<")), number(rng, 1), number(rng, 1))
        return Atom(rng.choice(PROPS))
    head = rng.choice([AND, OR, ARROW, NOT])
    return App(head, tuple(formula(rng, depth - 1) for _ in range(1 if head == NOT else 2)))


def number(rng: random.Random, depth: int) -> Term:
    if depth == 0 or rng.random() < 0.4:
        return Atom(rng.choice([*NUMBERS, "0", "3"]))
    return app(Atom(rng.choice("+*")), number(rng, depth - 1), number(rng, depth - 1))


def locals_() -> list[Entry]:
    return [Entry(name, Atom("Prop")) for name in PROPS] + [Entry(name, Atom("Nat")) for name in NUMBERS]


def named(rng: random.Random, hypotheses: list[Term]) -> list[Entry]:
    """Hypotheses with names that are not those of the context, but of other contexts."""
    pool = [name for name in NAMES if name not in PROPS + NUMBERS]
    return [Entry(f"{rng.choice(pool)}{place}", item) for place, item in enumerate(hypotheses)]


def size_of(closed: Closed) -> int:
    assert closed.statement.term is not None
    return size(closed.statement.term)


def proof_of(rng: random.Random, closed: Closed, lines: list[str], goal: Term, last: str) -> str:
    """Tactics, or where there is nothing but a term to give, perhaps that term."""
    if not lines and rng.random() < 0.5:
        return f"fun {' '.join(closed.binders)} =>\n  {last}" if closed.binders else last
    intro = [f"intro {' '.join(closed.binders)}"] if closed.binders else []
    ending = rng.choice([f"exact {last}", f"exact (by\n  exact {last})", f"refine ?_\n  exact {last}"])
    if rng.random() < 0.3:
        ending = f"have final : {write(goal)} := {last}\n  assumption"
    return "by\n  " + "\n  ".join([*intro, *lines, ending])


def leaf(rng: random.Random) -> Node:
    left, right = formula(rng, rng.randint(0, 2)), formula(rng, rng.randint(0, 1))
    hypotheses, goal, body = rng.choice(
        [
            ([left, right], app(AND, right, left), "⟨{1}, {0}⟩"),
            ([left, app(ARROW, left, right)], right, "{1} {0}"),
            ([left], app(OR, right, left), "Or.inr {0}"),
            ([app(AND, left, right)], left, "{0}.1"),
            ([left, app(NOT, left)], right, "absurd {0} {1}"),
            ([], app(Atom("="), app(Atom("+"), Atom("n"), Atom("0")), Atom("n")), "rfl"),
            ([], app(Atom("≤"), Atom("n"), app(Atom("+"), Atom("n"), Atom("m"))), "Nat.le_add_right n m"),
        ]
    )
    entries = named(rng, hypotheses)
    body = body.format(*(entry.name for entry in entries))
    closed = close([*locals_(), *entries], goal, {*WORD.findall(body), *(entry.name for entry in entries)})
    return Node(closed.statement, proof_of(rng, closed, [], goal, body), [], 0, size_of(closed))


def inner(rng: random.Random, children: list[Node], whole: list[Node]) -> Node:
    """A lemma from instances of `children`; those of `whole` are used as they stand."""
    hypotheses: list[Term] = []
    instances = [_instance(rng, child, hypotheses) for child in children]
    order = rng.sample(range(len(hypotheses)), len(hypotheses))
    entries = named(rng, [hypotheses[place] for place in order])
    names = {place: entry.name for place, entry in zip(order, entries, strict=True)}
    lines = [
        f"have all{place} : {node.statement.text} := {constant(node.statement.id)}"
        for place, node in enumerate(whole)
    ]
    stepwise = rng.random() < 0.6
    uses = []
    for place, (child, (conclusion, arguments)) in enumerate(zip(children, instances, strict=True)):
        texts = [names[item] if isinstance(item, int) else f"({write(item)})" for item in arguments]
        use = " ".join((constant(child.statement.id), *texts))
        if stepwise:
            lines.append(f"have c{place} : {write(conclusion)} := {use}")
            use = f"c{place}"
        uses.append(use)
    goal, last = instances[0][0], uses[0]
    for (conclusion, _), use in zip(instances[1:], uses[1:], strict=True):
        if size(goal) + size(conclusion) < MOST_SIZE // 2:
            goal, last = app(AND, conclusion, goal), f"⟨{use}, {last}⟩"
    if rng.random() < 0.2:
        goal, last = app(OR, formula(rng, 1), goal), f"Or.inr ({last})"
    if entries and not stepwise and rng.random() < 0.5:
        moved = entries.pop()
        goal, last = app(ARROW, moved.type, goal), f"(fun {moved.name} => {last})"
    named_in_proof = set(WORD.findall(" ".join([*lines, last]))) | {entry.name for entry in entries}
    closed = close([*locals_(), *entries], goal, named_in_proof)
    used = [*children, *whole]
    ids = list(dict.fromkeys(node.statement.id for node in used))
    proof = proof_of(rng, closed, lines, goal, last)
    return Node(closed.statement, proof, ids, 1 + max(node.depth for node in used), size_of(closed))


def _instance(rng: random.Random, child: Node, hypotheses: list[Term]) -> tuple[Term, list[Term | int]]:
    """An instance's conclusion and arguments: terms, and places among `hypotheses`, which grow as needed."""
    assert child.statement.term is not None
    parts = telescope(child.statement.term)
    values: dict[str, Term] = {}
    arguments: list[Term | int] = []
    for entry in parts.entries:
        if entry.name == "_":
            item = substitute(entry.type, values)
            if item not in hypotheses:
                hypotheses.append(item)
            arguments.append(hypotheses.index(item))
        else:
            depth = int(rng.random() < 0.1)
            make = formula if entry.type == Atom("Prop") else number
            values[entry.name] = make(rng, depth)
            arguments.append(values[entry.name])
    return substitute(parts.conclusion, values), arguments


def graph(rng: random.Random, most: int = MOST_NODES) -> list[Node]:
    """The lemmas of a graph, each after those that it uses, the root last."""
    wanted = int((most - 1) ** rng.random())
    nodes = [leaf(rng)]
    unused = [nodes[0]]
    while len(nodes) < wanted:
        usable = [n for n in nodes if n.depth < MOST_DEPTH - 1 and n.size < MOST_SIZE]
        if not usable or rng.random() < 0.3:
            made = leaf(rng)
        else:
            fresh = [node for node in unused if node in usable]
            pick = [(fresh or usable)[-1], *rng.sample(usable, min(len(usable), rng.randint(0, 2)))]
            while len(pick) > 1 and sum(node.size for node in pick) > MOST_SIZE:
                pick.pop()
            made = inner(rng, pick, [])
            if made.size > MOST_SIZE:
                continue
            unused = [node for node in unused if node not in pick]
        nodes.append(made)
        unused.append(made)
    rest = [node for node in unused if node is not nodes[-1]]
    return [*nodes, inner(rng, [nodes[-1]], rest)] if wanted > 1 else nodes


def combined(nodes: list[Node]) -> tuple[str, str]:
    """The root's statement, and its proof out of a store."""
    with LemmaStore(Path(":memory:")) as store:
        store.add([node.statement for node in nodes])
        for node in nodes:
            if node.children:
                store.reduce(node.statement.id, node.children, node.proof)
            else:
                store.prove(node.statement.id, node.proof)
        root = nodes[-1].statement
        return root.text, recombine(store, root.id)


class Batch(msgspec.Struct, frozen=True):
    """What came of some graphs."""

    graphs: int
    lemmas: int
    largest: int
    deepest: int
    failed: list[str]


def check(seed: int, first: int, count: int, lean: Lean) -> Batch:
    """Put `count` graphs together, and have the proofs verified."""
    graphs = [graph(random.Random(f"{seed}/{first + number}")) for number in range(count)]
    claims = [combined(nodes) for nodes in graphs]
    reasons = lean.verify(claims)
    return Batch(
        graphs=count,
        lemmas=sum(map(len, graphs)),
        largest=max(map(len, graphs)),
        deepest=max(node.depth for nodes in graphs for node in nodes),
        failed=[
            f"graph {first + number}: {reason}: {claims[number][0]}"
            for number, reason in enumerate(reasons)
            if reason
        ],
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--graphs", type=int, default=10_000, help="how many, those of the log included")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=3_600, help="no batch begins later")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--log", type=Path, help="a file of batches that are done")
    options = parser.parse_args()
    done: list[Batch] = []
    if options.log and options.log.exists():
        done = [msgspec.json.decode(line, type=Batch) for line in options.log.read_bytes().splitlines()]
    start = time.monotonic()
    with Lean(workers=options.workers) as lean:
        while (first := sum(batch.graphs for batch in done)) < options.graphs:
            if time.monotonic() - start > options.seconds:
                break
            done.append(check(options.seed, first, min(BATCH, options.graphs - first), lean))
            if options.log:
                with options.log.open("ab") as log:
                    log.write(msgspec.json.encode(done[-1]) + b"\n")
    failed = [reason for batch in done for reason in batch.failed]
    table = Table("graphs", "lemmas", "largest", "deepest", "failed")
    graphs, lemmas = sum(batch.graphs for batch in done), sum(batch.lemmas for batch in done)
    largest = max((batch.largest for batch in done), default=0)
    deepest = max((batch.deepest for batch in done), default=0)
    table.add_row(f"{graphs:,}", f"{lemmas:,}", str(largest), str(deepest), str(len(failed)))
    console = Console()
    console.print(table)
    for reason in failed:
        console.print(reason, markup=False)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
