"""A trace as writers see it: its lines, with the numbers by which they cite each other, and its blocks."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Final, TypeVar

from factory.records import Part, Step, Trace

T = TypeVar("T")
Parts = Callable[[Trace], Sequence[Part]]
_NUMBER: Final = re.compile(r"(?<![\w.])[0-9]+")

ASSUMING = frozenset(
    {"assume", "case", "decide", "hypothesis", "suppose", "try"}
)  # rules that open an assumption


class Draw:
    """Choices that depend on a text alone: the same on every machine."""

    def __init__(self, seed: str) -> None:
        self._seed = seed
        self._bits = 0
        self._left = 0
        self._round = 0

    def below(self, bound: int) -> int:
        """A number from 0 to `bound` - 1, evenly but for one part in 2**32."""
        if self._left < 64:
            digest = hashlib.blake2b(f"{self._seed}/{self._round}".encode(), digest_size=64).digest()
            self._bits, self._left, self._round = int.from_bytes(digest), 512, self._round + 1
        value = (self._bits & (2**64 - 1)) % bound
        self._bits >>= 64
        self._left -= 64
        return value

    def pick(self, *options: T) -> T:
        """One of the options."""
        return options[self.below(len(options))]

    def shuffled(self, things: Sequence[T]) -> list[T]:
        """The things in another order."""
        rest, order = list(things), []
        while rest:
            order.append(rest.pop(self.below(len(rest))))
        return order


class Block:
    """Lines of a proof that belong together: the last one is what they show, the others lead to it."""

    def __init__(self, number: int, lines: list[Step], assumed: bool) -> None:
        self.number = number  # from 1, among the blocks that show something
        self.lines = lines
        self.assumed = assumed  # it opens an assumption and shows nothing

    @property
    def shown(self) -> Step:
        """What the block shows."""
        return self.lines[-1]


class View:
    """A verified trace, read once for all that is written from it; `parts` is its domain's, if it has one."""

    def __init__(self, trace: Trace, parts: Parts | None = None) -> None:
        self.trace = trace
        self._parts = parts
        self.problem = trace.problem
        self.proof = trace.proof

    @cached_property
    def lines(self) -> list[Step]:
        """The steps that the proof is made of, premises among them, without what the search gave up."""
        return [step for step in self.proof.steps if not step.failed]

    @cached_property
    def argument(self) -> list[Step]:
        """The lines that are not premises."""
        return [step for step in self.lines if step.rule != "premise"]

    @cached_property
    def premises(self) -> list[Step]:
        """The lines that are given."""
        return [step for step in self.lines if step.rule == "premise"]

    @property
    def premises_told(self) -> str:
        """The premises with their numbers, as the argument cites them, each on its line."""
        return f"{self.told(self.premises)}\n" if self.premises else ""

    @property
    def parts(self) -> Sequence[Part]:
        """The words of the problem that the argument rests on: sentences, or where it cites none, numbers."""
        if self._parts is not None:
            return self._parts(self.trace)
        return self._sentences() or self._numbers()

    def _sentences(self) -> list[Part]:
        """The sentences that are cited, where the words of the problem begin with those of the premises."""
        if not self.problem.words.startswith(" ".join(step.words for step in self.premises)):
            return []
        cited = {premise for step in self.argument for premise in step.premises}
        found, start = [], 0
        for step in self.premises:
            end = start + len(step.words)
            if step.index in cited:
                found.append(Part(start=start, end=end, premises=[step.index]))
            start = end + 1
        return found

    def _numbers(self) -> list[Part]:
        """The numbers of the problem that the conclusions of the argument repeat."""
        repeated = {number for step in self.argument for number in _NUMBER.findall(step.conclusion)}
        return [
            Part(start=match.start(), end=match.end())
            for match in _NUMBER.finditer(self.problem.words)
            if match[0] in repeated
        ]

    @cached_property
    def _from_zero(self) -> bool:
        """Whether the words cite "step 0" and not "(1)"."""
        for step in self.lines:
            for premise in step.premises:
                if re.search(rf"\bsteps? {premise}\b", step.words):
                    return True
                if f"({premise + 1})" in step.words:
                    return False
        return False

    def label(self, step: int) -> str:
        """The number by which lines cite this one."""
        return f"Step {step}." if self._from_zero else f"({step + 1})"

    def line(self, step: Step, words: str | None = None) -> str:
        """A line with its number, indented under its assumptions."""
        return f"{'  ' * step.depth}{self.label(step.index)} {step.words if words is None else words}"

    def told(self, steps: Sequence[Step]) -> str:
        """Lines one below the other."""
        return "\n".join(map(self.line, steps))

    def symbols(self, step: Step) -> str:
        """A line in symbols, with the rule and the lines that it rests on."""
        rests = ", ".join(self.label(premise).rstrip(".") for premise in step.premises)
        reason = f"{step.rule.replace('_', ' ')} {rests}".rstrip()
        return f"{'| ' * step.depth}{self.label(step.index)} {step.conclusion}    [{reason}]"

    def lean(self, proof: str, name: str | None = None) -> str:
        """The theorem with a proof of it."""
        return fenced(name or self.name, self.proof.statement, proof)

    @property
    def name(self) -> str:
        """Of the theorem in Lean."""
        return f"{self.problem.domain}_{self.problem.id[:8]}"

    @property
    def best_proof(self) -> str:
        """The tactic proof, or where there is none the term."""
        return self.proof.tactic or self.proof.term

    @cached_property
    def blocks(self) -> list[Block]:
        """The argument cut into blocks at the smallest depth at which there are two that show something."""
        deepest = max((step.depth for step in self.argument), default=0)
        blocks: list[Block] = []
        for depth in range(deepest + 1):
            blocks = self._cut(depth)
            if sum(not block.assumed for block in blocks) >= 2:
                break
        return blocks

    def _cut(self, depth: int) -> list[Block]:
        found: list[Block] = []
        waiting: list[Step] = []
        number = 0
        for step in self.argument:
            waiting.append(step)
            if step.depth <= depth:
                opens = step.depth > 0 and step.rule in ASSUMING
                number += not opens
                found.append(Block(0 if opens else number, waiting, opens))
                waiting = []
        if waiting:
            found.append(Block(number + 1, waiting, False))
        return found


def fenced(name: str, statement: str, proof: str) -> str:
    """A theorem in a fence of Markdown."""
    return f"```lean\ntheorem {name} : {statement} := {proof}\n```"
