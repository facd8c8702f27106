"""Showing how far a long step is, without the step knowing where it is shown."""

from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar

from rich.progress import BarColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.progress import Progress as RichProgress

Batch = TypeVar("Batch", bound="Sized")


class Sized(Protocol):
    """Something with a number of rows."""

    def __len__(self) -> int: ...


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
        self._bars = RichProgress(TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
        self._bars.start()
        self._task: TaskID | None = None

    def start(self, step: str, total: int | None) -> None:
        """Finish the bar of the previous step and begin a new one."""
        self._finish()
        self._task = self._bars.add_task(step, total=total)

    def advance(self, parts: int = 1) -> None:
        """Move the current bar."""
        if self._task is not None:
            self._bars.advance(self._task, parts)

    def close(self) -> None:
        """Leave the bars as they are: after a refusal the last one shows how far it came."""
        self._bars.stop()

    def _finish(self) -> None:
        if self._task is not None:
            self._bars.update(self._task, total=1, completed=1)


def advancing(progress: Progress, batches: Iterable[Batch]) -> Iterator[Batch]:
    """The same batches; each moves the current step by its number of rows when the next one is asked for."""
    for batch in batches:
        yield batch
        progress.advance(len(batch))
