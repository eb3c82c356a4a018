"""The miner: bounds, filters, counts, determinism, and what its records say."""

import hashlib
import itertools
from collections import Counter
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factory.records import content_id
from generators.propositional.config import Config, Search, Weights
from generators.propositional.formula import (
    And,
    Atom,
    Bottom,
    Formula,
    Iff,
    Implies,
    Not,
    Or,
    Sequent,
    Top,
    atoms,
    depth,
    holds,
    parse_sequent,
    size,
)
from generators.propositional.mine import mine, native_options, sequent_of
from search import _mine

USUAL = native_options(Config())


def facts(candidate: _mine.Candidate) -> tuple[Any, ...]:
    c = candidate
    return c.canonical, c.text, c.valid, c.size, c.depth, c.atoms, c.hypotheses, c.countermodels, c.source


def formulas_of(sequent: Sequent) -> tuple[Formula, ...]:
    return (*sequent.hypotheses, sequent.goal)


def models(sequent: Sequent) -> list[dict[Atom, bool]]:
    used = atoms(*formulas_of(sequent))
    return [dict(zip(used, row, strict=True)) for row in itertools.product([False, True], repeat=len(used))]


def refutes(model: dict[Atom, bool], hypotheses: tuple[Formula, ...], goal: Formula) -> bool:
    return all(holds(hypothesis, model) for hypothesis in hypotheses) and not holds(goal, model)


def connectives(formula: Formula) -> Counter[type[Formula]]:
    match formula:
        case Atom() | Top() | Bottom():
            return Counter([type(formula)])
        case Not(body):
            return Counter([Not]) + connectives(body)
        case And(left, right) | Or(left, right) | Implies(left, right) | Iff(left, right):
            return Counter([type(formula)]) + connectives(left) + connectives(right)


@st.composite
def configs(draw: st.DrawFn) -> Config:
    least = {
        "size": draw(st.integers(1, 20)),
        "atoms": draw(st.integers(1, 4)),
        "hypotheses": draw(st.integers(0, 2)),
    }
    most = {
        "size": least["size"] + draw(st.integers(2, 12)),
        "atoms": least["atoms"] + draw(st.integers(0, 4)),
        "hypotheses": least["hypotheses"] + draw(st.integers(0, 4)),
    }
    weight = st.sampled_from([0.0, 0.5, 1.0, 3.0])
    return Config(
        **{f"min_{what}": value for what, value in least.items()},
        **{f"max_{what}": value for what, value in most.items()},
        max_depth=draw(st.integers(5, 10)),
        weights=Weights(
            negation=draw(weight),
            conjunction=draw(weight),
            disjunction=draw(weight),
            implication=draw(st.sampled_from([0.5, 2.0])),
            equivalence=draw(weight),
        ),
        constants=draw(st.sampled_from([0.0, 0.1])),
        valid_share=draw(st.sampled_from([0.0, 0.5, 1.0])),
        spare_hypotheses=draw(st.booleans()),
        contradictory=draw(st.booleans()),
    )


@settings(max_examples=60)
@given(configs(), st.integers(0, 2**64 - 1), st.integers(0, 2**64 - 1))
def test_candidates_keep_the_bounds_and_the_filters(config: Config, seed: int, unit: int) -> None:
    batch = _mine.mine(native_options(config), seed, unit, 20)
    found = batch.candidates
    assert len({candidate.canonical for candidate in found}) == len(found)
    assert len(found) + batch.duplicate + batch.exhausted == 20
    rejected = batch.out_of_bounds + batch.other_outcome + batch.trivial
    assert batch.generated == len(found) + batch.duplicate + rejected
    weights = config.weights
    banned = {
        kind
        for kind, weight in [
            (Not, weights.negation),
            (And, weights.conjunction),
            (Or, weights.disjunction),
            (Implies, weights.implication),
            (Iff, weights.equivalence),
            (Top, config.constants),
            (Bottom, config.constants),
        ]
        if weight == 0
    }
    for candidate in found:
        sequent = parse_sequent(candidate.text)
        parts = formulas_of(sequent)
        assert candidate.canonical == _mine.canonical(candidate.text)
        assert candidate.size == sum(map(size, parts))
        assert config.min_size <= candidate.size <= config.max_size
        assert candidate.depth == max(map(depth, parts)) <= config.max_depth
        assert [atom.index for atom in atoms(*parts)] == list(range(candidate.atoms))
        assert config.min_atoms <= candidate.atoms <= config.max_atoms
        assert config.min_hypotheses <= candidate.hypotheses <= config.max_hypotheses
        assert candidate.hypotheses == len(sequent.hypotheses)
        assert not banned & set().union(*(connectives(part) for part in parts))
        first_seen = dict.fromkeys(letter for letter in candidate.text if letter.islower())
        assert list(first_seen) == sorted(first_seen)
        assert_interesting(sequent, candidate.valid, config)


