"""The operators that make other tasks of verified traces: simulate, transform, reshape, hide, complexify; and
long documents of several traces. What they claim anew, and the theorems of which they tell parts, are for
Lean to check before they are told.
"""

from __future__ import annotations

from collections.abc import Sequence

from factory.records import Step
from factory.write.forms import FORMS, Form
from factory.write.lesson import BLANK, GAP, Mask, Pending, Shown, Span
from factory.write.proposition import proposition
from factory.write.view import ASSUMING, Block, Draw, View, fenced

_MOST_SIMULATED = 12  # lines


def simulate(view: View, draw: Draw) -> Pending | None:
    """The next lines, given all before them with the rule and the lines that each uses."""
    if len(view.argument) < 4:
        return None
    start = 1 + draw.below(len(view.argument) - 2)
    done, wanted = view.argument[:start], view.argument[start : start + _MOST_SIMULATED]
    plan = "\n".join(
        f"{'  ' * step.depth}{view.label(step.index)} {_instruction(view, step)}" for step in wanted
    )
    ask = draw.pick("Carry out the next lines.", "Execute these instructions line by line.")
    prompt = f"{view.problem.words}\n\n{view.premises_told}{view.told(done)}\n\n{ask}\n{plan}"
    told = "\n".join(
        f"{'  ' * step.depth}{view.label(step.index)} {step.conclusion}. {step.words}" for step in wanted
    )
    return Pending(form="simulate", prompt=prompt, response=told)


def transform(view: View, draw: Draw) -> Pending | None:
    """An equivalent theorem, proved from the first: its contrapositive, or its hypotheses in another order.

    Of a theorem that supposes nothing, that it cannot be denied.
    """
    parts = proposition(view.proof.statement)
    hypotheses = parts.hypotheses
    names = [f"given{i}" for i in range(len(hypotheses))]
    call = " ".join(("key", *parts.names, *names))
    if not hypotheses or (not parts.names and parts.binders):
        statement, body = f"¬¬({view.proof.statement})", "fun denied => denied key"
        ask = "Prove the theorem by contradiction: state that it cannot be denied, and show it."
    elif len(hypotheses) > 1 and draw.below(2):
        order = draw.shuffled(range(len(hypotheses)))
        if order == sorted(order):
            order.reverse()
        statement = parts.having(tuple(hypotheses[i] for i in order), parts.goal)
        body = f"fun {' '.join((*parts.bound, *(names[i] for i in order)))} => {call}"
        ask = "State the theorem with its hypotheses in another order, and prove that from it."
    else:
        statement = parts.having((*hypotheses[:-1], f"¬ ({parts.goal})"), f"¬ ({hypotheses[-1]})")
        others = " ".join((*parts.bound, *names[:-1], "denied", names[-1]))
        body = f"fun {others} => denied ({call})"
        ask = "State and prove the contrapositive: exchange the goal and the last hypothesis, each denied."
    proof = f"by\n  have key : {view.proof.statement} := {_indented(view.best_proof)}\n  exact {body}"
    prompt = f"{view.problem.words}\n\n{view.lean(view.best_proof)}\n\n{ask}"
    return Pending(
        form="transform",
        prompt=prompt,
        response=fenced(f"{view.name}_transformed", statement, proof),
        shown=[Shown(statement=statement, proof=proof)],
    )


def reshape(view: View, draw: Draw) -> Pending | None:
    """The same lines in another order, in which each still follows what it cites; or each comes before that.

    Where the order is forced there is only the way back, from what is shown to what is given.
    """
    argument = view.argument
    if len(argument) < 2:
        return None
    prompt = f"{view.problem.words}\n\n{view.premises_told}{view.told(argument)}\n\n"
    order = _reordered(view.blocks, draw)
    if order is not None:
        ask = draw.pick(
            "Rearrange this argument without breaking it.", "Give the same proof in another order."
        )
        told = view.told([step for block in order for step in block.lines])
    else:
        ask = draw.pick(
            "Tell this argument from its end: each line, then what it needs.",
            "Go back from the last line to what is given, and say what each line needs.",
        )
        told = "\n".join(f"{view.line(step)} [{_needs(view, step)}]" for step in reversed(argument))
    return Pending(form="reshape", prompt=f"{prompt}{ask}", response=told)


def hide(view: View, draw: Draw) -> Pending | None:
    """Words of the problem that the argument rests on are hidden, and found again from the argument."""
    parts = view.parts
    if not parts:
        return None
    part = parts[draw.below(len(parts))]
    words = view.problem.words
    hidden = words[part.start : part.end]
    left = [step for step in view.premises if step.index not in part.premises]
    lost = "sentence" if hidden.endswith((".", "!", "?")) else "part"
    ask = draw.pick(f"One {lost} of the problem is lost. Which?", f"What must the missing {lost} say?")
    argument = view.told([*left, *view.argument])
    prompt = f"{words[: part.start]}{BLANK}{words[part.end :]}\n\n{argument}\n\n{ask}"
    step = part.premises[0] if part.premises else -1
    mask = Mask(start=part.start, end=part.start + len(BLANK), step=step, hidden=hidden)
    return Pending(form="hide", prompt=prompt, response=f"{hidden}\n\n{words}", masks=[mask])


