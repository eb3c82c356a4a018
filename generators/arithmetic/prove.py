"""Lean texts of calculations and networks, and the steps of their proofs.

The proofs rest on the lemmas of `Factory.Arithmetic`: a line of a calculation is one application of the lemma
of its column; a quantity's value is put in wherever the quantity is mentioned, and what is left to do is to
calculate with numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from factory.records import Outcome
from generators.arithmetic.columns import Calculation, Column, Operation, columns
from generators.arithmetic.network import (
    Definition,
    Kind,
    Network,
    apply,
    needed,
    two_models,
    values,
)
from generators.family import Solution
from generators.steps import Steps

_LETTERS = "abcdefgjklmnpqrstuw"  # the others are hypotheses and the value that is asked for
_OPEN = "Factory.Arithmetic."


def variable(number: int) -> str:
    """The formal name of a quantity: a, b, ..., w, a1, ..."""
    round_, letter = divmod(number, len(_LETTERS))
    return _LETTERS[letter] + (str(round_) if round_ else "")


def calculation_statement(calculation: Calculation) -> str:
    """The proposition that the answer is."""
    left, right, value = calculation.left, calculation.right, calculation.value
    if calculation.operation is Operation.DIVIDE:
        return f"({left} : Nat) / {right} = {value} ∧ ({left} : Nat) % {right} = {left % right}"
    asked = f"({left} : Nat) {calculation.operation} {right}"
    if calculation.claimed not in (None, value):
        return f"{asked} ≠ {calculation.claimed}"
    return f"{asked} = {value}"


def prove_calculation(calculation: Calculation) -> Solution:
    """The columns as steps of a proof; the two numbers are its premises."""
    lines = columns(calculation)
    left, right = calculation.left, calculation.right
    steps = Steps()
    steps.add("premise", [], f"x = {left}")
    steps.add("premise", [], f"y = {right}")
    for line in lines:
        steps.add(_RULES[line.kind], [number + 2 for number in line.uses] or [0, 1], line.claim)
    result = calculation_statement(calculation).replace(f"({left} : Nat)", str(left))
    steps.add("result", [len(steps) - 1], result)
    haves = [
        f"have h{number} : {_of_naturals(line.claim)} := {_reason(line)}"
        for number, line in enumerate(lines, 1)
    ]
    done = f"h{len(lines)}"
    known = f"({left} : Nat) {calculation.operation} {right} = {calculation.value}"
    match calculation.operation:
        case Operation.SUBTRACT:
            done = f"{_OPEN}left {done}"
        case Operation.DIVIDE:
            done = f"{_OPEN}quotient {done} rfl"
    if calculation.claimed not in (None, calculation.value):
        haves.append(f"have done : {known} := {done}")
        done = f"{_OPEN}other {calculation.claimed} done rfl"
    script = "\n  ".join((*haves, f"exact {done}"))
    return Solution(Outcome.INTUITIONISTIC, f"by\n  {script}", "; ".join((*haves, done)), steps)


_RULES = {
    "+": "add_column",
    "-": "subtract_column",
    "*": "multiply_column",
    "row": "add_row",
    "/": "divide_column",
}


def _of_naturals(claim: str) -> str:
    """Says what the numbers are: Lean would find out by itself, but slowly."""
    first, _, rest = claim.partition(" ")
    return f"({first} : Nat) {rest}"


def _reason(line: Column) -> str:
    if not line.uses:
        return "rfl"
    before = f"h{line.uses[0] + 1}"
    if line.kind == "row":
        return f"{_OPEN}row {before} h{line.uses[1] + 1} {line.weight} rfl rfl"
    if line.kind == "/":
        down, times, _ = line.digits
        return f"{_OPEN}div {before} {down} {line.carried * 10 + down} {times} rfl rfl rfl rfl"
    a, b, written, _ = line.digits
    numbers: tuple[int, ...] = (a, b)
    lemma, facts = "add", 5
    total = a + b + line.carried
    if line.kind == "*":
        lemma, numbers, facts = "mul", (a,), 4
        total = a * b + line.carried
    elif line.kind == "-":
        numbers = (b, written)
        total = b + written + line.carried
    listed = " ".join(map(str, (line.weight, line.written, *numbers, line.carried, total)))
    return f"{_OPEN}{lemma} {before} {listed}{' rfl' * facts}"


def formula(definition: Definition, names: Sequence[str], modulus: int) -> str:
    """The right side of a definition in Lean, its operands named."""
    match definition.kind:
        case Kind.CONSTANT:
            return str(definition.constant)
        case Kind.TIMES:
            text = f"{definition.constant} * {names[0]}"
        case Kind.PRODUCT:
            text = f"{names[0]} * {names[1]}"
        case Kind.MINUS:
            text = f"{names[0]} - {names[1]}"
        case _:
            parts = [*names, *([str(definition.constant)] if definition.constant else [])]
            text = " + ".join(parts)
    if not modulus:
        return text
    return f"({text}) % {modulus}" if definition.kind in (Kind.SUM, Kind.TOTAL) else f"{text} % {modulus}"


def equation(network: Network, number: int) -> str:
    """The definition of a quantity as a proposition."""
    definition = network.definitions[number]
    names = [variable(operand) for operand in definition.operands]
    return f"{variable(number)} = {formula(definition, names, network.modulus)}"


def network_statement(network: Network) -> str:
    """The proposition that the answer is: the value, another value than claimed, or that no value follows."""
    asked = variable(network.asked)
    if two_models(network) is not None:
        return f"∀ v, ¬ {_follows(network, f'{asked} = v')}"
    found = values(network)
    assert found is not None
    value = found[network.asked]
    if network.claimed not in (None, value):
        return _follows(network, f"{asked} ≠ {network.claimed}")
    return _follows(network, f"{asked} = {value}")


def _follows(network: Network, claim: str) -> str:
    names = " ".join(map(variable, range(len(network.definitions))))
    said = [equation(network, number) for number in told_definitions(network)]
    return f"∀ {names} : Nat, {' → '.join((*said, claim))}"


def told_definitions(network: Network) -> list[int]:
    """The quantities that a text says something of."""
    return [n for n, definition in enumerate(network.definitions) if definition.kind is not Kind.UNKNOWN]


def prove_network(network: Network, order: Sequence[int]) -> Solution:
    """The values in order of dependence; `order` says in which order the definitions are told."""
    steps = Steps()
    for number in order:
        steps.add("premise", [], equation(network, number))
    models = two_models(network)
    if models is not None:
        return _prove_open(network, order, steps, models)
    found = values(network)
    assert found is not None
    _Evaluation(network, order, steps).run(found, {}, 0)
    value = found[network.asked]
    done = f"h{network.asked + 1}"
    if network.claimed not in (None, value):
        said = f"{variable(network.asked)} ≠ {network.claimed}"
        steps.add("differs", [len(steps) - 1], said)
        done = f"{_OPEN}other {network.claimed} {done} rfl"
    wanted = set(needed(network))
    names = " ".join(variable(number) for number in range(len(network.definitions)))
    script, term = [f"intro {names}"], f"fun {names} => "
    opened = 0
    for number in range(len(network.definitions)):
        if number not in wanted:
            script.append("intro _")
            term += "fun _ => "
            continue
        name = f"h{number + 1}"
        known = f"({name} : {variable(number)} = {found[number]})"
        script.append(f"intro {known}")
        term += f"fun {known} => "
        if number != network.asked:
            script.append(f"subst {name}")
            term += f"{_OPEN}put {name} ("
            opened += 1
    script.append(f"exact {done}")
    term += done + ")" * opened
    return Solution(Outcome.INTUITIONISTIC, "by\n  " + "\n  ".join(script), term, steps)


@dataclass(frozen=True, slots=True)
class _Evaluation:
    """Writes a step for each quantity whose value is found; `order` is that of the definitions as told."""

    network: Network
    order: Sequence[int]
    steps: Steps

    def run(self, found: Sequence[int], known: dict[int, int], level: int) -> None:
        """All on which the answer depends; `known` says which step gives which value, and is added to."""
        told = {number: index for index, number in enumerate(self.order)}
        for number in needed(self.network):
            definition = self.network.definitions[number]
            if definition.kind is Kind.CONSTANT:
                known[number] = told[number]
            elif number not in known:
                cited = [told[number], *(known[operand] for operand in definition.operands)]
                said = f"{variable(number)} = {found[number]}"
                known[number] = self.steps.add(_VALUE[definition.kind], cited, said, level)


_VALUE = {
    Kind.SUM: "sum",
    Kind.TIMES: "multiple",
    Kind.PRODUCT: "product",
    Kind.MINUS: "difference",
    Kind.TOTAL: "total",
}


def _prove_open(
    network: Network, order: Sequence[int], steps: Steps, models: tuple[tuple[int, ...], tuple[int, ...]]
) -> Solution:
    unknown = next(n for n in needed(network) if network.definitions[n].kind is Kind.UNKNOWN)
    ends, haves = [], []
    for count, model in enumerate(models, 1):
        said = f"{variable(unknown)} = {model[unknown]}"
        known = {unknown: steps.add("suppose", [], said, 1)}
        _Evaluation(network, order, steps).run(model, known, 1)
        ends.append(known[network.asked])
        arguments = " ".join((*map(str, model), *["rfl"] * len(told_definitions(network))))
        haves.append(f"have h{count} : {model[network.asked]} = v := h {arguments}")
    steps.add("undetermined", ends, f"no value of {variable(network.asked)} follows")
    done = "Nat.ne_of_beq_eq_false rfl (h1.trans h2.symm)"
    lines = "\n  ".join(("intro v h", *haves, f"exact {done}"))
    return Solution(
        Outcome.INTUITIONISTIC, f"by\n  {lines}", f"fun v h => {'; '.join((*haves, done))}", steps
    )


def calculated(definition: Definition, operands: Sequence[int], modulus: int) -> str:
    """The calculation of a value from those of the operands: "(7 + 5) % 23 = 12"."""
    text = formula(definition, [str(value) for value in operands], modulus)
    return f"{text} = {apply(definition, operands, modulus)}"
