"""A protected result as text: an HTML table that a screen reader can read, and a CSV file for a spreadsheet."""

import csv
import io
from html import escape

from voortgang import dutch
from voortgang.cells import cell, columns, is_number
from voortgang.exports.listing import BYTE_ORDER_MARK, harmless
from voortgang.methods.disclosure import Protected, Row
from voortgang.pipeline.metrics import Column, Share

LONGEST_WORD = 64
"""a SHA-256; longer text is a sentence"""


def trust(shown: Protected, line: str) -> str:
    """The line under a figure that says how far it carries."""
    return f'<p class="trust" data-trust="{shown.metric.name}">{escape(line)}</p>'


def html_table(shown: Protected) -> str:
    """The whole result as one HTML table in a box that scrolls by itself, also from the keyboard."""
    heads = columns(shown)
    kinds = [_kind(shown, column) for column in heads]
    head = "".join(_html("th", kind, column.label, "col") for kind, column in zip(kinds, heads, strict=True))
    body = "".join(f"<tr>{_html_row(shown, row, heads, kinds)}</tr>" for row in shown.rows)
    title = escape(shown.metric.title)
    return (
        f'<div class="table" role="region" aria-label="Tabel: {title}" tabindex="0" data-metric="{shown.metric.name}">'
        f"<table><caption>{title}: {escape(shown.metric.grain)}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table></div>"
    )


def _kind(shown: Protected, column: Column | Share) -> str:
    """How the cells of a column are set: numbers to the right, sentences with room."""
    if isinstance(column, Share) or is_number(shown, column):
        return "number"
    longest = max((len(cell(shown, row, column)) for row in shown.rows), default=0)
    return "prose" if column.unit == "tekst" and longest > LONGEST_WORD else "text"


def _html_row(shown: Protected, row: Row, heads: list[Column | Share], kinds: list[str]) -> str:
    texts = [cell(shown, row, column) for column in heads]
    first, *others = zip(kinds, texts, strict=True)
    return _html("th", *first, scope="row") + "".join(_html("td", *other) for other in others)


def _html(tag: str, kind: str, text: str, scope: str = "") -> str:
    scoped = f' scope="{scope}"' if scope else ""
    breakable = escape(text).replace("_", "_<wbr>")  # names of checks are long, and telephones narrow
    return f'<{tag} class="{kind}"{scoped}>{breakable}</{tag}>'


def html_list(facts: dict[str, str]) -> str:
    """Terms and what they are, as a list that a screen reader reads in pairs."""
    listed = "".join(f"<dt>{escape(term)}</dt><dd>{escape(text)}</dd>" for term, text in facts.items() if text)
    return f'<dl class="notes">{listed}</dl>'


def csv_file(shown: Protected, facts: list[str]) -> bytes:
    """The same cells for a Dutch spreadsheet, under where they came from: semicolons, decimal commas, no thousands."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerows([harmless(line)] for line in [shown.metric.title, shown.metric.definition, *facts])
    writer.writerow([])
    heads = columns(shown)
    writer.writerow([harmless(column.label) for column in heads])
    for row in shown.rows:
        writer.writerow([_csv_cell(shown, row, column) for column in heads])
    return (BYTE_ORDER_MARK + text.getvalue()).encode()


def _csv_cell(shown: Protected, row: Row, column: Column | Share) -> str:
    written = cell(shown, row, column)
    if is_number(shown, column):
        return "" if written == dutch.MISSING else written.replace(".", "")
    return harmless(written)


def plain_table(title: str, heads: list[str], rows: list[list[str]]) -> str:
    """A table of texts that are no result of one metric, in the same shape: the first cell of a row is its name."""
    head = "".join(_html("th", "text", text, "col") for text in heads)
    body = "".join(
        f"<tr>{_html('th', 'text', name, 'row')}{''.join(_html('td', 'text', text) for text in texts)}</tr>"
        for name, *texts in rows
    )
    return (
        f'<div class="table" role="region" aria-label="Tabel: {escape(title)}" tabindex="0"><table>'
        f"<caption>{escape(title)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )
