"""The decomposer that the factory finds: proofs cut into lemmas, goals split by structure or by a model."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from decompose.asking import OpenAsker
from decompose.conjecture import Triaged, scores, triage
from decompose.conjecture import conjectures as make_conjectures
from decompose.lean import Lean
from decompose.propose import propose
from decompose.recombine import NotProved, recombine
from decompose.session import Planner, Session, by_model, by_structure
from decompose.statement import Statement, statement
from decompose.store import LemmaStore
from decompose.trace import grow
from factory.decomposers import Asking, ConjectureRow, Decomposed, DecomposerError, Goal, LemmaRow, Report
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
                unproved = [goal for goal in goals if not goal.proof]
                _sensible(unproved, lean)
                proofs = [(goal.problem, goal.statement, goal.proof) for goal in known]
                grown = iter(grow(proofs, store, lean, least=least))
                rest = [(goal.problem, goal.statement) for goal in unproved]
                with _asker(folder, asking) as open_asker:
                    items = list({(item := statement(goal.statement)).id: item for goal in goals}.values())
                    pool = make_conjectures(items)[:conjectures] if conjectures else []
                    refused: list[str] = []
                    if open_asker and asking and asking.candidates:
                        proposals = propose(
                            items,
                            asking.candidates,
                            open_asker,
                            lean,
                            max_tokens=asking.max_tokens,
                            temperature=asking.temperature,
                        )
                        pool, refused = [*proposals.candidates, *pool], proposals.refused
                    triaged = triage(pool, store, lean)
                    session = Session(store, lean, _planner(open_asker, asking), most=most)
                    solved = iter(session.solve(rest, depth))
                roots = [next(grown).root if goal.proof else next(solved) for goal in goals]
                sketched = [one.reason for one in session.sketched]
                return Report(
                    goals=_checked(goals, roots, store, lean),
                    lemmas=_rows(store),
                    sketches=len(sketched),
                    refused=_kinds(sketched),
                    conjectures=_ranked(triaged, items, store),
                    not_proposed=_kinds(refused),
                )
        except sqlite3.DatabaseError as error:
            raise DecomposerError(f"{folder / STORE} cannot be used: {error}; move it away") from None
        except (MissingExtra, LedgerError, Stopped) as error:
            raise DecomposerError(str(error)) from None


def _sensible(goals: Sequence[Goal], lean: Lean) -> None:
    """Raises DecomposerError where a goal is no proposition."""
    for goal, reason in zip(goals, lean.propositions([goal.statement for goal in goals]), strict=True):
        if reason:
            raise DecomposerError(f"{goal.statement!r} is no closed proposition to Lean: {reason}")


@contextmanager
def _asker(folder: Path, asking: Asking | None) -> Iterator[OpenAsker | None]:
    """What opens the model, whose answers are kept in `folder`."""
    if asking is None:
        yield None
        return
    with Ledger(folder / REQUESTS) as ledger:
        yield lambda: Asker(open_model(Backend.ENDPOINT, asking.model, asking.url), ledger, Limits())


def _planner(open_asker: OpenAsker | None, asking: Asking | None) -> Planner:
    """Where sketches come from: the goal's structure, or a model."""
    if open_asker is None or asking is None:
        return by_structure
    return by_model(
        open_asker,
        samples=asking.samples,
        max_tokens=asking.max_tokens,
        temperature=asking.temperature,
    )


def _ranked(triaged: Sequence[Triaged], goals: Sequence[Statement], store: LemmaStore) -> list[ConjectureRow]:
    items = [one.conjecture.statement for one in triaged]
    rates = [store.get(item.id).proof_rate for item in items]
    rows = [
        ConjectureRow(
            lemma=item.id,
            statement=item.text,
            how=one.conjecture.how,
            parents=list(one.conjecture.parents),
            finding=str(one.finding),
            detail=one.detail,
            proof_rate=rate,
            score=score,
        )
        for one, item, rate, score in zip(triaged, items, rates, scores(items, goals, rates), strict=True)
    ]
    return sorted(rows, key=lambda row: -row.score)


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


def _kinds(reasons: Sequence[str]) -> dict[str, int]:
    """How often each refusal was met, by what it says before its details; the commonest first."""
    kinds: Counter[str] = Counter()
    for reason in filter(None, reasons):
        head = reason.split(":", 2)
        inner = head[0].startswith(("line ", "hole ")) and len(head) > 1
        kinds[(head[1].strip() if inner else head[0])[:80]] += 1
    return dict(kinds.most_common())


decomposer = LemmaDecomposer()