def assert_interesting(sequent: Sequent, valid: bool, config: Config) -> None:
    hypotheses, goal = sequent.hypotheses, sequent.goal
    rows = models(sequent)
    assert valid == (not any(refutes(model, hypotheses, goal) for model in rows))
    assert goal not in hypotheses
    assert len(set(hypotheses)) == len(hypotheses)
    assert not {Top(), Bottom()} & set(hypotheses)
    assert goal != Top()
    for hypothesis in hypotheses:
        assert not all(holds(hypothesis, model) for model in rows)
    consistent = any(all(holds(hypothesis, model) for hypothesis in hypotheses) for model in rows)
    assert consistent or config.contradictory or goal == Bottom()
    if valid and not config.spare_hypotheses:
        for i in range(len(hypotheses)):
            others = hypotheses[:i] + hypotheses[i + 1 :]
            assert any(refutes(model, others, goal) for model in rows), "a hypothesis is not needed"
    parts = [set(atoms(part)) for part in formulas_of(sequent)]
    reached = max(parts, key=len)
    for _ in parts:
        reached = reached.union(*(part for part in parts if part & reached))
    assert reached == set().union(*parts)


def test_a_unit_is_a_function_of_its_arguments() -> None:
    one = [facts(c) for c in _mine.mine(USUAL, 7, 3, 500).candidates]
    assert one == [facts(c) for c in _mine.mine(USUAL, 7, 3, 500).candidates]
    for seed, unit in ((7, 4), (8, 3), (3, 7)):
        other = [facts(c) for c in _mine.mine(USUAL, seed, unit, 500).candidates]
        assert len(set(one) & set(other)) < 100


def test_a_longer_unit_begins_with_the_shorter() -> None:
    short = [facts(c) for c in _mine.mine(USUAL, 1, 1, 100).candidates]
    assert [facts(c) for c in _mine.mine(USUAL, 1, 1, 300).candidates][: len(short)] == short


def test_outcomes_and_sources_are_mixed_as_asked() -> None:
    candidates = _mine.mine(USUAL, 2, 0, 5000).candidates
    assert len(candidates) > 4000
    share = sum(candidate.valid for candidate in candidates) / len(candidates)
    assert abs(share - Config().valid_share) < 0.05
    sources = Counter(candidate.source for candidate in candidates)
    assert set(sources) == {"random", "schema", "derivation", "transformation", "near_miss"}
    assert min(sources.values()) > 200
    assert len({candidate.size for candidate in candidates}) == 12


def test_every_schema_is_a_theorem() -> None:
    schemata = _mine.schemata()
    assert len(schemata) >= 100
    for text in schemata:
        sequent = parse_sequent(text)
        assert not any(refutes(model, sequent.hypotheses, sequent.goal) for model in models(sequent)), text
    assert len({_mine.canonical(text) for text in schemata}) == len(schemata)


def test_a_hopeless_request_ends() -> None:
    options = native_options(Config(min_size=1, max_size=1, min_atoms=2, max_atoms=2, valid_share=1))
    options.max_hypotheses = 0
    batch = _mine.mine(options, 0, 0, 5)
    assert (batch.candidates, batch.exhausted) == ([], 5)


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("min_size", 15, "min_size <= max_size"),
        ("max_size", 65, "max_size <= 64"),
        ("max_depth", 0, "max_depth"),
        ("max_atoms", 9, "max_atoms <= 8"),
        ("max_hypotheses", 9, "max_hypotheses <= 8"),
        ("weights", [1, 0, 0, 0, 0], "above 0"),
        ("weights", [float("nan")] * 5, "0 to 1000000"),
        ("constants", 2, "constants"),
        ("valid_share", float("nan"), "valid_share"),
    ],
)
def test_the_native_miner_refuses_bad_options(field: str, value: Any, message: str) -> None:
    options = native_options(Config())
    setattr(options, field, value)
    with pytest.raises(ValueError, match=message):
        _mine.mine(options, 0, 0, 1)