OPERATORS: dict[str, Form] = {one.__name__: one for one in (simulate, transform, reshape, hide)}


def complexify(views: Sequence[View], draw: Draw) -> Pending | None:
    """Two problems at once: one theorem says both, and is proved from the two."""
    if len(views) < 2:
        return None
    first, second = views[:2]
    ask = draw.pick("Settle both.", "Both questions count: answer them together.")
    prompt = f"(a) {first.problem.words}\n\n(b) {second.problem.words}\n\n{ask}"
    shown = _together(views[:2])
    parts = [
        f"({letter})\n{view.premises_told}{view.told(view.argument)}"
        for letter, view in zip("ab", views, strict=False)
    ]
    response = GAP.join([*parts, fenced(f"{first.name}_and", shown.statement, shown.proof)])
    return Pending(
        form="complexify",
        prompt=prompt,
        response=response,
        shown=[shown],
        words=_placed(f"{prompt}{GAP}{response}", views[:2]),
    )


def volume(views: Sequence[View], draw: Draw) -> Pending | None:
    """A long document: each problem with its lemmas and proof, and a last theorem that says all of them."""
    if len(views) < 3:
        return None
    ask = draw.pick(
        "Work through these problems, then join the results.", "Solve all of these; end with one theorem."
    )
    listed = GAP.join(f"Problem {number}. {view.problem.words}" for number, view in enumerate(views, 1))
    chapters = []
    for number, view in enumerate(views, 1):
        told = FORMS["lemmas"](view, draw) or FORMS["proof"](view, draw)
        assert told
        chapters.append(f"Solution of problem {number}.\n{told.response}\n\n{view.lean(view.best_proof)}")
    shown = _together(views)
    response = GAP.join(
        [*chapters, f"All of it:\n{fenced(f'{views[0].name}_all', shown.statement, shown.proof)}"]
    )
    prompt = f"{listed}\n\n{ask}"
    return Pending(
        form="volume",
        prompt=prompt,
        response=response,
        shown=[shown],
        words=_placed(f"{prompt}{GAP}{response}", views),
    )


JOINED = {"complexify": (complexify, 2), "volume": (volume, 6)}


def _together(views: Sequence[View]) -> Shown:
    """The conjunction of what the traces prove, proved from their proofs."""
    statement = " ∧ ".join(f"({view.proof.statement})" for view in views)
    parts = [
        f"  have part{number} : {view.proof.statement} := {_indented(view.best_proof)}"
        for number, view in enumerate(views, 1)
    ]
    names = ", ".join(f"part{number}" for number in range(1, len(views) + 1))
    return Shown(statement=statement, proof="\n".join(["by", *parts, f"  exact ⟨{names}⟩"]))


def _placed(text: str, views: Sequence[View]) -> list[Span]:
    """Where the words of the problems stand, one after another."""
    found, start = [], 0
    for view in views:
        start = text.index(view.problem.words, start)
        found.append(Span(start=start, end=start + len(view.problem.words)))
        start += len(view.problem.words)
    return found


def _reordered(blocks: Sequence[Block], draw: Draw) -> list[Block] | None:
    """The blocks in another order: assumptions keep their places, and no line comes before what it cites."""
    owner = {step.index: place for place, block in enumerate(blocks) for step in block.lines}
    runs: list[list[int]] = [[]]
    for place, block in enumerate(blocks):
        if block.assumed:
            runs += [[place], []]
        else:
            runs[-1].append(place)
    order: list[int] = []
    for run in runs:
        rests = {
            place: {owner[p] for step in blocks[place].lines for p in step.premises if p in owner}
            & set(run) - {place}
            for place in run
        }
        placed: list[int] = []
        while len(placed) < len(run):
            ready = [place for place in run if place not in placed and rests[place] <= set(placed)]
            placed.append(ready[draw.below(len(ready))])
        order += placed
    return [blocks[place] for place in order] if order != sorted(order) else None


def _needs(view: View, step: Step) -> str:
    rests = ", ".join(view.label(premise).rstrip(".") for premise in step.premises)
    return f"needs {rests}" if rests else "needs nothing"


def _instruction(view: View, step: Step) -> str:
    rests = ", ".join(view.label(premise).rstrip(".") for premise in step.premises)
    rule = step.rule.replace("_", " ")
    if step.rule in ASSUMING:
        return f"{rule}: {step.conclusion}"
    return f"apply {rule} to {rests}" if rests else f"apply {rule}"


def _indented(proof: str) -> str:
    return proof.replace("\n", "\n  ")
