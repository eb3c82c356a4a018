"""A family of problems as a domain: what a family of its own has to say, and all that families share.

A family samples questions, decides them with a certificate, and says them in Lean, in symbols and in words.
`FamilyDomain` makes of it what `factory.domains.Domain` asks for: problems are kept in canonical form, proofs
are found again from the canonical text alone, documents come from the shared styles.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import Any, Generic, Protocol, TypeVar

import msgspec

from factory.records import (
    Corruption,
    Document,
    Mined,
    Outcome,
    Problem,
    Proof,
    Provenance,
    Step,
    Trace,
    content_id,
)
from generators import documents
from generators.choice import Choice
from generators.provenance import config_hash

Q = TypeVar("Q")
C = TypeVar("C", bound=msgspec.Struct)


@dataclass(frozen=True, slots=True)
class Telling:
    """A question in words: the sentences that are given, what is asked, and the answer."""

    given: tuple[str, ...]
    question: str
    answer: str

    @property
    def text(self) -> str:
        """The question as a reader meets it, without the answer."""
        return " ".join((*self.given, self.question))

    @property
    def ends(self) -> list[int]:
        """Where in `text` each sentence that is given ends."""
        return [end - 1 for end in accumulate(len(sentence) + 1 for sentence in self.given)]

    @staticmethod
    def kept(problem: Problem) -> Telling | None:
        """What was told when the problem was mined, where its row keeps the answer; the inverse of `text`."""
        if not problem.answer:
            return None
        starts = [0, *(end + 1 for end in problem.given)]
        given = tuple(problem.words[start:end] for start, end in zip(starts, problem.given, strict=False))
        return Telling(given, problem.words[starts[-1] :], problem.answer)


@dataclass(frozen=True, slots=True)
class Solution:
    """A proof of a question's Lean statement; its steps have no words until `in_words` gives them.

    `model` says in Lean that what the statement supposes is true of something, where that is not part of it.
    """

    outcome: Outcome
    tactic: str
    term: str
    steps: list[Step]
    search: dict[str, float] = field(default_factory=dict)
    model: str = ""
    model_proof: str = ""

    def in_words(self, words: Sequence[str]) -> Solution:
        """The same with the words of its steps, one text a step."""
        steps = [
            msgspec.structs.replace(step, words=text) for step, text in zip(self.steps, words, strict=True)
        ]
        return replace(self, steps=steps)

    def proof(self, problem: Problem, prover: str) -> Proof:
        """The row of a problem that this solves; `prover` says by what, and in which version."""
        return Proof(
            id=content_id("proof", problem.lean, self.tactic, self.term),
            problem_id=problem.id,
            outcome=self.outcome,
            statement=problem.lean,
            tactic=self.tactic,
            term=self.term,
            steps=self.steps,
            prover=prover,
            search=self.search,
            model=self.model,
            model_proof=self.model_proof,
        )


class Family(Protocol[Q, C]):
    """What a family says of itself; all methods are deterministic functions of their arguments.

    A family whose proofs rest on modules of the Lean library names them in `library`, a tuple. One that can
    make a line of a proof wrong has `corrupted(question, trace)`, which gives a `Corruption` or None.
    """

    @property
    def name(self) -> str:
        """The domain's name."""
        ...

    @property
    def version(self) -> str:
        """Changes whenever the same arguments would give other problems or proofs."""
        ...

    @property
    def summary(self) -> str:
        """What it is about, in one line."""
        ...

    @property
    def config(self) -> type[C]:
        """The recipe's section, with defaults; `writing` in it is `generators.documents.Writing`."""
        ...

    def sample(self, config: C, choice: Choice) -> Q | None:
        """A question that is interesting enough, in canonical form; None for a draw that is not."""
        ...

    def text(self, question: Q) -> str:
        """The canonical text: two questions that are the same up to renaming and order have the same one."""
        ...

    def parse(self, text: str) -> Q:
        """The question that a canonical text states; raises ValueError."""
        ...

    def lean(self, question: Q) -> str:
        """The closed Lean proposition that answers the question."""
        ...

    def symbols(self, question: Q) -> tuple[list[str], str]:
        """Hypotheses and goal in symbols."""
        ...

    def difficulty(self, question: Q) -> Mapping[str, float]:
        """Measures of how hard it is; the knobs of the configuration move them."""
        ...

    def tell(self, question: Q, choice: Choice) -> Telling:
        """The question in words; names and phrases are chosen by `choice`."""
        ...

    def solve(self, question: Q, choice: Choice) -> Solution:
        """The proof, its steps in the words that `tell` uses when it is given an equal `choice`."""
        ...


class FamilyDomain(Generic[Q, C]):
    """Satisfies `factory.domains.Domain` on behalf of a family."""

    styles = documents.STYLE_NAMES
    _attempts = 60  # draws for one slot of a unit before it is left empty

    def __init__(self, family: Family[Q, C]) -> None:
        self.family = family
        self.name, self.version, self.summary, self.config = (
            family.name,
            family.version,
            family.summary,
            family.config,
        )
        self.library: tuple[str, ...] = getattr(family, "library", ())

    def mine(self, config: C, seed: int, unit: int, size: int) -> Mined:
        """Fill `size` slots of a work unit; duplicates within the unit leave theirs empty."""
        settings = config_hash(config, "writing")
        problems: dict[str, Problem] = {}
        generated = 0
        for slot in range(size):
            choice = Choice(f"{self.name}/{seed}/{unit}/{slot}")
            for _ in range(self._attempts):
                generated += 1
                question = self.family.sample(config, choice)
                if question is not None:
                    break
            else:
                continue
            canonical = self.family.text(question)
            identity = content_id("problem", self.name, canonical)
            if identity in problems:
                continue
            provenance = Provenance(
                generator=self.name,
                version=self.version,
                config_hash=settings,
                seed=seed,
                unit=unit,
                index=slot,
            )
            hypotheses, goal = self.family.symbols(question)
            told = self.family.tell(question, Choice(identity))
            problems[identity] = Problem(
                id=identity,
                domain=self.name,
                canonical=canonical,
                hypotheses=hypotheses,
                goal=goal,
                lean=self.family.lean(question),
                words=told.text,
                difficulty=dict(self.family.difficulty(question)),
                provenance=provenance,
                given=told.ends,
                answer=told.answer,
            )
        return Mined(problems=list(problems.values()), generated=generated)

    def prove(self, config: C, problems: Sequence[Problem]) -> list[Proof]:
        """One proof per problem, in order."""
        return [self._prove(problem) for problem in problems]

    def _prove(self, problem: Problem) -> Proof:
        solution = self.family.solve(self.family.parse(problem.canonical), Choice(problem.id))
        return solution.proof(problem, f"{self.name} {self.version}")

    def write(self, config: Any, trace: Trace) -> list[Document]:
        """The documents of a verified trace, in the shared styles."""
        problem = trace.problem
        told = Telling.kept(problem) or self.family.tell(
            self.family.parse(problem.canonical), Choice(problem.id)
        )
        writing: documents.Writing = config.writing
        return documents.write(trace, told.given, told.question, told.answer, writing)

    def corrupted(self, trace: Trace) -> Corruption | None:
        """A line of the proof made wrong by the family, where it can do that."""
        corrupt = getattr(self.family, "corrupted", None)
        if corrupt is None:
            return None
        found: Corruption | None = corrupt(self.family.parse(trace.problem.canonical), trace)
        return found
