"""The domain: searches become problems with their lemma graphs, these become proofs and documents."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from factory.records import Document, Mined, Problem, Proof, Provenance, Step, Trace, content_id
from generators import documents
from generators.choice import Choice
from generators.family import Telling
from generators.firstorder.worlds import LIBRARY
from generators.logic.axioms import random_axioms
from generators.logic.chain import closure_of, rounds
from generators.logic.clause import clause_text, parse, parse_clause, read_axioms
from generators.logic.config import Config
from generators.logic.harvest import Found, Wanted, near_miss, theorems
from generators.logic.prove import (
    Proved,
    clause_lean,
    derivation_lines,
    proved,
    refutation_lines,
    refuted,
    statement,
    world,
)
from generators.logic.saturate import Bounds, saturate
from generators.logic.words import say, tell
from generators.provenance import config_hash

_BARREN: Final = 200  # searches in a row that give nothing new end a unit


class LogicDomain:
    """Satisfies `factory.domains.Domain`."""

    name: Final = "logic"
    version: Final = "3"
    summary: Final = "rules saturated by a search over lemmas: deep theorems with lemma graphs, near misses"
    config: Final = Config
    styles: Final = documents.STYLE_NAMES
    library: Final = (LIBRARY,)

    def mine(self, config: Config, seed: int, unit: int, size: int) -> Mined:
        """At most `size` problems of work unit `unit`, from one search after the other.

        `generated` counts the clauses that the searches looked at.
        """
        settings = config_hash(config, "writing", "models")
        problems: dict[str, Problem] = {}
        generated = barren = search = 0
        while len(problems) < size and barren < _BARREN:
            choice = Choice(f"{self.name}/{seed}/{unit}/{search}")
            search += 1
            barren += 1
            found, looked_at = _search(config, choice)
            generated += looked_at
            for one in found:
                canonical = str(one.question)
                identity = content_id("problem", self.name, canonical)
                if identity in problems or len(problems) == size:
                    continue
                barren = 0
                provenance = Provenance(
                    generator=self.name,
                    version=self.version,
                    config_hash=settings,
                    seed=seed,
                    unit=unit,
                    index=len(problems),
                )
                problems[identity] = _problem(one, identity, canonical, provenance)
        return Mined(problems=list(problems.values()), generated=generated)

    def prove(self, config: Config, problems: Sequence[Problem]) -> list[Proof]:
        """One proof per problem, in order: of its lemma graph, or by a world."""
        return [self._prove(problem, config.models) for problem in problems]

    def _prove(self, problem: Problem, models: bool) -> Proof:
        question = parse(problem.canonical)
        lines = _derivation(problem)
        solution = proved(question, lines, models) if lines else refuted(question)
        told = derivation_lines(question, lines) if lines else refutation_lines(question)
        solution = solution.in_words(say(question, solution.steps, told, Choice(problem.id)))
        return solution.proof(problem, f"{self.name} {self.version}")

    def write(self, config: Config, trace: Trace) -> list[Document]:
        """The documents of a verified trace, in the shared styles."""
        problem = trace.problem
        told = Telling.kept(problem) or tell(
            parse(problem.canonical), Choice(problem.id), bool(problem.derivation)
        )
        return documents.write(trace, told.given, told.question, told.answer, config.writing)


def _search(config: Config, choice: Choice) -> tuple[Iterator[Found], int]:
    """What one search finds, and how many clauses it looked at."""
    if config.axioms:
        axioms = read_axioms(config.axioms)
    else:
        axioms = random_axioms(
            choice,
            predicates=_between(choice, config.min_predicates, config.max_predicates),
            rules=_between(choice, config.min_rules, config.max_rules),
            facts=choice.below(config.facts + 1) if choice.below(2) else 0,
            denials=choice.below(config.denials + 1),
        )
    bounds = Bounds(config.nodes, config.beam, config.children, config.conditions, config.variables)
    graph = saturate(axioms, bounds, config.scoring, choice)
    if graph.contradictory:
        return iter(()), graph.generated
    wanted = Wanted(
        config.min_steps,
        config.max_steps,
        config.min_rounds,
        config.min_reused,
        config.distractors,
        config.detours,
        config.kept,
        config.near,
    )
    return _harvest(theorems(graph, wanted, choice), config, wanted, choice), graph.generated


def _harvest(found: Iterator[Found], config: Config, wanted: Wanted, choice: Choice) -> Iterator[Found]:
    for theorem in found:
        true = choice.below(1_000_000) < config.true * 1_000_000
        one = theorem if true else near_miss(theorem, wanted, choice)
        if one is not None:
            yield one


def _between(choice: Choice, least: int, most: int) -> int:
    return least + choice.below(most - least + 1)


def _problem(found: Found, identity: str, canonical: str, provenance: Provenance) -> Problem:
    question = found.question
    derivation = [
        Step(
            index=number,
            rule=line.rule,
            premises=list(line.premises),
            conclusion=line.text,
            words="",
            failed=line.rule == "detour",
            certificate=json.dumps({"clause": clause_text(line.clause)}) if line.clause else "",
        )
        for number, line in enumerate(derivation_lines(question, found.lines))
    ]
    told = tell(question, Choice(identity), bool(found.lines))
    return Problem(
        id=identity,
        domain="logic",
        canonical=canonical,
        hypotheses=[clause_lean(axiom) for axiom in question.axioms],
        goal=clause_lean(question.claim),
        lean=statement(question) if found.lines else f"¬ ({statement(question)})",
        words=told.text,
        difficulty=_difficulty(found),
        provenance=provenance,
        derivation=derivation,
        given=told.ends,
        answer=told.answer,
    )


def _difficulty(found: Found) -> dict[str, float]:
    """Lemmas of the proof, those used more than once, depths; facts and things of a world; axioms in vain."""
    question, lines = found.question, found.lines
    measures: dict[str, float] = {"axioms": len(question.axioms), "conditions": len(question.claim.body)}
    if not lines:
        against = world(question)
        assert against is not None
        things = sum(map(len, against.situation.things))
        facts = len(against.closure.facts)
        zero = dict.fromkeys(("steps", "depth", "reused", "rounds", "distractors"), 0)
        return {**measures, **zero, "facts": facts, "things": things}
    count = len(question.axioms)
    uses = Counter(premise for line in lines for premise in line.premises if not line.failed)
    depth = [0] * len(lines)
    for number, line in enumerate(lines):
        if line.premises:
            depth[number] = 1 + max(depth[premise] for premise in line.premises)
    return {
        **measures,
        "steps": sum(not line.failed for line in lines) - count,
        "depth": depth[-1],
        "reused": sum(uses[number] > 1 for number in range(count, len(lines))),
        "rounds": rounds(question),
        "distractors": sum(not uses[number] for number in range(count)),
        "facts": len(closure_of(question).facts),
        "things": 0,
    }


def _derivation(problem: Problem) -> list[Proved]:
    """The lines of the record's derivation; raises ValueError where one cannot be read."""
    return [
        Proved(parse_clause(json.loads(step.certificate)["clause"]), tuple(step.premises), step.failed)
        for step in problem.derivation
    ]


domain: Final = LogicDomain()
