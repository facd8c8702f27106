"""Which tables and charts a letter has, per section."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from voortgang.alt_text.measures import measure_counts
from voortgang.dutch import HERE, date_long, moment, number, plural
from voortgang.letter.gather.asking import Asked
from voortgang.letter.gather.desks import VERDICTS
from voortgang.letter.gather.exhibits import Wanted, exhibit, side_by_side
from voortgang.letter.gather.iv_days import CAPACITY, MOVES, WAITING
from voortgang.letter.gather.measures import DEFINITION, MEASURES, REGISTER, ROWS
from voortgang.letter.tables import Cell, Column, Exhibit
from voortgang.methods.disclosure import Protected
from voortgang.register.measures.counts import counts
from voortgang.register.measures.model import State

MEASURE_COLUMNS = ("measure_number", "measure", "name", "state", "requested", "allocated")
JUDGED = ("measure", "outcome", "verdict", "letter")
CAPACITY_COLUMNS = ("chain", "baseline", "set_on", "capacity", "requested", "allocated", "free")
MOVES_COLUMNS = ("baseline", "set_on", "reason", "projects", "added", "cut", "net")


def throughput_exhibits(asked: Asked) -> Iterator[Exhibit]:
    """Per month of the letter period: durations, what was in time, what came and went, and what is open."""
    from voortgang import charts

    wanted = {
        "throughput_time": Wanted(("period_on", "decided", "median_days", "p90_days"), charts.throughput_against_norm),
        "decided_on_time": Wanted(
            ("period_on", "decided", "within_norm", "share_within_norm", "within_legal", "share_within_legal"),
            charts.share_against_norm,
        ),
        "cohort_on_time": Wanted(
            ("period_on", "is_ripe", "received", "decided_within_norm", "share_within_norm", "share_achievable"),
            charts.cohorts,
        ),
        "flow": Wanted(("period_on", "received", "decided", "withdrawn", "backlog_end"), charts.flows),
        "backlog": Wanted(("period_on", "backlog", "past_norm", "share_past_norm", "past_legal"), charts.stock),
    }
    yield from _monthly(asked, wanted)


def desk_exhibits(asked: Asked, *, has_verdicts: bool) -> Iterator[Exhibit]:
    """Per month who decided how many, the fast track apart, and the sentences that the analysis supports."""
    from voortgang import charts

    wanted = {
        "work_by_desk": Wanted(
            ("period_on", "received", "decided", "regular", "task_force", "fast_track", "withdrawn"),
            charts.work_by_desk,
        ),
        "fast_track_share": Wanted(
            (
                "period_on",
                "decided",
                "fast_track",
                "share_fast_track",
                "median_fast_track_days",
                "median_regular_days",
            ),
            charts.fast_track,
        ),
    }
    yield from _monthly(asked, wanted)
    if has_verdicts:
        shown = asked.result(VERDICTS)
        finding = (
            f"Wat de analyse zegt over {plural(len(shown.rows), 'uitkomst', 'uitkomsten')}, in een zin per uitkomst."
        )
        yield exhibit(shown, Wanted(JUDGED, finding=finding))


def iv_exhibits(asked: Asked) -> Iterator[Exhibit]:
    """The division of IV days, what moved in the year, and the measures that wait."""
    for name, columns in {CAPACITY: CAPACITY_COLUMNS, MOVES: MOVES_COLUMNS, WAITING: MEASURE_COLUMNS}.items():
        shown = asked.result(name)
        if not shown.frame.empty:
            has_one_chain = "chain" in columns and shown.frame["chain"].nunique() == 1
            made = exhibit(shown, Wanted(columns[1:] if has_one_chain else columns, finding=_iv_finding(shown)))
            yield side_by_side(made, "Stand", ("Capaciteit", "Gevraagd", "Toegekend")) if name == CAPACITY else made


def register_exhibit(states: Sequence[State], as_of: date, at: datetime) -> Exhibit:
    """Rows and measures per phase."""
    counted = counts(states, as_of)
    heads = (
        Column("Fase", "tekst", "hoe ver de maatregel is; wat is beëindigd telt niet mee"),
        Column("Rijen", ROWS, "rijen van de bijlage"),
        Column("Maatregelen", MEASURES, "maatregelen met een rij in deze fase"),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple((each.name, each.rows, each.measures) for each in counted.phases)
    known = f"register zoals bekend op {moment(at.astimezone(HERE))}"
    made = Exhibit(
        REGISTER,
        "Maatregelen per fase",
        measure_counts(counted),
        DEFINITION,
        "",
        {"as_of": as_of.isoformat()},
        heads,
        rows,
        (f"Peildatum {date_long(as_of)}", known),
    )
    return side_by_side(made, "Fase", ("Rijen", "Maatregelen"))


def _monthly(asked: Asked, wanted: dict[str, Wanted]) -> Iterator[Exhibit]:
    for name, each in wanted.items():
        shown = asked.result(name, period="month")
        if not shown.frame.empty:
            yield exhibit(shown, each)


def _iv_finding(shown: Protected) -> str:
    if shown.metric.name == CAPACITY:
        last = shown.rows[-1]
        return (
            f"{last['baseline']}, vastgesteld op {date_long(last['set_on'])}: {number(last['allocated'])} van "
            f"{number(last['capacity'])} IV-dagen toegekend; gevraagd waren er {number(last['requested'])}."
        )
    if shown.metric.name == MOVES:
        added, cut = (number(sum(row[name] for row in shown.rows)) for name in ("added", "cut"))
        return f"Bij de herijkingen van het jaar kregen projecten er {added} IV-dagen bij en gingen er {cut} af."
    many = len({row["measure_number"] for row in shown.rows})
    return f"{plural(many, 'maatregel wacht', 'maatregelen wachten')} op een IV-project dat nog niet klaar is."
