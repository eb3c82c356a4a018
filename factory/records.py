"""The records that flow through the factory: Problem -> Proof -> Verdict -> Trace -> Document.

Everything works around these structs; they know nothing of how a problem is made, proved or written.
Identifiers are content hashes over canonical forms, so that the same thing made twice has the same id.
The Parquet columns that hold them are documented in `docs/schema.md`.
"""

from __future__ import annotations

import hashlib
from enum import StrEnum

import msgspec


class Outcome(StrEnum):
    """What was proved about a problem."""

    INTUITIONISTIC = "intuitionistic"  # a theorem, proved without any axiom
    CLASSICAL = "classical"  # a theorem, proved with Classical only
    REFUTED = "refuted"  # not a theorem: `¬ ∀ ...` is proved from a countermodel
    OPEN = "open"  # the search gave up within its budget


class Status(StrEnum):
    """What the verifier said of a proof."""

    VERIFIED = "verified"
    REJECTED = "rejected"


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, gc=False):
    """Base of all records: immutable, keyword-only, strict when decoded; free of cycles to collect."""


class Provenance(Record, frozen=True):
    """Where a problem comes from; enough to make it again."""

    generator: str
    version: str
    config_hash: str
    seed: int
    unit: int  # the work unit of the run that made it
    index: int  # its place within the unit


class Step(Record, frozen=True):
    """One line of a trace. Steps are numbered from 0 in the order a reader meets them."""

    index: int
    rule: str
    premises: list[int]  # indices of the steps that it uses
    conclusion: str  # in symbols
    words: str  # the same line in natural language
    remaining: list[str] = []  # goals left after it, in symbols
    depth: int = 0  # how many assumptions or cases are open
    failed: bool = False  # part of a branch that the search abandoned
    certificate: str = ""  # JSON: what a checker needs besides rule and premises; the domain documents it


class Figure(Record, frozen=True):
    """A picture in which the hypotheses hold; without points where a domain has none."""

    points: list[str] = []  # names
    coordinates: list[float] = []  # x and y of each point in turn
    svg: str = ""  # drawn for a person


class Problem(Record, frozen=True):
    """A formal statement with its canonical form.

    `lean` is a closed Lean proposition, e.g. `∀ (p q : Prop), p ∧ q → q ∧ p`: to be proved *or refuted*;
    "" as long as the domain cannot state its problems in Lean.
    """

    id: str  # content_id("problem", domain, canonical)
    domain: str
    canonical: str  # the text that two equal problems share
    hypotheses: list[str]  # in symbols
    goal: str  # in symbols
    lean: str
    words: str  # the statement in natural language
    difficulty: dict[str, float]
    provenance: Provenance
    parents: list[str] = []
    licence: str = "CC0-1.0"
    near_duplicate_of: str | None = None
    contaminates: list[str] = []  # names of benchmark problems with the same canonical form
    formal: str = ""  # the statement in the domain's own language, where it has one
    auxiliary: str = ""  # in the same language: what the derivation constructs beyond the statement
    figure: Figure = Figure()
    derivation: list[Step] = []  # how the domain's own engine proves it, before any Lean
    given: list[int] = []  # where in `words` each sentence that is given ends; what is asked follows the last
    answer: str = ""  # to what is asked, in natural language, where the domain tells it with the question


class Proof(Record, frozen=True):
    """A Lean proof of `statement`, as a tactic script and as a term, with the steps that it is made of.

    One of the two may be empty: then the other is all that there is.

    `statement` is the problem's proposition, or its negation when the outcome is `refuted`.
    With the outcome `open` the Lean texts and steps are empty and `reason` says why.
    """

    id: str  # content_id("proof", statement, tactic, term)
    problem_id: str
    outcome: Outcome
    statement: str
    tactic: str  # starts with `by`
    term: str
    steps: list[Step]
    prover: str  # name and version
    search: dict[str, float] = {}  # nodes, depth, backtracks, ...
    countermodel: dict[str, bool] | None = None
    reason: str = ""
    model: str = ""  # a Lean proposition: the hypotheses are true of something; "" where none is given
    model_proof: str = ""


class Verdict(Record, frozen=True):
    """What the verifier found. `ms` is measured, so it never enters a dataset that must be reproducible."""

    status: Status
    reason: str  # "" when verified, else a short machine-readable reason followed by a detail
    axioms: list[str]  # sorted
    statement_hash: str  # text_hash of the statement's text
    proof_hash: str  # proof_hash of the proof
    type_hash: str  # structural hash of the type that the kernel admitted; "" when rejected
    toolchain: str  # id of the Lean and the library that checked it
    ms: float | None = None


