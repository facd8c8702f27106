"""GX's report of a check (Data Docs) as one page that needs no other file and no network.

GX renders what it found per column. Around that stands a page of our own, because GX's page loads its styles, scripts
and logo from the internet, speaks English and asks for a newsletter. The page holds counts, never a value of a row.
"""

from __future__ import annotations

from datetime import date
from html import escape
from pathlib import Path
from typing import Any

from voortgang.dutch import date_long, number, plural, share_text
from voortgang.pipeline.checks import Tally, as_gx, by_columns, delivered_names
from voortgang.pipeline.contracts import Contract

SEVERITIES = {"critical": "kritiek", "warning": "waarschuwing"}
PAGE = """<!DOCTYPE html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ page_title | e }}</title>
<style>
  body { font: 1rem/1.5 system-ui, sans-serif; color: #1a1a1a; background: #fff; margin: 2rem auto; max-width: 70rem;
         padding: 0 1rem; }
  h1 { font-size: 1.5rem; margin-bottom: .25rem; }
  h2 { font-size: 1.1rem; margin: 1.5rem 0 .25rem; }
  p { margin: .25rem 0; }
  table { border-collapse: collapse; width: 100%; table-layout: fixed; }
  th, td { border-bottom: 1px solid #ccc; padding: .35rem .5rem; text-align: left; vertical-align: top; }
  th:nth-child(1) { width: 11rem; }
  th:nth-child(3) { width: 14rem; }
  .text-success::before { content: "✔"; color: #1e6b2e; font-style: normal; }
  .text-danger::before { content: "✘"; color: #a11; font-style: normal; }
</style>
</head>
<body>
<main>
<h1>{{ page_title | e }}</h1>
{{ summary }}
{% for section in sections %}{% set section_loop = loop %}{% include "section.j2" %}{% endfor %}
</main>
</body>
</html>
"""


def write_page(folder: Path, contract: Contract, delivered_on: date, tallies: list[Tally]) -> None:
    """Write <folder>/<extract>.html."""
    from great_expectations.render.components import RenderedDocumentContent

    document = RenderedDocumentContent(
        sections=[_section(contract, group) for group in by_columns(tallies).values()],
        page_title=f"Controle van {contract.title.lower()}, levering van {date_long(delivered_on)}",
    )
    page = _view().render(document, summary=_summary(tallies))
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{contract.extract}.html").write_text(page, encoding="utf-8")


def _view() -> Any:
    from great_expectations.render.view.view import DefaultJinjaPageView
    from jinja2 import ChoiceLoader, DictLoader

    view: Any = DefaultJinjaPageView()
    view.env.loader = ChoiceLoader([DictLoader({"page.j2": PAGE}), view.env.loader])
    return view


def _summary(tallies: list[Tally]) -> str:
    rows = plural(max((tally.elements for tally in tallies), default=0), "rij", "rijen")
    kept = sum(not tally.unexpected for tally in tallies)
    told = [
        f"{rows} gecontroleerd met Great Expectations.",
        f"{number(kept)} van {plural(len(tallies), 'belofte', 'beloften')} nagekomen.",
    ]
    return "".join(f"<p>{escape(line)}</p>" for line in told)


def _section(contract: Contract, tallies: list[Tally]) -> Any:
    from great_expectations.render.renderer.column_section_renderer import ValidationResultsColumnSectionRenderer

    section = ValidationResultsColumnSectionRenderer().render([_result(tally) for tally in tallies])
    heading, table = section.content_blocks
    columns = delivered_names(contract, tallies[0].promise)
    heading.header.string_template.update(template=escape(columns), tag="h2")
    table.header_row = ["Uitkomst", "Waarom deze controle", "Afwijkend"]
    for row, tally in zip(table.table, tallies, strict=True):
        row[0] = [row[0], "niet nagekomen" if tally.unexpected else "nagekomen"]
        row[2] = _counts(tally)
    return section


def _result(tally: Tally) -> Any:
    from great_expectations.core import ExpectationValidationResult

    promise = tally.promise
    # GX puts a description into the page as it is
    description = escape(f"{promise.reason} ({SEVERITIES[promise.severity]}; {promise.expect})")
    configuration = as_gx(promise, description=description).configuration
    return ExpectationValidationResult(success=not tally.unexpected, expectation_config=configuration)


def _counts(tally: Tally) -> str:
    share = share_text(tally.unexpected, tally.elements, 1)
    return f"{number(tally.unexpected)} van {plural(tally.elements, 'rij', 'rijen')} ({share})"
