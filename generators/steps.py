"""The steps of a proof in the making: each new one gets the next number."""

from __future__ import annotations

from collections.abc import Iterable

from factory.records import Step


class Steps(list[Step]):
    """Steps in the order in which a reader meets them."""

    def add(
        self,
        rule: str,
        premises: Iterable[int],
        conclusion: str,
        depth: int = 0,
        *,
        failed: bool = False,
        words: str = "",
    ) -> int:
        """One more step, that cites each of its premises once; its number."""
        step = Step(
            index=len(self),
            rule=rule,
            premises=list(dict.fromkeys(premises)),
            conclusion=conclusion,
            words=words,
            depth=depth,
            failed=failed,
        )
        self.append(step)
        return step.index
