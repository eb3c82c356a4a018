"""The live view of a run: one bar a stage, and a line for everything unusual."""

from __future__ import annotations

from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from factory.run import events

_DOING = {
    "mine": "mining",
    "dedup": "dropping duplicates",
    "prove": "proving",
    "verify": "verifying in Lean",
    "write": "writing",
    "dataset": "gathering the dataset",
}


def compiling(module: str, number: int, of: int) -> str:
    """What is said of a module of the Lean library that is compiled now."""
    return f"compiling the Lean library, once: {module} ({number} of {of})"


class LiveProgress:
    """Shows a run's events on a terminal; where the output is no terminal, only what is unusual."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._bars = Progress(
            TextColumn("{task.description:<22}"),
            BarColumn(),
            TextColumn("{task.completed}/{task.fields[of]} units"),
            TimeElapsedColumn(),
            console=console,
        )
        self._tasks: dict[str, TaskID] = {}

    def __enter__(self) -> Self:
        self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bars.stop()

    def show(self, event: events.Event) -> None:
        """Take note of an event."""
        match event:
            case events.Started(resumed=resumed, directory=directory, workers=workers):
                what = "going on with" if resumed else "starting"
                self._say(f"{what} {directory} on {workers} worker{'s' if workers > 1 else ''}")
                self._update(event.progress)
            case events.LeanModule(module=module, number=number, of=of):
                self._say(compiling(module, number, of))
            case events.UnitDone():
                self._update(event.progress)
            case events.UnitFailed(unit=unit):
                self._say(f"gave up {unit.stage} unit {unit.unit} of {unit.domain}: {unit.reason}", "red")
            case events.UnitRedone(unit=unit, damage=damage):
                self._say(f"doing {unit.stage} unit {unit.unit} of {unit.domain} again: {damage}", "yellow")
            case events.WorkerLost(pid=pid, exit_code=code, task=task):
                self._say(
                    f"worker {pid} ended (exit code {code}) during {task or 'nothing'}; replaced", "yellow"
                )
            case events.Exhausted(domain=domain, problems=problems, wanted=wanted):
                self._say(
                    f"{domain} gives no more new problems: {problems:,} of {wanted:,}; widen its sizes",
                    "yellow",
                )
            case _:
                pass

    def _update(self, progress: events.Progress) -> None:
        for stage, (done, total) in progress.items():
            if stage not in self._tasks:
                self._tasks[stage] = self._bars.add_task(_DOING.get(stage, stage), total=total, of="?")
            self._bars.update(
                self._tasks[stage], completed=done, total=total, of=total if total is not None else "?"
            )

    def _say(self, text: str, colour: str = "default") -> None:
        self._console.print(text, style=colour, markup=False, soft_wrap=True)
