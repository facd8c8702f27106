"""Charts in the draft whose numbers are not those of the letter."""

from collections.abc import Iterator, Sequence

from voortgang.letter.markup import Element
from voortgang.letter.tables import ChartSpec
from voortgang.letter.verify.finding import Finding
from voortgang.letter.verify.reading import Draft, place_after

DIGITS = 9
"""of a value; other programs write more or fewer than were frozen"""


def charts(draft: Draft) -> Iterator[Finding]:
    """Each chart that has the name of one of the letter but shows other numbers."""
    exhibits = {each.title: each for each in draft.freeze.exhibits if each.charts}
    root = draft.package.tree(draft.package.document)
    for number, each in enumerate(root.all("wp:inline", "wp:anchor"), 1):
        about = each.first("wp:docPr")
        exhibit = exhibits.get(about.attributes.get("title", "")) if about else None
        part = next((_part(mark, draft) for mark in each.all("c:chart")), "")
        if exhibit is None or not part:
            continue
        drawn = [_values(series) for series in draft.package.tree(part).all("c:ser")]
        if not any(_is_drawn(spec, drawn) for spec in exhibit.charts):
            told = f"Figuur {number}, ‘{exhibit.title}’, is niet die van deze brief. Maak een nieuw concept."
            place = place_after(each, f"figuur {number}", draft)
            yield Finding(place, "grafiek", f"figuur {number}", "de grafiek van de brief", told)


def _part(mark: Element, draft: Draft) -> str:
    return draft.package.referred(draft.package.document, mark.attributes.get("r:id", ""))


def _values(series: Element) -> dict[int, float]:
    """The values of a series by their place; a hole has none."""
    points = [point for value in series.children if value.name == "c:val" for point in value.all("c:pt")]
    texts = [(point.attributes.get("idx", ""), point.first("c:v")) for point in points]
    return {int(at): _number(value.text) for at, value in texts if at.isdigit() and value is not None}


def _number(text: str) -> float:
    try:
        return float(f"{float(text):.{DIGITS}g}")
    except ValueError:
        return float("nan")


def _is_drawn(spec: ChartSpec, drawn: Sequence[dict[int, float]]) -> bool:
    expected = [
        {at: float(f"{value:.{DIGITS}g}") for at, value in enumerate(each.values) if value is not None}
        for each in spec.series
    ]
    return sorted(map(_ordered, expected)) == sorted(map(_ordered, drawn))


def _ordered(values: dict[int, float]) -> list[tuple[int, float]]:
    return sorted(values.items())
