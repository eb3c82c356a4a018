"""Measures the verifier on real propositional proofs: `python benchmarks/verification.py [--claims 2000]`.

The claims are mined and proved as the factory does it. Trusted: as from our own search, the tactic text alone
or both texts; untrusted: screened and restated. Then start-up to the first verdict in a fresh interpreter
with a warm cache, and the memory of a worker's processes. With `--profile`, instead, the CPU time that Lean
itself takes for one command of several kinds, and for a mined problem under several options.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

import msgspec
from rich.console import Console
from rich.table import Table

from factory.domains import load_domain
from factory.lean.batch import compose
from factory.lean.toolchain import Toolchain, find_toolchain, launcher_path
from factory.lean.verifier import Claim, Verifier
from factory.records import Outcome, Status

STATEMENT = "∀ (p q r s : Prop), (p → q) → (q → r) → p ∧ s → And r s"
TERM = "fun p q r s f g hp => And.intro (g (f hp.1)) hp.2"
TACTICS = "by\n  intro p q r s f g hp\n  constructor\n  apply g\n  apply f\n  exact hp.1\n  exact hp.2"
COMMANDS = {
    "open Nat": "open Nat\n",
    "axiom a : True": "axiom a{} : True\n",
    "theorem a : True := True.intro": "theorem a{} : True := True.intro\n",
    f"axiom a : {STATEMENT}": f"axiom a{{}} : {STATEMENT}\n",
    "the same as a theorem, with a term": f"theorem a{{}} : {STATEMENT} := {TERM}\n",
    "the same, with six tactics": f"theorem a{{}} : {STATEMENT} := {TACTICS}\n",
}
OURS = ("-j1", "-DElab.async=false", "-Dlinter.all=false")
OPTIONS = {  # of Lean's main program
    "by Lean's main program": OURS,
    "Elab.async=true, all cores": ("-Dlinter.all=false",),
    "linters on": OURS[:2],
    "interpreter.prefer_native": (*OURS, "-Dinterpreter.prefer_native=true"),
}

FIRST_VERDICT = """
import time
start = time.perf_counter()
from factory.lean.verifier import Claim, Verifier
imported = time.perf_counter()
with Verifier() as verifier:
    assert verifier.verify([Claim(id="a", statement="True", proof="True.intro")])[0].reason == ""
    print(1000 * (imported - start), 1000 * (time.perf_counter() - imported))
"""


def make_claims(count: int) -> list[Claim]:
    """Distinct proved problems with both texts, of all outcomes."""
    domain = load_domain("propositional")
    config, claims, unit = domain.config(), list[Claim](), 0
    while len(claims) < count:
        proofs = domain.prove(config, domain.mine(config, 1, unit, 1000).problems)
        claims += [
            Claim(id=proof.id, statement=proof.statement, proof=proof.tactic, term=proof.term)
            for proof in proofs
            if proof.outcome is not Outcome.OPEN
        ]
        unit += 1
    return claims[:count]


class MemoryWatch(threading.Thread):
    """The most memory that a worker's processes held, sampled while the verifier works."""

    def __init__(self, verifier: Verifier) -> None:
        super().__init__(daemon=True)
        self.verifier, self.peak_mb, self.stopped = verifier, 0.0, False

    def run(self) -> None:
        """Sample until stopped."""
        while not self.stopped:
            total = sum(map(proportional_mb, self.verifier.pids))
            self.peak_mb = max(self.peak_mb, total)
            time.sleep(0.05)


def proportional_mb(pid: int) -> float:
    """Memory of a process, shared pages divided among those that share them."""
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    except OSError:
        pass
    return 0.0


def rate(
    toolchain: Toolchain, claims: Sequence[Claim], workers: int, *, trusted: bool
) -> tuple[float, int, float]:
    """Claims a second, how many were verified, and the most memory of a worker in MB."""
    with Verifier(toolchain, workers=workers) as verifier:
        verifier.verify(claims[:workers], trusted=trusted)
        watch = MemoryWatch(verifier)
        watch.start()
        start = time.perf_counter()
        verdicts = verifier.verify(claims, trusted=trusted)
        seconds = time.perf_counter() - start
        watch.stopped = True
        watch.join()
    verified = sum(verdict.status is Status.VERIFIED for verdict in verdicts)
    return len(claims) / seconds, verified, watch.peak_mb / workers