def test_records() -> None:
    config = Config()
    mined = mine(config, seed=5, unit=9, size=400)
    assert 300 < len(mined.problems) <= 400 <= mined.generated
    assert [problem.provenance.index for problem in mined.problems] == list(range(len(mined.problems)))
    for problem in mined.problems:
        sequent = sequent_of(problem)
        assert problem.id == content_id("problem", "propositional", problem.canonical)
        assert problem.canonical == _mine.canonical(sequent.prefix())
        assert problem.lean == sequent.lean()
        assert problem.words
        provenance = problem.provenance
        assert (provenance.seed, provenance.unit) == (5, 9)
        assert problem.difficulty["countermodels"] == sum(
            refutes(model, sequent.hypotheses, sequent.goal) for model in models(sequent)
        )
    assert mined == mine(config, seed=5, unit=9, size=400)
    other = mine(Config(max_size=13), seed=5, unit=9, size=1).problems[0]
    assert other.provenance.config_hash != mined.problems[0].provenance.config_hash
    searched_longer = msgspec.structs.replace(config, search=Search(nodes=1))
    assert mine(searched_longer, seed=5, unit=9, size=400) == mined


@pytest.mark.parametrize(("seed", "unit", "size"), [(-1, 0, 1), (0, 2**64, 1), (0, 0, -1)])
def test_arguments_out_of_range(seed: int, unit: int, size: int) -> None:
    with pytest.raises(ValueError, match="must be from 0"):
        mine(Config(), seed, unit, size)


def test_nothing_asked_for() -> None:
    assert mine(Config(), 0, 0, 0).problems == []


@pytest.mark.parametrize(
    ("section", "message"),
    [
        ({"min_sise": 3}, "unknown field `min_sise`"),
        ({"min_size": "3"}, r"Expected `int`, got `str` - at `\$.min_size`"),
        ({"max_size": 65}, r"<= 64 - at `\$.max_size`"),
        ({"max_atoms": 0}, r">= 1 - at `\$.max_atoms`"),
        ({"min_size": 9, "max_size": 8}, "min_size is 9 but max_size is 8"),
        ({"min_hypotheses": 4}, "min_hypotheses is 4 but max_hypotheses is 3"),
        ({"max_depth": 1, "min_size": 5}, "raise max_depth"),
        ({"min_atoms": 8, "max_atoms": 8, "min_size": 1, "max_size": 3}, "raise max_size"),
        ({"weights": {"conjunction": -1}}, r">= 0.0 - at `\$.weights.conjunction`"),
        (
            {"weights": {"conjunction": 0, "disjunction": 0, "implication": 0, "equivalence": 0}},
            r"must be above 0 - at `\$.weights`",
        ),
        ({"writing": {"styles": ["haiku"]}}, "no style is called 'haiku'"),
        ({"writing": {"vocabularies": ["elvish"]}}, "no vocabulary is called 'elvish'"),
        ({"search": {"nodes": 0}}, r">= 1 - at `\$.search.nodes`"),
        ({"valid_share": 1.5}, r"<= 1.0 - at `\$.valid_share`"),
    ],
)
def test_impossible_sections_are_refused(section: dict[str, Any], message: str) -> None:
    with pytest.raises(msgspec.ValidationError, match=message):
        msgspec.convert(section, Config)


def test_these_problems_belong_to_this_version() -> None:
    """When this hash changes, other machines would get other problems: raise VERSION along with it."""
    texts = "\n".join(candidate.text for candidate in _mine.mine(USUAL, 2026, 1, 2000).candidates)
    assert hashlib.sha256(texts.encode()).hexdigest()[:16] == "bc22dcccffea3347"
