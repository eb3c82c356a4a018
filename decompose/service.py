"""The decomposer that the factory finds: proofs cut into lemmas, goals split by structure or by a model."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from decompose.conjecture import conjectures as make_conjectures
from decompose.conjecture import triage
from decompose.lean import Lean
from decompose.recombine import NotProved, recombine
from decompose.session import Planner, Session, by_model, by_structure
from decompose.statement import statement
from decompose.store import LemmaStore
from decompose.trace import grow
from factory.decomposers import Asking, Decomposed, DecomposerError, Goal, LemmaRow, Report
from factory.lean.toolchain import Toolchain
from factory.models.asker import Asker, Limits, Stopped
from factory.models.ledger import Ledger, LedgerError
from factory.models.opening import Backend, MissingExtra, open_model

STORE, REQUESTS = "lemmas.sqlite", "requests.sqlite"


class LemmaDecomposer:
    """Implements `factory.decomposers.Decomposer`."""

    name = "lemmas"
    version = "1"
    summary = "a graph of lemmas that Lean has checked, and proofs put together from it"

    def decompose(
        self,
        goals: Sequence[Goal],
        folder: Path,
        toolchain: Toolchain,
        workers: int,
        *,
        least: int,
        depth: int,
        most: int,
        conjectures: int,
        asking: Asking | None,
    ) -> Report:
        """As the protocol says."""
        folder.mkdir(parents=True, exist_ok=True)
        try:
            with LemmaStore(folder / STORE) as store, Lean(toolchain, workers) as lean:
                known = [goal for goal in goals if goal.proof]
                proofs = [(goal.problem, goal.statement, goal.proof) for goal in known]
                grown = iter(grow(proofs, store, lean, least=least))
                rest = [(goal.problem, goal.statement) for goal in goals if not goal.proof]
                sketched: list[str] = []
                solved = iter(list[str]())
                if rest:
                    with _planner(folder, asking) as planner:
                        session = Session(store, lean, planner, most=most)
                        solved = iter(session.solve(rest, depth))
                        sketched = [_kind(one.reason) for one in session.sketched]
                roots = [next(grown).root if goal.proof else next(solved) for goal in goals]
                items = [statement(goal.statement) for goal in goals]
                pool = make_conjectures(items)[:conjectures] if conjectures else []
                found = Counter(str(one.finding) for one in triage(pool, store, lean))
                return Report(
                    goals=_checked(goals, roots, store, lean),
                    lemmas=_rows(store),
                    sketches=len(sketched),
                    refused=dict(Counter(kind for kind in sketched if kind).most_common()),
                    conjectures=dict(found),
                )
        except sqlite3.DatabaseError as error:
            raise DecomposerError(f"{folder / STORE} cannot be used: {error}; move it away") from None
        except (MissingExtra, LedgerError, Stopped) as error:
            raise DecomposerError(str(error)) from None


@contextmanager
def _planner(folder: Path, asking: Asking | None) -> Iterator[Planner]:
    """Where sketches come from: the goal's structure, or a model whose answers are kept in `folder`."""
    if asking is None:
        yield by_structure
        return
    with Ledger(folder / REQUESTS) as ledger:
        yield by_model(
            lambda: Asker(open_model(Backend.ENDPOINT, asking.model, asking.url), ledger, Limits()),
            samples=asking.samples,
            max_tokens=asking.max_tokens,
            temperature=asking.temperature,
        )


def _checked(goals: Sequence[Goal], roots: list[str], store: LemmaStore, lean: Lean) -> list[Decomposed]:
    """How the goals stand, every whole proof checked once more against the goal as it was given."""
    proofs: list[str] = []
    for root in roots:
        try:
            proofs.append(recombine(store, root))
        except NotProved:
            proofs.append("")
    claims = [(goal.statement, proof) for goal, proof in zip(goals, proofs, strict=True) if proof]
    reasons = iter(lean.verify(claims))
    found: list[Decomposed] = []
    for goal, root, proof in zip(goals, roots, proofs, strict=True):
        lemma = store.get(root)
        reason = next(reasons) if proof else ""
        if reason:
            raise DecomposerError(f"Lean refused the proof put together for {goal.problem}: {reason}")
        found.append(
            Decomposed(
                problem=goal.problem,
                statement=goal.statement,
                lemma=lemma.id,
                status=str(lemma.status),
                lemmas=store.below(lemma.id),
                proof=proof,
            )
        )
    return found


def _rows(store: LemmaStore) -> list[LemmaRow]:
    rows: list[LemmaRow] = []
    for lemma in store:
        reductions = store.reductions(lemma.id)
        first = reductions[0] if reductions else None
        rows.append(
            LemmaRow(
                id=lemma.id,
                statement=lemma.statement,
                status=str(lemma.status),
                attempts=lemma.attempts,
                proofs=lemma.proofs,
                proof=lemma.proof,
                reason=lemma.reason,
                skeleton=first.skeleton if first else "",
                children=first.children if first else [],
                problems=store.problems(lemma.id),
            )
        )
    return rows


def _kind(reason: str) -> str:
    """What a refusal says before its details."""
    head = reason.split(":", 2)
    return (head[1].strip() if head[0].startswith(("line ", "hole ")) and len(head) > 1 else head[0])[:80]


decomposer = LemmaDecomposer()
