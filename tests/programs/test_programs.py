"""Programs: labels against Python and z3, proofs against Lean, words read back."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping

import pytest
import z3
from hypothesis import given, settings
from hypothesis import strategies as st

from factory.lean.claims import Claim
from factory.lean.verifier import Verifier
from factory.records import Problem
from generators.choice import Choice
from generators.programs import triple
from generators.programs.code import KEYWORDS, STYLES, write
from generators.programs.code import read as read_code
from generators.programs.domain import Config, Programs, domain
from generators.programs.language import (
    VARIABLES,
    Assignment,
    Comparison,
    Expression,
    Loop,
    Operation,
    Program,
    Statement,
    TooLong,
    lean,
    parse_program,
    program_text,
    renamed,
    run,
    variables,
)
from generators.programs.language import Choice as Branch
from generators.programs.listing import Call
from generators.programs.prove import Trace, parse, statement
from generators.programs.triple import Shape, Triple, decided, meaning
from generators.programs.words import normal, read

FAMILY = Programs()
LABELS = int(os.environ.get("LABELS", "320"))


def blocks(inner: st.SearchStrategy[Statement]) -> st.SearchStrategy[Program]:
    return st.lists(inner, min_size=1, max_size=3).map(tuple)


names = st.sampled_from(VARIABLES)
expressions: st.SearchStrategy[Expression] = st.recursive(
    names | st.integers(0, 9),
    lambda inner: st.builds(Operation, st.sampled_from("+-*/%"), inner, inner),
    max_leaves=4,
)
tests = st.builds(Comparison, st.sampled_from("<≤=≠"), expressions, expressions)
assignments = st.dictionaries(names, expressions, min_size=1, max_size=3).map(
    lambda values: Assignment(tuple((name, values[name]) for name in VARIABLES if name in values))
)
statements: st.SearchStrategy[Statement] = st.recursive(
    assignments,
    lambda inner: (
        st.builds(Branch, tests, blocks(inner), blocks(inner)) | st.builds(Loop, tests, blocks(inner))
    ),
    max_leaves=6,
)


programs = blocks(statements)


@pytest.fixture(scope="module")
def problems() -> list[Problem]:
    return domain.mine(Config(), 5, 0, LABELS).problems


def python(expression: Expression) -> str:
    """An expression as Python source, with functions for what differs."""
    if isinstance(expression, Operation):
        left, right = python(expression.left), python(expression.right)
        named = {"-": "sub", "/": "div", "%": "mod"}.get(expression.operator)
        if named:
            return f"{named}({left}, {right})"
        return f"({left} {expression.operator.replace('^', '**')} {right})"
    return str(expression)


def condition(test: Comparison) -> str:
    sign = {"≤": "<=", "=": "==", "≠": "!="}.get(test.relation, test.relation)
    return f"{python(test.left)} {sign} {python(test.right)}"


def source(program: Program, indent: str = "") -> str:
    """A program as Python source; a round of a loop costs fuel."""
    lines = []
    for part in program:
        if isinstance(part, Assignment):
            left, right = ", ".join(n for n, _ in part.values), ", ".join(python(e) for _, e in part.values)
            lines.append(f"{indent}{left} = {right}")
        elif isinstance(part, Loop):
            body = source(part.body, indent + "  ")
            lines += [f"{indent}while {condition(part.test)}:", f"{indent}  burn()", body]
        else:
            yes, no = source(part.yes, indent + "  "), source(part.no, indent + "  ")
            lines += [f"{indent}if {condition(part.test)}:", yes, f"{indent}else:", no]
    return "\n".join(lines)


class Exhausted(Exception):
    """Python has done as many rounds as it may."""


def executed(program: Program, state: Mapping[str, int], rounds: int = 60) -> dict[str, int]:
    """Where Python ends."""
    left = [rounds]

    def burn() -> None:
        left[0] -= 1
        if left[0] < 0:
            raise Exhausted

    scope: dict[str, object] = {
        **state,
        "burn": burn,
        "sub": lambda a, b: a - b if a > b else 0,
        "div": lambda a, b: a // b if b else 0,
        "mod": lambda a, b: a % b if b else a,
    }
    exec(source(program), scope)
    return {name: int(str(scope[name])) for name in VARIABLES}


@settings(max_examples=200, deadline=None)
@given(programs, st.lists(st.integers(0, 9), min_size=4, max_size=4))
def test_programs_run_as_python_runs_them(program: Program, start: list[int]) -> None:
    state = dict(zip(VARIABLES, start, strict=True))
    try:
        end = run(program, state)[-1].after
    except TooLong:
        return
    assert dict(end) == executed(program, state)


@settings(max_examples=200, deadline=None)
@given(programs, st.sampled_from(STYLES), st.permutations(["owl", "Kf2", "duvet", "B"]))
def test_programs_are_read_back_from_every_language(
    program: Program, style: object, called: list[str]
) -> None:
    assert parse_program(program_text(program)) == program
    said = write(program, style, dict(zip(VARIABLES, called, strict=True)))  # type: ignore[arg-type]
    found, _ = read_code(said)
    order = dict(zip(variables(program), VARIABLES, strict=False))
    assert found == renamed(program, order)


def listed(call: Call) -> list[int]:
    """What is put out, with the rules as Python source."""
    held, out = call.start, []
    scope = {"mod": lambda a, b: a % b}
    for item in call.items:
        values = {**scope, "x": item, "n": held}
        rule = call.yes if eval(condition(call.test), values) else call.no
        if rule.emit is not None:
            out.append(eval(python(rule.emit), values))
        held = eval(python(rule.hold), values)
    return [*out, held] if call.last else out


def formula(expression: Expression, of: Mapping[str, z3.ArithRef]) -> z3.ArithRef:
    if isinstance(expression, Operation):
        left, right = formula(expression.left, of), formula(expression.right, of)
        match expression.operator:
            case "-":
                return z3.If(left >= right, left - right, 0)
            case "/":
                return left / right
            case "%":
                return left % right
            case "*":
                return left * right
            case _:
                return left + right
    return of[expression] if isinstance(expression, str) else z3.IntVal(expression)


def compared(test: Comparison, of: Mapping[str, z3.ArithRef]) -> z3.BoolRef:
    left, right = formula(test.left, of), formula(test.right, of)
    return {"<": left < right, "≤": left <= right, "=": left == right, "≠": left != right}[test.relation]


def weakest(
    program: Program, goal: Mapping[str, z3.ArithRef]
) -> list[tuple[z3.BoolRef, dict[str, z3.ArithRef]]]:
    """The ways through a program without loops: when each is taken, and the values after it."""
    ways = [(z3.BoolVal(True), dict(goal))]
    for part in program:
        if isinstance(part, Assignment):
            ways = [(c, {**s, **{n: formula(e, s) for n, e in part.values}}) for c, s in ways]
        else:
            assert isinstance(part, Branch)
            split = []
            for c, s in ways:
                test = compared(part.test, s)
                split += [(z3.And(c, test, d), t) for d, t in weakest(part.yes, s)]
                split += [(z3.And(c, z3.Not(test), d), t) for d, t in weakest(part.no, s)]
            ways = split
    return ways


def valid(*given: z3.BoolRef) -> bool:
    """Whether these cannot all hold."""
    solver = z3.Solver()
    solver.add(*given)
    return bool(solver.check() == z3.unsat)


def obligations_hold(question: Triple) -> bool:
    """z3 on the three obligations of the invariant."""
    said = meaning(question)
    of = {name: z3.Int(name) for name in VARIABLES}
    natural = [value >= 0 for value in of.values()]
    invariant = z3.And([compared(part, of) for part in said.invariant])
    test = compared(said.loop.test, of)

    def after(program: Program, *known: z3.BoolRef) -> bool:
        return all(
            valid(*natural, *known, way, z3.Not(z3.And([compared(part, end) for part in said.invariant])))
            for way, end in weakest(program, of)
        )

    claim = z3.And([compared(part, of) for part in said.claim])
    start = after(said.program[:-1], *(compared(part, of) for part in said.needs))
    stop = valid(*natural, invariant, z3.Not(test), z3.Not(claim))
    return start and after(said.loop.body, invariant, test) and stop


def test_labels_are_right(problems: list[Problem]) -> None:
    answers = Counter[object]()
    for problem in problems:
        question = parse(problem.canonical)
        answer = FAMILY.tell(question, Choice(problem.id)).answer
        if isinstance(question, Trace):
            end = executed(question.program, question.state)
            told = [int(word) for word in answer.removesuffix(".").split() if word.isdecimal()]
            assert told == [end[name] for name in variables(question.program)]
            answers["trace"] += 1
        elif isinstance(question, Call):
            out = listed(question)
            assert answer == f"{sum(out) if question.total else ', '.join(map(str, out))}."
            answers["list"] += 1
        else:
            said = meaning(question)
            fails = False
            for n in range(16):
                state = dict.fromkeys(VARIABLES, 0) | {"n": n}
                if all(eval(condition(need), dict(state)) for need in said.needs):
                    end = executed(said.program, state, 500)
                    scope = {**end, "mod": lambda a, b: a % b}
                    fails = fails or not all(eval(condition(part), scope) for part in said.claim)
            assert fails is not decided(question)
            assert answer.startswith("No" if fails else "Yes")
            answers[question.shape, fails] += 1
    assert len(answers) == 2 * len(Shape) + 2


def test_invariants_are_those_of_z3(problems: list[Problem]) -> None:
    linear = 0
    for problem in problems:
        question = parse(problem.canonical)
        if (
            isinstance(question, Triple)
            and question.shape not in (Shape.GROWTH, Shape.GCD)
            and decided(question)
        ):
            assert obligations_hold(question), problem.canonical
            linear += 1
    assert linear > 40


def test_a_run_shows_that_what_is_claimed_is_not_void(
    problems: list[Problem], shared_verifier: Verifier
) -> None:
    """A loop that never ends, or a condition that no state meets, would make every triple true."""
    claims = []
    for problem, proof in zip(problems[:90], domain.prove(Config(), problems[:90]), strict=True):
        assert bool(proof.model) is (problem.difficulty["invariant"] > 0)
        if proof.model:
            claims.append(Claim(id=proof.id, statement=proof.model, proof=proof.model_proof))
    assert len(claims) > 15
    verdicts = shared_verifier.verify(claims, trusted=True)
    assert [v.reason for v in verdicts if v.reason] == []


def test_the_opposite_is_refused(problems: list[Problem], shared_verifier: Verifier) -> None:
    claims = []
    for problem in problems[:40]:
        proof = domain.prove(Config(), [problem])[0]
        said = proof.statement
        if said.startswith("¬"):
            wrong = said[1:]
        elif said.startswith("Programs.Triple"):
            wrong = f"¬{said}"
        else:
            last = said.rstrip("⟩]").rpartition(" ")[2].lstrip("[")
            wrong = said[: said.rindex(last)] + said[said.rindex(last) :].replace(last, f"1{last}")
        claims.append(Claim(id=problem.id, statement=wrong, proof=proof.tactic))
    assert all(verdict.reason for verdict in shared_verifier.verify(claims, trusted=True))


def test_every_shape_is_accepted_at_its_borders(shared_verifier: Verifier) -> None:
    """Numbers with which texts become shorter, 0 and 1, and large ones, which Lean must not count out."""
    drawn = [
        *(
            Triple(Shape.COUNT, (a, c, 2), (2 * a, 2, c), test, 1)
            for a in (0, 1)
            for c in (0, 1)
            for test in range(3)
        ),
        *(Triple(Shape.COUNT, (3, c, 1), (3, 1, c)) for c in (0, 4)),
        *(Triple(Shape.DOWN, (d, c, q), (d, q, d * c)) for d in (1, 2) for c in (0, 1) for q in (1, 3)),
        *(
            Triple(Shape.SHARE, (p, q, c, 0), (q, p, q * c), 2)
            for p in (1, 2)
            for q in (1, 3)
            for c in (0, 1)
        ),
        *(Triple(Shape.BOUND, (1, 1, 0, e), (e,), 0) for e in (0, 1)),
        *(Triple(Shape.GCD, pair, (1,)) for pair in ((1, 2), (5, 3))),
    ]
    claims = []
    for question in drawn:
        assert decided(question) is True
        solution = FAMILY.solve(question, Choice(str(question)))
        claims.append(
            Claim(id=str(question), statement=statement(question), proof=solution.tactic, term=solution.term)
        )
    for problem in domain.mine(Config(lists=0, traces=0, most=1000), 2, 0, 40).problems:
        solution = FAMILY.solve(parse(problem.canonical), Choice(problem.id))
        claims.append(
            Claim(id=problem.canonical, statement=problem.lean, proof=solution.tactic, term=solution.term)
        )
    verdicts = shared_verifier.verify(claims, trusted=True)
    assert [(claim.id, v.reason) for claim, v in zip(claims, verdicts, strict=True) if v.reason] == []


def test_questions_are_read_back(problems: list[Problem]) -> None:
    for problem in problems:
        question = parse(problem.canonical)
        told = FAMILY.tell(question, Choice(problem.id))
        assert told.text == problem.words
        assert read(told.given, told.question) == normal(question)
        assert str(question) == problem.canonical


def test_premises_and_steps_are_in_order(problems: list[Problem]) -> None:
    for problem, proof in zip(problems, domain.prove(Config(), problems), strict=True):
        told = FAMILY.tell(parse(problem.canonical), Choice(problem.id))
        given = [step.words for step in proof.steps if step.rule == "premise"]
        assert tuple(given) == told.given
        assert all(premise < step.index for step in proof.steps for premise in step.premises)
        rules = {step.rule for step in proof.steps}
        assert ({"invariant", "start", "keep", "stop"} <= rules) is (problem.difficulty["invariant"] > 0)
        assert sum(step.failed for step in proof.steps) == problem.difficulty["tried"] * ("fails" in rules)


def test_nothing_is_called_as_a_language_calls_something_else() -> None:
    assert {"while", "end", "mod", "becomes"} <= KEYWORDS
    with pytest.raises(ValueError, match="not a program"):
        read_code("while while < 3 do: OD;")


def test_what_was_not_said_by_us_is_refused() -> None:
    with pytest.raises(ValueError, match="not one of our sentences"):
        read(["Ada likes Ben.", "Ben too."], "Who likes Ben?")
    for said in (
        "run 0 0 0 | x := 1",
        "run 0 0 0 1 | x := ",
        "run 0 0 0 1 | q := 1",
        "list | x < 5 | x, n | x, n | 3 |",
    ):
        with pytest.raises(ValueError, match="not a"):
            parse(said)
    with pytest.raises(ValueError, match="not a claim about a loop"):
        parse("count 0 0 3 7 ? 15 5 7")


def test_knobs_move_the_difficulty() -> None:
    long = domain.mine(Config(triples=0, lists=0, min_assignments=14, max_assignments=40), 1, 0, 25).problems
    assert len(long) > 10
    assert min(problem.difficulty["executed"] for problem in long) >= 14
    lists = domain.mine(Config(triples=0, traces=0, min_items=9, max_items=9), 1, 0, 25).problems
    assert {problem.difficulty["executed"] for problem in lists} == {9}
    large = domain.mine(Config(lists=0, traces=0, most=1000), 1, 0, 200).problems
    assert len(domain.prove(Config(), large)) == len(large) > 150
    claims = domain.mine(Config(lists=0, traces=0, true=1), 1, 0, 25).problems
    assert all(problem.difficulty["invariant"] for problem in claims)
    with pytest.raises(ValueError, match="min_items is 9"):
        Config(min_items=9)
    with pytest.raises(ValueError, match="all weights are 0"):
        Config(traces=0, triples=0, lists=0)


def test_problems_are_distinct_and_premises_can_hold() -> None:
    mined = domain.mine(Config(), 9, 0, 1500).problems
    assert len(mined) >= 0.99 * 1500
    for problem in mined:
        question = parse(problem.canonical)
        if isinstance(question, Triple):
            assert next(triple.inputs(question), None) is not None
        if isinstance(question, Trace):
            assert lean(question.program) in problem.lean
