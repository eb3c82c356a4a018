"""Measures the algebra library of Lean: `python benchmarks/lean_algebra.py [--build]`.

CPU time of the elaborator and the kernel, start-up apart: for identities `p * q = r` of random polynomials by
their size, for a linear combination, for arithmetic of rational numbers. Wall time of a Lean that imports a
library and nothing else. With `--build`, also the wall time of compiling each library into an empty cache.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from statistics import median

from rich.console import Console
from rich.table import Table
from sympy import ZZ, ring
from sympy.polys.rings import PolyElement
from verification import lean_cpu

from factory.lean.toolchain import PROJECT, Toolchain, find_toolchain, launcher_path

sys.path.insert(0, str(PROJECT / "certificates"))
import reify

NAMES = [f"x{number}" for number in range(8)]
RING, *GENERATORS = ring(NAMES, ZZ)
STATEMENT = f"∀ {{α : Type}} [Factory.CommRing α] ({' '.join(NAMES)} : α), "
LIBRARIES = ("Factory.Algebra", "Factory.Geometry")


def polynomial(rng: random.Random, terms: int) -> PolyElement:
    """Homogeneous of degree 3."""
    found = RING.zero
    while len(found) < terms:
        monomial = rng.choice(GENERATORS) * rng.choice(GENERATORS) * rng.choice(GENERATORS)
        found += rng.choice([-3, -2, -1, 1, 2, 3]) * monomial
    return found


def identity(rng: random.Random, index: int, terms: int) -> tuple[str, str]:
    """Definitions of three polynomials, and a theorem that one is the product of the others."""
    p, q = polynomial(rng, terms), polynomial(rng, terms)
    named = {"p": p, "q": q, "r": p * q}
    definitions = "".join(
        f"def {name}{index} : Factory.RingExpr := {reify.expanded(value)}\n" for name, value in named.items()
    )
    values = f"[{', '.join(NAMES)}]"
    sides = f"(p{index}.mul q{index}) r{index}"
    left, right = f"(p{index}.mul q{index}).eval {values}", f"r{index}.eval {values}"
    proof = f"fun {' '.join(NAMES)} => Factory.ring_correct {values} {sides} (by decide +kernel)"
    return definitions, f"theorem t{index} : {STATEMENT}{left} = {right} := {proof}\n"


def kernel_table(toolchain: Toolchain, copies: int) -> Table:
    table = Table(title=f"CPU time of one proof, of {copies}; its definitions and start-up apart")
    for column in ("", "ms", "ms a product of two terms"):
        table.add_column(column, justify="right" if column else "left")
    for terms in (3, 10, 20, 40):
        rng = random.Random(terms)
        made = [identity(rng, index, terms) for index in range(copies)]
        definitions = "".join(definition for definition, _ in made)
        without = lean_cpu(toolchain, definitions)
        spent = lean_cpu(toolchain, definitions + "".join(theorem for _, theorem in made)) - without
        milliseconds = 1000 * spent / copies
        table.add_row(
            f"product of two polynomials of {terms} terms",
            f"{milliseconds:.1f}",
            f"{milliseconds / terms**2:.3f}",
        )
    start = lean_cpu(toolchain, "")
    combination = reify.linear_combination(
        ["a", "b", "c"],
        ("(.var 1)", "(.var 2)"),
        [reify.Multiple("(.num 1)", "(.mul (.var 0) (.var 1))", "(.mul (.var 0) (.var 2))", "h")],
        ("(.var 0)", "n"),
    )
    cancelled = (
        "theorem c{} {{α : Type}} [Factory.Field α] (a b c : α) (h : a * b = a * c) (n : a ≠ 0) : b = c :=\n"
        f"  {combination}\n"
    )
    rationals = (
        "theorem r{} : Factory.Rational.ratio 2 3 * Factory.Rational.ratio 3 5 + Factory.Rational.ratio 1 35 "
        "< Factory.Rational.ratio 3 7 + Factory.Rational.ratio 1 {} := by decide +kernel\n"
    )
    for name, text in (("a factor cancelled", cancelled), ("five rational numbers", rationals)):
        body = "".join(text.format(index, index + 1) for index in range(10 * copies))
        table.add_row(name, f"{100 * (lean_cpu(toolchain, body) - start) / copies:.1f}", "")
    return table


def start_ms(toolchain: Toolchain) -> float:
    """Wall milliseconds of a Lean that reads a file with nothing but its header."""
    with tempfile.TemporaryDirectory() as scratch:
        command = [str(launcher_path()), "--scratch", scratch]
        command += ["--env", f"LEAN_PATH={os.pathsep.join(toolchain.search_path)}", "--", *toolchain.command]
        command += ["-j1", "--stdin", "-obatch.olean"]
        begin = time.perf_counter()
        subprocess.run(command, input=toolchain.header.encode(), check=True)
        return 1000 * (time.perf_counter() - begin)


def library_table(repeats: int, build: bool) -> Table:
    table = Table(title="The library")
    for column in ("imports", "start-up ms, median", "MB of .olean", *["compiled in s"] * build):
        table.add_column(column, justify="right" if column != "imports" else "left")
    for modules in (
        (),
        *((name,) for name in LIBRARIES if (PROJECT / f"{name.replace('.', '/')}.lean").is_file()),
    ):
        toolchain = find_toolchain("embedded", library=modules)
        start = median(start_ms(toolchain) for _ in range(repeats))
        row = [", ".join(modules) or "none", f"{start:.0f}", str(toolchain.library_mb)]
        table.add_row(*row, *([f"{build_seconds(modules):.1f}"] * build))
    return table


def build_seconds(modules: tuple[str, ...]) -> float:
    """Wall seconds to compile modules where the cache has the core only."""
    before = os.environ.get("XDG_CACHE_HOME")
    with tempfile.TemporaryDirectory() as empty:
        os.environ["XDG_CACHE_HOME"] = empty
        try:
            find_toolchain("embedded")
            begin = time.perf_counter()
            find_toolchain("embedded", library=modules)
            return time.perf_counter() - begin
        finally:
            os.environ.pop("XDG_CACHE_HOME")
            if before is not None:
                os.environ["XDG_CACHE_HOME"] = before


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--copies", type=int, default=5)
    parser.add_argument("--starts", type=int, default=10)
    parser.add_argument("--build", action="store_true", help="compile the libraries into an empty cache too")
    arguments = parser.parse_args()
    console = Console()
    console.print(library_table(arguments.starts, arguments.build))
    console.print(kernel_table(find_toolchain("embedded", library=["Factory.Algebra"]), arguments.copies))


if __name__ == "__main__":
    main()
