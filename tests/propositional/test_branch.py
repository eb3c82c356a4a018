"""Branches of tableaux against all truth values: a model where there is one, and none else."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from generators.propositional.branch import open_branch
from generators.propositional.formula import (
    And,
    Atom,
    Bottom,
    Formula,
    Iff,
    Implies,
    Not,
    Or,
    Top,
    atoms,
    holds,
)

FORMULAS: st.SearchStrategy[Formula] = st.recursive(
    st.sampled_from([Atom(0), Atom(1), Atom(2), Top(), Bottom()]),
    lambda inner: st.one_of(
        st.builds(Not, inner), *(st.builds(kind, inner, inner) for kind in (And, Or, Implies, Iff))
    ),
    max_leaves=8,
)


@given(st.lists(FORMULAS, min_size=1, max_size=3))
def test_a_branch_is_a_model_or_there_is_none(formulas: list[Formula]) -> None:
    names = atoms(*formulas)
    worlds = [dict(zip(names, values, strict=True)) for values in product((True, False), repeat=len(names))]
    branch = open_branch(formulas)
    if branch is None:
        assert not any(all(holds(formula, world) for formula in formulas) for world in worlds)
        return
    assert branch[: len(dict.fromkeys(formulas))] == list(dict.fromkeys(formulas))
    model = {atom: atom in branch for atom in names}
    assert all(holds(formula, model) for formula in branch)
