"""What a prover learns from: statements with proofs that Lean accepted, read from traces or fresh."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from factory.domains import load_domain
from factory.lean.claims import Claim
from factory.lean.verifier import Verifier
from factory.prove.problems import Task
from factory.records import Outcome, Problem, Proof, Status, Trace
from factory.run.shards import ShardError, scan_file
from factory.run.tables import BadRow


class Lesson(msgspec.Struct, frozen=True):
    """A statement and a proof of it that Lean accepted. `problem` is the id of the canonical form."""

    problem: str
    statement: str
    proof: str


class Source(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where problems come from: a domain with a section of its settings.

    A domain may have a method `lesson(problem, proof)`: a text that is easier to learn than the term.
    """

    domain: str
    config: dict[str, object] = {}

    def mine(self, seed: int, unit: int, size: int) -> list[tuple[Task, Proof]]:
        """The problems of a work unit with the proofs of the domain's search; open ones are left out.

        Raises UnknownDomain, and ValueError for settings that the domain does not take.
        """
        domain = load_domain(self.domain)
        try:
            config = msgspec.convert(self.config, domain.config)
        except msgspec.ValidationError as error:
            raise ValueError(f"the domain {self.domain} does not take these settings: {error}") from None
        lesson: Callable[[Problem, Proof], str] | None = getattr(domain, "lesson", None)
        problems = domain.mine(config, seed, unit, size).problems
        found: list[tuple[Task, Proof]] = []
        for problem, proof in zip(problems, domain.prove(config, problems), strict=True):
            if proof.outcome is not Outcome.OPEN:
                term = lesson(problem, proof) if lesson else proof.term
                task = Task(id=problem.id, statement=proof.statement, problem=problem)
                found.append((task, msgspec.structs.replace(proof, term=term)))
        return found


def short(proof: Proof) -> str:
    """The text to learn: the term, which is the shorter, where there is one."""
    return proof.term or proof.tactic


def verified(found: Sequence[tuple[Task, Proof]], verifier: Verifier) -> list[Lesson]:
    """Lessons from the proofs of our own search that Lean accepts."""
    claims = [Claim(id=task.id, statement=task.statement, proof=short(proof)) for task, proof in found]
    verdicts = verifier.verify(claims, trusted=True)
    return [
        Lesson(claim.id, claim.statement, claim.proof)
        for claim, verdict in zip(claims, verdicts, strict=True)
        if verdict.status is Status.VERIFIED
    ]


def read_lessons(paths: Sequence[Path]) -> list[Lesson]:
    """The lessons in files of traces, each problem once; rows that are not verified are passed over.

    Raises ShardError, also where nothing is left.
    """
    lessons: dict[str, Lesson] = {}
    for path in paths:
        for batch in scan_file(Trace, path):
            for row in batch:
                if isinstance(row, BadRow):
                    raise ShardError(f"{path}, row {row.row}: {row.reason}")
                if row.verdict.status is Status.VERIFIED:
                    lesson = Lesson(row.problem.id, row.proof.statement, short(row.proof))
                    lessons.setdefault(lesson.problem, lesson)
    if not lessons:
        raise ShardError(f"{', '.join(map(str, paths))}: there are no verified traces")
    return list(lessons.values())
