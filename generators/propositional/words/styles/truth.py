"""Truth values: a walk through the formula under one valuation, and the whole truth table."""

from __future__ import annotations

from itertools import product
from typing import Final

from generators.propositional.formula import Atom, holds, symbols
from generators.propositional.words.page import Page
from generators.propositional.words.styles.frame import Opening, join, situation_sentence, why_refuted
from generators.propositional.words.values import Valuation, refutes

TABLE_ATOMS: Final = 3  # a table of more atoms is too long to read

_WALK: Final = Opening(
    (
        (
            "Evaluation exercise {n}.",
            "Computing truth values.",
            "Part by part.",
            "Check by evaluation.",
            "Worked evaluation {m}.{n}.",
            "Bottom-up evaluation.",
            "Inside out.",
            "A single case.",
            "Case check {n}.",
            "One case only.",
            "Plugging in values.",
            "Spot check {n}.",
            "One row.",
            "Evaluate it.",
            "Values, item {n}.",
            "Truth walk {n}.",
            "Calculation {m}.{n}.",
            "Model check {n}.",
        ),
    ),
)


def truth_values(page: Page) -> str:
    """The sequent evaluated part by part: under its countermodel, or for a theorem in a sample case."""
    opening = f"{_WALK.write(page)} {page.statement()}"
    if page.refuted:
        return join(
            opening,
            situation_sentence(page),
            "\n".join(f"- {told}" for told in page.told),
            why_refuted(page),
        )
    atoms = page.reading.atoms
    bits = page.choice.below(1 << len(atoms))
    model = {atom: bool(bits >> place & 1) for place, atom in enumerate(atoms)}
    return join(opening, *_sample(page, model), _proved(page))


def _sample(page: Page, model: dict[Atom, bool]) -> list[str]:
    valuation = Valuation(model)
    values = [valuation.value(hypothesis) for hypothesis in page.sequent.hypotheses]
    goal = valuation.value(page.sequent.goal)
    facts = [page.truth(atom, value) for atom, value in model.items()]
    case = f"{', '.join(facts[:-1])} and {facts[-1]}" if len(facts) > 1 else "".join(facts)
    lead = (
        page.pick("Sample case: {}.", "As a test, let things be as follows: {}.", "Take one case: {}.")
        if case
        else ""
    )
    rows = []
    for value in page.worth_saying(valuation.steps):
        claim = page.truth(value.formula, value.true)
        frame = page.pick("{}, because {}.", "{}, since {}.", "{}, for {}.", "{}, as {}.")
        lead_in = page.pick("Here", "Then", "In this case", "We find that")
        rows.append(f"- {lead_in} {frame.format(claim, page.reason(value))}")
    if all(values):
        end = page.pick(
            "So the conclusion is true here, as it has to be.",
            "The conclusion holds in this case, as expected.",
        )
        if not values:
            end = page.pick(
                "So the statement is true here, as it has to be.",
                "The statement holds in this case, as expected.",
            )
    elif goal:
        end = page.pick(
            "Not all that was given holds here, so this case asks nothing; the conclusion holds anyway.",
            "Something that was given fails here, and the conclusion is true besides: no counterexample.",
        )
    else:
        end = page.pick(
            "The conclusion fails here, but so does something given: no counterexample.",
            "Something that was given fails too, so the false conclusion does no harm.",
        )
    return [lead.format(case), "\n".join(rows), end]


def _proved(page: Page) -> str:
    return page.pick(
        "One case proves nothing in general; that there is no counterexample at all was proved separately.",
        "Of course a sample is no proof. A proof exists, so every other case turns out the same way.",
        "The other cases go the same way, since the inference has a proof.",
    )


_TABLE: Final = Opening(
    (
        (
            "Truth table",
            "Full truth table",
            "All cases",
            "At a glance",
            "Semantic check",
            "Tabulation",
            "Exhaustive check",
            "Case table",
            "Complete table",
        ),
        ("for", "of", "({n}) for", "no. {n}:", "{m}.{n}:", "deciding", "for sequent {n}:"),
    )
)


def truth_table(page: Page) -> str:
    """Every case in a table, with the verdict."""
    atoms, sequent = page.reading.atoms, page.sequent
    formulas = [*sequent.hypotheses, sequent.goal]
    shown = [formula for formula in dict.fromkeys(formulas) if not isinstance(formula, Atom)]
    heads = [*(atom.name for atom in atoms), *map(symbols, shown)]
    rows = []
    values = page.choice.pick(((True, False), (False, True)))
    true, false = page.choice.pick((("1", "0"), ("T", "F"), ("1", "0")))
    counterexamples = []
    for case in product(values, repeat=len(atoms)):
        model = dict(zip(atoms, case, strict=True))
        rows.append([true if cell else false for cell in (*case, *(holds(one, model) for one in shown))])
        if refutes(model, sequent):
            counterexamples.append(len(rows))
    widths = list(map(len, heads))
    table = [_row(heads, widths), _row(["-" * width for width in widths], widths)]
    table += [_row(row, widths) for row in rows]
    return join(
        f"{_TABLE.write(page)} {page.reading.turnstile}",
        "\n".join(table),
        _table_verdict(page, counterexamples),
    )


def _row(cells: list[str], widths: list[int]) -> str:
    return f"| {' | '.join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True))} |"


def _table_verdict(page: Page, counterexamples: list[int]) -> str:
    goal = symbols(page.sequent.goal)
    if counterexamples:
        where = (
            f"row {counterexamples[0]}"
            if len(counterexamples) == 1
            else f"rows {', '.join(map(str, counterexamples[:-1]))} and {counterexamples[-1]}"
        )
        if page.given:
            return page.pick(
                f"In {where} every premise is true but {goal} is false. The sequent is not valid.",
                f"Not valid: see {where}, with true premises and a false conclusion.",
            )
        return page.pick(
            f"In {where} the formula is false, so it is not a tautology.", f"Not a tautology: see {where}."
        )
    if page.given:
        return page.pick(
            f"In every row in which the premises are true, {goal} is true as well. The sequent is valid.",
            "No row makes the premises true and the conclusion false, so the sequent is valid.",
        )
    return page.pick(
        "The formula is true in every row: a tautology.",
        f"Every row ends in truth, so {goal} is a tautology.",
    )
