"""The four extracts as Arrow batches with the Dutch column names of the contracts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from voortgang.simulate.days import Calendar
from voortgang.simulate.decisions import OUTCOMES, Decisions, is_closed
from voortgang.simulate.identifiers import identifiers
from voortgang.simulate.intake import Intake
from voortgang.simulate.letters import Extensions
from voortgang.simulate.questions import Questions
from voortgang.simulate.queue import FAST_TRACK
from voortgang.simulate.staffing import TASK_FORCE, WeekStaff
from voortgang.simulate.world import World, names

BATCH_ROWS = 500_000
Batches = Iterator[pa.RecordBatch]


@dataclass(frozen=True)
class Encoder:
    """Turns day offsets, codes and positions into the columns of one delivery."""

    calendar: Calendar
    world: World
    seed: int
    hidden: int
    """positions below this are not in the extract"""

    def dates(self, days: NDArray[np.integer]) -> pa.Array:
        """Dates; empty where the day has not come by the day of delivery."""
        return pa.array(self._since_1970(days), mask=days > self.calendar.until).view(pa.date32())

    def named_dates(self, days: NDArray[np.integer]) -> pa.Array:
        """Dates that a letter names, so also those after the day of delivery."""
        return pa.array(self._since_1970(days)).view(pa.date32())

    def _since_1970(self, days: NDArray[np.integer]) -> NDArray[np.int32]:
        return days.astype(np.int32) + np.datetime64(self.calendar.first).astype(np.int32)

    def codes(self, positions: NDArray[np.integer], labels: Sequence[str]) -> pa.Array:
        """Labels by position; empty for a position beyond the labels."""
        indices = pa.array(positions.astype(np.int8), mask=positions >= len(labels))
        return pa.DictionaryArray.from_arrays(indices, pa.array(labels))

    def flags(self, flags: NDArray[np.bool_]) -> pa.Array:
        """Yes or no, in Dutch."""
        return self.codes(flags.astype(np.uint8), ("nee", "ja"))

    def ids(self, rows: NDArray[np.integer]) -> pa.Array:
        """Pseudonymous request ids by position in the intake; empty for a negative position."""
        return identifiers(rows.astype(np.int64) - self.hidden, self.seed)


def requests(
    encoder: Encoder,
    intake: Intake,
    decisions: Decisions,
    team: NDArray[np.uint8],
    outcome: NDArray[np.uint8],
    due: NDArray[np.int16],
) -> Batches:
    """One row per received request, in order of receipt; (n,) arrays as in the intake."""
    until, world = encoder.calendar.until, encoder.world
    shown_outcome = np.where(is_closed(decisions, encoder.calendar), outcome, len(OUTCOMES)).astype(np.uint8)
    for part in _parts(intake.hidden, intake.size):
        yield pa.RecordBatch.from_pydict(
            {
                "verzoek_id": encoder.ids(np.arange(part.start, part.stop)),
                "ontvangen_op": encoder.dates(intake.received[part]),
                "geregistreerd_op": encoder.dates(np.minimum(intake.registered[part], until)),
                "kanaal": encoder.codes(intake.channel[part], names(world.channel_shares)),
                "huishouden": encoder.codes(intake.household[part], names(world.household_shares)),
                "inkomensklasse": encoder.codes(intake.income[part], names(world.income_shares)),
                "volledig": encoder.flags(intake.complete[part]),
                "team": encoder.codes(team[part], [*names(world.team_shares), TASK_FORCE]),
                "versneld": encoder.flags(decisions.desk[part] == FAST_TRACK),
                "besloten_op": encoder.dates(decisions.decided[part]),
                "gedagtekend_op": encoder.dates(decisions.dated[part]),
                "verzonden_op": encoder.dates(decisions.sent[part]),
                "ingetrokken_op": encoder.dates(intake.withdrawn[part]),
                "uitkomst": encoder.codes(shown_outcome[part], OUTCOMES),
                "heropend_op": encoder.dates(decisions.reopened[part]),
                "dubbel_van": encoder.ids(intake.original[part]),
                "termijn_op": encoder.named_dates(due[part]),
            }
        )


def suspensions(encoder: Encoder, questions: Questions) -> Batches:
    """One row per request for information that was sent by the day of delivery."""
    shown = np.flatnonzero((questions.request >= encoder.hidden) & (questions.sent <= encoder.calendar.until))
    for part in _parts(0, len(shown)):
        rows = shown[part]
        yield pa.RecordBatch.from_pydict(
            {
                "verzoek_id": encoder.ids(questions.request[rows]),
                "grond": encoder.codes(np.zeros(len(rows), dtype=np.uint8), ["awb_4_5"]),
                "verzonden_op": encoder.dates(questions.sent[rows]),
                "termijn_tot": encoder.named_dates(questions.term_until[rows]),
                "aangevuld_op": encoder.dates(questions.answered[rows]),
            }
        )


def extensions(encoder: Encoder, letters: Extensions) -> Batches:
    """One row per extension letter that was sent by the day of delivery."""
    shown = np.flatnonzero((letters.request >= encoder.hidden) & (letters.sent <= encoder.calendar.until))
    for part in _parts(0, len(shown)):
        rows = shown[part]
        yield pa.RecordBatch.from_pydict(
            {
                "verzoek_id": encoder.ids(letters.request[rows]),
                "verzonden_op": encoder.dates(letters.sent[rows]),
                "nieuwe_datum": encoder.named_dates(letters.extended_until[rows]),
            }
        )


def capacity(encoder: Encoder, weeks: WeekStaff) -> Batches:
    """One row per week and team."""
    yield pa.RecordBatch.from_pydict(
        {
            "week_van": encoder.named_dates(weeks.week),
            "team": pa.array(weeks.team),
            "fte_gepland": pa.array(weeks.planned_fte),
            "fte_aanwezig": pa.array(weeks.present_fte),
        }
    )


def _parts(first: int, last: int) -> Iterator[slice]:
    """Slices of bounded size; one empty slice when there is nothing, so that a file still gets its columns."""
    for start in range(first, max(last, first + 1), BATCH_ROWS):
        yield slice(start, min(start + BATCH_ROWS, last))