def rates_table(toolchain: Toolchain, claims: Sequence[Claim]) -> Table:
    tactics = [msgspec.structs.replace(claim, term=None) for claim in claims]
    terms = [msgspec.structs.replace(claim, proof=claim.term or "", term=None) for claim in claims]
    table = Table(title=f"{len(claims):,} propositional proofs, {toolchain.id}")
    for column in ("", "1 worker /s", "2 workers /s", "scaling", "verified", "MB a worker"):
        table.add_column(column, justify="right" if column else "left")
    for name, chosen, trusted in (
        ("trusted, tactic text", tactics, True),
        ("trusted, term text", terms, True),
        ("trusted, both texts", claims, True),
        ("untrusted, tactic text", tactics, False),
        ("untrusted, both texts", claims, False),
    ):
        one, _, _ = rate(toolchain, chosen, 1, trusted=trusted)
        two, verified, memory = rate(toolchain, chosen, 2, trusted=trusted)
        table.add_row(
            name, f"{one:,.0f}", f"{two:,.0f}", f"{two / one:.2f}", f"{verified:,}", f"{memory:.0f}"
        )
    return table


def start_table(repeats: int) -> Table:
    imports, firsts = [], []
    for _ in range(repeats):
        answer = subprocess.run(
            [sys.executable, "-P", "-c", FIRST_VERDICT], capture_output=True, text=True, check=True
        )
        imported, first = map(float, answer.stdout.split())
        imports.append(imported)
        firsts.append(first)
    table = Table(title=f"Start-up with a warm cache, {repeats} fresh interpreters")
    for column in ("", "median ms", "worst ms"):
        table.add_column(column, justify="right" if column else "left")
    table.add_row("Python imports", f"{median(imports):.0f}", f"{max(imports):.0f}")
    table.add_row("verifier made, to its first verdict", f"{median(firsts):.0f}", f"{max(firsts):.0f}")
    return table


def lean_cpu(toolchain: Toolchain, text: str, options: Sequence[str] = OURS, repeats: int = 3) -> float:
    """The least CPU seconds, of the user and the system, that a Lean took for a file."""
    best = float("inf")
    with tempfile.TemporaryDirectory() as scratch:
        command = [str(launcher_path()), "--scratch", scratch]
        command += ["--env", f"LEAN_PATH={os.pathsep.join(toolchain.search_path)}", "--", *toolchain.command]
        command += [*options, "--stdin", "-obatch.olean"]
        for _ in range(repeats):
            with tempfile.TemporaryFile() as source:
                source.write((toolchain.header + text).encode())
                source.seek(0)
                lean = subprocess.Popen(command, stdin=source, stdout=subprocess.DEVNULL)
                usage = os.wait4(lean.pid, 0)[2]
                lean.returncode = 0
            best = min(best, usage.ru_utime + usage.ru_stime)
    return best


def profile_tables(toolchain: Toolchain, copies: int, claims: Sequence[Claim]) -> tuple[Table, Table]:
    start = lean_cpu(toolchain, "")
    commands = Table(
        title=f"Lean's CPU time for one command, of {copies:,}; start-up {1000 * start:.0f} ms apart"
    )
    options = Table(title=f"Lean's CPU time for one of {len(claims):,} mined problems, tactic text")
    for table, first in ((commands, "command"), (options, "options")):
        table.add_column(first)
        table.add_column("ms", justify="right")
    for name, command in COMMANDS.items():
        spent = lean_cpu(toolchain, "".join(command.format(index) for index in range(copies)))
        commands.add_row(name, f"{1000 * (spent - start) / copies:.2f}")
    main_program = toolchain
    if toolchain.kind == "embedded":
        main_program = msgspec.structs.replace(toolchain, command=("embedded", toolchain.command[1]))
    tactics = [msgspec.structs.replace(claim, term=None) for claim in claims]
    for trusted in (True, False):
        text = compose(tactics, "", trusted=trusted).text.decode()
        spent = lean_cpu(toolchain, text) - start
        name = "as the verifier runs it" if trusted else "untrusted: in parentheses, restated"
        options.add_row(name, f"{1000 * spent / len(claims):.2f}")
        for name, chosen in OPTIONS.items() if trusted else ():
            spent = lean_cpu(main_program, text, chosen) - start
            options.add_row(name, f"{1000 * spent / len(claims):.2f}")
    text = compose(claims, "", trusted=True).text.decode()
    options.add_row("both texts", f"{1000 * (lean_cpu(toolchain, text) - start) / len(claims):.2f}")
    return commands, options


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--claims", type=int, default=2000)
    parser.add_argument("--starts", type=int, default=10)
    parser.add_argument("--profile", action="store_true", help="where Lean's time goes, instead of rates")
    arguments = parser.parse_args()
    console = Console()
    toolchain = find_toolchain()
    if arguments.profile:
        console.print(*profile_tables(toolchain, 1000, make_claims(500)))
        return
    console.print(start_table(arguments.starts))
    console.print(rates_table(toolchain, make_claims(arguments.claims)))


if __name__ == "__main__":
    main()
