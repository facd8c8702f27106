"""Measures, and where they lie in a series: before the start, in force, after the end."""

from dataclasses import dataclass
from datetime import date

from voortgang.errors import VoortgangError
from voortgang.methods.impact.series import Series, shown, told

ENOUGH = 12  # periods before the start and in force, below which nothing is estimated


@dataclass(frozen=True)
class Measure:
    """What may have changed the series: from `start_on` up to and including `end_on`, or still in force."""

    name: str
    start_on: date
    end_on: date | None = None

    @property
    def title(self) -> str:
        """The name at the beginning of a sentence."""
        return self.name[:1].upper() + self.name[1:]


@dataclass(frozen=True)
class Span:
    """Where a measure lies in a series of `length` periods: in force from index `first` up to, not including, `stop`.

    A period counts as in force when its first day lies in the measure.
    """

    measure: Measure
    first: int
    stop: int
    length: int

    @property
    def before(self) -> int:
        """Periods before the start."""
        return self.first

    @property
    def in_force(self) -> int:
        """Periods in force."""
        return self.stop - self.first

    @property
    def after(self) -> int:
        """Periods after the end; 0 when still in force."""
        return self.length - self.stop

    @property
    def is_enough(self) -> bool:
        """True when there are enough periods before the start and in force for an estimate."""
        return min(self.before, self.in_force) >= ENOUGH


def span_of(measure: Measure, series: Series) -> Span:
    """Where a measure lies in a series; raises VoortgangError for one that ends before it starts or lies outside."""
    first_on, last_on = series.starts_on[0], series.starts_on[-1]
    if measure.end_on is not None and measure.end_on < measure.start_on:
        raise VoortgangError(
            f"{measure.title}: het einde {shown(measure.end_on)} ligt vóór de start {shown(measure.start_on)}. "
            "Draai ze om of verbeter de datum."
        )
    if not first_on < measure.start_on <= last_on:
        raise VoortgangError(
            f"{measure.title}: de start {shown(measure.start_on)} ligt buiten de reeks, die loopt van "
            f"{shown(first_on)} tot en met {shown(last_on)}. Kies een start daarbinnen of lever een langere reeks."
        )
    first = sum(day < measure.start_on for day in series.starts_on)
    stop = sum(measure.end_on is None or day <= measure.end_on for day in series.starts_on)
    return Span(measure, first, stop, series.length)


def refuse_flat_stretch(span: Span, series: Series) -> None:
    """Raise VoortgangError when all values before the start, or all in force, are the same: no error could be told."""
    stretches = {"vóór de start": series.values[: span.first], "zolang hij gold": series.values[span.first : span.stop]}
    for where, values in stretches.items():
        if values.min() == values.max():
            raise VoortgangError(
                f"{span.measure.title}: {where} zijn alle waarden gelijk aan {told(values[0])}. Zonder schommeling is "
                "de onzekerheid niet te schatten; kies een andere kolom of periode."
            )
