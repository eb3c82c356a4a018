"""The classical label of 100,000 mined problems, against truth tables in Python and against z3."""

from collections.abc import Iterator

import pytest
import z3

from search import _mine

BATCH = 500  # labels that one z3 query certifies


def options(**fields: object) -> _mine.Options:
    result = _mine.Options()
    for name, value in ({"constants": 0.05} | fields).items():
        assert hasattr(result, name)
        setattr(result, name, value)
    return result


@pytest.fixture(scope="module")
def labelled() -> list[_mine.Candidate]:
    """Distinct problems: most of the usual sizes, some with many atoms and connectives."""
    usual = _mine.mine(options(valid_share=0.6), seed=11, unit=0, slots=75_000).candidates
    tables_of_four_words = options(
        min_size=12, max_size=30, max_depth=8, min_atoms=6, max_atoms=8, max_hypotheses=5, valid_share=0.5
    )
    wide = _mine.mine(tables_of_four_words, seed=12, unit=0, slots=40_000).candidates
    found = list({candidate.canonical: candidate for candidate in usual + wide}.values())
    assert len(found) >= 100_000
    return found[:50_000] + found[-50_000:]  # both kinds, 100,000 in all


def tokens_from_the_right(text: str) -> Iterator[str]:
    return reversed(text)


def refuting_rows(text: str, number_of_atoms: int) -> int:
    """The rows that refute the sequent, as the bits of an integer."""
    rows = 1 << number_of_atoms
    everything = (1 << rows) - 1
    # Row r makes atom i true when bit i of r is set: a period of 2^i false rows and 2^i true ones.
    columns = [everything // ((1 << (1 << i)) + 1) << (1 << i) for i in range(number_of_atoms)]

    def table(formula: str) -> int:
        stack: list[int] = []
        for token in tokens_from_the_right(formula):
            match token:
                case "T":
                    stack.append(everything)
                case "F":
                    stack.append(0)
                case "~":
                    stack.append(everything ^ stack.pop())
                case "&":
                    stack.append(stack.pop() & stack.pop())
                case "|":
                    stack.append(stack.pop() | stack.pop())
                case ">":
                    stack.append(everything ^ stack.pop() | stack.pop())
                case "=":
                    stack.append(everything ^ stack.pop() ^ stack.pop())
                case _:
                    stack.append(columns[ord(token) - ord("a")])
        (result,) = stack
        return result

    hypotheses, goal = text.split(":")
    refuting = everything ^ table(goal)
    for hypothesis in hypotheses.split(",") if hypotheses else ():
        refuting &= table(hypothesis)
    return refuting


def test_truth_tables_agree_with_every_label(labelled: list[_mine.Candidate]) -> None:
    wrong = [
        candidate.text
        for candidate in labelled
        if refuting_rows(candidate.text, candidate.atoms).bit_count() != candidate.countermodels
        or candidate.valid != (candidate.countermodels == 0)
    ]
    assert wrong == []


SMT_OF_PREFIX = {"~": "not", "&": "and", "|": "or", ">": "=>", "=": "="}


def refutation(text: str, prefix: str) -> str:
    """SMT-LIB for: the hypotheses hold and the goal fails. Atoms are named `prefix` and letter."""

    def term(formula: str) -> str:
        stack: list[str] = []
        for token in tokens_from_the_right(formula):
            if token in "TF":
                stack.append("true" if token == "T" else "false")
            elif token == "~":
                stack.append(f"(not {stack.pop()})")
            elif token in SMT_OF_PREFIX:
                stack.append(f"({SMT_OF_PREFIX[token]} {stack.pop()} {stack.pop()})")
            else:
                stack.append(prefix + token)
        (result,) = stack
        return result

    hypotheses, goal = text.split(":")
    return f"(and {' '.join(map(term, hypotheses.split(',') if hypotheses else ()))} (not {term(goal)}))"


def check(declared: list[str], assertion: str) -> z3.CheckSatResult:
    solver = z3.Solver()
    solver.from_string("".join(f"(declare-const {atom} Bool)" for atom in declared) + f"(assert {assertion})")
    return solver.check()


def test_z3_agrees_with_every_label(labelled: list[_mine.Candidate]) -> None:
    """One query a batch: nothing refutes a valid one; on atoms of their own, all others fail at once."""
    valid = [candidate.text for candidate in labelled if candidate.valid]
    refutable = [candidate for candidate in labelled if not candidate.valid]
    assert min(len(valid), len(refutable)) > 30_000
    for start in range(0, len(valid), BATCH):
        refutations = " ".join(refutation(text, "x") for text in valid[start : start + BATCH])
        assert check([f"x{letter}" for letter in "abcdefgh"], f"(or {refutations})") == z3.unsat, start
    for start in range(0, len(refutable), BATCH):
        batch = refutable[start : start + BATCH]
        declared = [f"x{i}{letter}" for i, c in enumerate(batch) for letter in "abcdefgh"[: c.atoms]]
        refutations = " ".join(refutation(c.text, f"x{i}") for i, c in enumerate(batch))
        assert check(declared, f"(and {refutations})") == z3.sat, start


def test_a_wrong_label_would_be_found() -> None:
    """The oracles are awake: a batch with one wrong label fails both ways."""
    right, wrong = [":>ab"] * 3, ":>aa"
    assert refuting_rows(wrong, 1) == 0
    assert refuting_rows(right[0], 2).bit_count() == 1
    declared = ["xa", "xb"]
    assert check(declared, f"(or {' '.join(refutation(text, 'x') for text in [wrong])})") == z3.unsat
    assert check(declared, f"(or {' '.join(refutation(text, 'x') for text in [wrong, *right])})") == z3.sat
    assert check(declared, f"(and {' '.join(refutation(text, 'x') for text in [wrong, *right])})") == z3.unsat