class Trace(Record, frozen=True):
    """A problem with its proof and the verifier's verdict: one row of the hardwiring data."""

    id: str
    problem: Problem
    proof: Proof
    verdict: Verdict


class Document(Record, frozen=True):
    """A text written from a trace."""

    id: str  # content_id("document", trace_id, style, text)
    trace_id: str
    domain: str
    style: str
    text: str
    licence: str


class Corruption(Record, frozen=True):
    """A line of an argument made wrong. `statement` says in Lean that it is wrong, and `proof` proves it.

    A domain may have a method `corrupted(trace)` that gives one, or None.
    """

    step: int  # its index
    conclusion: str  # what it says now, in symbols
    words: str
    statement: str
    proof: str


class Part(Record, frozen=True):
    """Words of a problem that can be found again when they are lost, since the argument rests on them.

    A domain may have a method `parts(trace)` that gives all of them. `premises` are the lines which say the
    same, so that they are lost too.
    """

    start: int
    end: int
    premises: list[int] = []


class Solved(StrEnum):
    """How the attempt at a problem that someone posed ended."""

    PROVED = "proved"
    SATURATED = "saturated"  # nothing more follows, and a goal is not among what does
    OUT_OF_LIMITS = "out_of_limits"  # time or memory ended first; the reason says which
    FALSE = "false"  # a goal is false in every realization tried
    CONTRADICTORY = "contradictory"  # each goal holds in some realization, all together in none
    UNDRAWABLE = "undrawable"  # no realization was found: contradictory or degenerate clauses
    TOO_LARGE = "too_large"  # more points than the engine takes
    NO_GOAL = "no_goal"
    BAD_LANGUAGE = "bad_language"

    @property
    def blames_input(self) -> bool:
        """Whether the problem must be written otherwise before anything can be tried."""
        return self in (Solved.TOO_LARGE, Solved.NO_GOAL, Solved.BAD_LANGUAGE)


class Multiple(Record, frozen=True):
    """A term of a linear combination: `coefficient` ("2", "-1/3") times a relation of an earlier step."""

    step: int
    relation: int
    coefficient: str


class Deduced(Record, frozen=True):
    """One step of a derivation. `rule` is "premise", "algebra" or the name of a rule.

    `premises` are the steps that it rests on: those of a rule in its order, with the points for the rule's
    variables in `binding`. Of algebra, `certificate` has for each relation of the conclusion the combination
    that gives it. `restates`: it only says an earlier step in another way.
    """

    index: int
    rule: str
    premises: list[int]
    conclusion: str  # in the language of the problem
    symbols: str
    words: str
    conditions: list[str] = []  # inequalities under which the rule is true, in the language
    binding: list[str] = []
    certificate: list[list[Multiple]] = []
    restates: bool = False
    auxiliary: bool = False  # it mentions a point that the statement does not have


class Derivation(Record, frozen=True):
    """A goal and the steps that prove it, each resting on earlier ones; the last one is the goal.

    `conditions` are the hypotheses besides the premises, in symbols. `statement`, `tactic` and `term` are the
    same in Lean; `verdict` is what Lean says of them, where it was asked.
    """

    goal: str
    steps: list[Deduced]
    conditions: list[str]
    measures: dict[str, float]
    statement: str
    tactic: str
    term: str
    verdict: Verdict | None = None


class Solution(Record, frozen=True):
    """What a solver found about one problem. `seconds` is measured."""

    name: str
    problem: str  # in full, in the solver's own language; as it was given where it cannot be read
    outcome: Solved
    reason: str  # "" when proved
    goals: list[str] = []
    proofs: list[Derivation] = []  # of the goals that were proved, in their order
    figure: Figure = Figure()
    realizations: int = 0  # tried
    held: int = 0  # in how many of them all goals held
    auxiliary: list[str] = []  # auxiliary points that the proofs use
    seconds: float = 0.0


class Mined(msgspec.Struct, frozen=True):
    """The result of one mining unit: distinct problems, and how many were generated to get them."""

    problems: list[Problem]
    generated: int


def text_hash(*parts: str) -> str:
    """SHA-256 (hex) of the parts, each preceded by its length so that no two lists of parts collide."""
    data = [part.encode() for part in parts]
    return hashlib.sha256(b"".join([len(part).to_bytes(8, "big") + part for part in data])).hexdigest()


def proof_hash(proof: Proof) -> str:
    """The hash of a proof's texts; those of a model are part of it where there is one."""
    model = (proof.model, proof.model_proof) if proof.model else ()
    return text_hash(proof.tactic, proof.term, *model)


def content_id(kind: str, *parts: str) -> str:
    """A 32-digit id of a record: the start of the hash of its kind and its canonical parts."""
    return text_hash(kind, *parts)[:32]
