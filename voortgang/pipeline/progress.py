"""Showing how far a long step is, without the step knowing where it is shown."""

from typing import Protocol


class Progress(Protocol):
    """Something that shows steps and how far they are."""

    def start(self, step: str, total: int | None) -> None:
        """Begin a step of `total` parts (None: unknown)."""

    def advance(self, parts: int = 1) -> None:
        """So many parts more are done."""


class Silent:
    """Shows nothing."""

    def start(self, step: str, total: int | None) -> None:
        """Begin a step."""

    def advance(self, parts: int = 1) -> None:
        """Parts are done."""


class Bars:
    """A bar per step on the terminal."""

    def __init__(self) -> None:
        from rich.progress import BarColumn, TextColumn, TimeElapsedColumn
        from rich.progress import Progress as Rich

        self._bars = Rich(TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
        self._bars.start()
        self._task = None

    def start(self, step: str, total: int | None) -> None:
        """Finish the bar of the previous step and begin a new one."""
        self._finish()
        self._task = self._bars.add_task(step, total=total)

    def advance(self, parts: int = 1) -> None:
        """Move the current bar."""
        if self._task is not None:
            self._bars.advance(self._task, parts)

    def close(self) -> None:
        """Finish the last bar."""
        self._finish()
        self._bars.stop()

    def _finish(self) -> None:
        if self._task is not None:
            task = self._bars.tasks[self._task]
            total = task.total if task.total is not None else 1
            self._bars.update(self._task, total=total, completed=total)
