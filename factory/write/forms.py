"""The forms of lessons that a trace can be told in as it stands, by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from factory.records import Step
from factory.write.lesson import BLANK, Mask, Pending
from factory.write.view import ASSUMING, Block, Draw, View

Form = Callable[[View, Draw], Pending | None]


def proof(view: View, draw: Draw) -> Pending:
    """The proof in words."""
    ask = draw.pick(
        "Prove it step by step.", "Give the argument line by line.", "Reason it out, and cite your lines."
    )
    return _pending("proof", f"{view.problem.words}\n\n{ask}", view.premises_told + view.told(view.argument))


def lean(view: View, draw: Draw) -> Pending | None:
    """Lean with the explanation between its lines."""
    if not view.proof.tactic:
        return None
    explained = interleaved(view)
    ask = draw.pick("State and prove this in Lean, with comments.", "Formalise it and prove it in Lean 4.")
    return _pending("lean", f"{view.problem.words}\n\n{ask}", view.lean(explained))


def symbolic(view: View, draw: Draw) -> Pending:
    """The trace without words."""
    ask = draw.pick("Write the derivation in symbols only.", "Give a formal derivation.")
    given = ", ".join(view.problem.hypotheses)
    head = f"{given} ⊢ {view.problem.goal}".strip()
    return _pending(
        "symbolic", f"{view.problem.words}\n\n{ask}", "\n".join([head, *map(view.symbols, view.lines)])
    )


def backtracking(view: View, draw: Draw) -> Pending | None:
    """The search with the branches that led nowhere."""
    if not any(step.failed for step in view.proof.steps):
        return None
    ask = draw.pick("Search for a proof; show what you try.", "Find out, and do not hide the dead ends.")
    told = []
    failed = False
    for step in view.proof.steps:
        if step.rule == "premise":
            continue
        if step.failed != failed:
            told.append("[this leads nowhere]" if step.failed else "[back, another way]")
            failed = step.failed
        told.append(view.line(step))
    return _pending("backtracking", f"{view.problem.words}\n\n{ask}", view.premises_told + "\n".join(told))


def lemmas(view: View, draw: Draw) -> Pending | None:
    """Lemma by lemma, with the graph of what rests on what."""
    shown = [block for block in view.blocks if not block.assumed]
    if len(shown) < 2:
        return None
    owner = {step.index: block for block in shown for step in block.lines}
    edges, told = [], []
    for block in view.blocks:
        if block.assumed:
            told.append(view.line(block.shown))
            continue
        rests = dict.fromkeys(
            f"L{owner[p].number}" if p in owner else view.label(p).rstrip(".")
            for p in sorted(set(_outside(block)))
        )
        edges.append(f"L{block.number} <- {', '.join(rests) or 'nothing before it'}")
        told.append(f"Lemma {block.number}: {block.shown.conclusion}\n{view.told(block.lines)}")
    ask = draw.pick(
        "Prove it by lemmas, and say which rests on which.", "Divide the proof into lemmas first."
    )
    graph = "Which rests on which:\n" + "\n".join(edges)
    return _pending(
        "lemmas", f"{view.problem.words}\n\n{ask}", f"{graph}\n\n{view.premises_told}" + "\n\n".join(told)
    )


def question_answer(view: View, draw: Draw) -> Pending:
    """A question and its answer: what the argument comes to, and on what its last line rests."""
    last = view.argument[-1]
    by_index = {step.index: step for step in view.lines}
    rests = [
        by_index[p] for p in dict.fromkeys(last.premises) if p in by_index and by_index[p].rule != "premise"
    ]
    because = f"\n{draw.pick('It rests on:', 'That comes from:')}\n{view.told(rests)}" if rests else ""
    return _pending("question_answer", view.problem.words, f"{view.line(last).strip()}{because}")


def exam(view: View, draw: Draw) -> Pending:
    """An exam question with points, and a worked solution in which each line earns some."""
    points = len(view.argument)
    prompt = f"Question {draw.below(30) + 1} ({points} points, one for each line). {view.problem.words}"
    head = draw.pick("Model solution:", "Worked solution:", "Solution with points:")
    lines = "\n".join(f"{view.line(step)} [1]" for step in view.argument)
    return _pending("exam", prompt, f"{head}\n{view.premises_told}{lines}\nTotal: {points} of {points}.")


def hidden_step(view: View, draw: Draw) -> Pending | None:
    """One line that follows from others is blanked; the mask says which."""
    return _hidden("hidden_step", view, draw, 1) if len(view.argument) >= 3 else None


def hidden_steps(view: View, draw: Draw) -> Pending | None:
    """A third of the lines is blanked, those that others cite first."""
    return _hidden("hidden_steps", view, draw, len(view.argument) // 3) if len(view.argument) >= 6 else None


def problem(view: View, draw: Draw) -> Pending:
    """From the proof to the problem: what does this Lean proof prove?"""
    ask = draw.pick("Which problem does this settle?", "Tell, in words, the problem that is solved here.")
    shown = f"```lean\nexample : {view.proof.statement} := {view.best_proof}\n```"
    return _pending("problem", f"{ask}\n\n{shown}", view.problem.words)


def interleaved(view: View) -> str:
    """The tactic proof with the lines of the argument as comments, each before the tactic that it belongs to.

    Lines that belong to no tactic go before the next one. Comments do not change the proof.
    """
    head, *tactics = view.proof.tactic.split("\n")
    if not tactics:
        head, tactics = "by", [f"  {head.removeprefix('by').lstrip()}"]
    comments = [f"{view.label(step.index)} {step.words}".replace("\n", " ") for step in view.argument]
    before: dict[int, list[str]] = {place: [] for place in range(len(tactics) + 1)}
    after, waiting = 0, []
    for step, comment in zip(view.argument, comments, strict=True):
        waiting.append(comment)
        found = next((i for i in range(after, len(tactics)) if _states(tactics[i], step)), None)
        if found is not None:
            before[found] += waiting
            after, waiting = found + 1, []
    before[after] += waiting
    lines = [head]
    for place, tactic in enumerate([*tactics, ""]):
        indent = " " * (len(tactic) - len(tactic.lstrip())) if tactic else "  "
        lines += [f"{indent}-- {comment}" for comment in before[place]]
        lines += [tactic] if tactic else []
    return "\n".join(lines)


def _states(tactic: str, step: Step) -> bool:
    return (
        f": {step.conclusion} :=" in tactic
        or f": {step.conclusion})" in tactic
        or f"-- {step.conclusion}" in tactic
    )


def _hidden(form: str, view: View, draw: Draw, count: int) -> Pending | None:
    cited = {premise for step in view.argument for premise in step.premises}
    # What is assumed follows from nothing: nobody could fill it in.
    drawn = draw.shuffled([step for step in view.argument if step.rule not in ASSUMING])
    chosen = sorted(drawn, key=lambda step: step.index not in cited)[:count]
    if not chosen:
        return None
    hidden = {step.index for step in chosen}
    ask = draw.pick("Fill in what is missing.", "Some of the argument is blank: restore it.")
    prompt = f"{view.problem.words}\n\n{ask}\n\n{view.premises_told}"
    masks = []
    for step in view.argument:
        line = view.line(step, BLANK if step.index in hidden else None)
        if step.index in hidden:
            end = len(prompt) + len(line)
            masks.append(Mask(start=end - len(BLANK), end=end, step=step.index, hidden=step.words))
        prompt += f"{line}\n"
    answer = "\n".join(
        f"{view.label(step.index)} {step.words}" for step in view.argument if step.index in hidden
    )
    return Pending(form=form, prompt=prompt.rstrip("\n"), response=answer, masks=masks)


def _outside(block: Block) -> Iterator[int]:
    own = {step.index for step in block.lines}
    for step in block.lines:
        yield from (premise for premise in step.premises if premise not in own)


def _pending(form: str, prompt: str, response: str) -> Pending:
    return Pending(form=form, prompt=prompt, response=response)


FORMS: Final[dict[str, Form]] = {
    one.__name__: one
    for one in (
        proof, lean, symbolic, backtracking, lemmas, question_answer, exam, hidden_step, hidden_steps, problem
    )
}  # fmt: skip
