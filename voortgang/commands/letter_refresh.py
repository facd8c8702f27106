"""`voortgang letter refresh`: the figures of a letter in a draft that people have worked on."""

from pathlib import Path

from voortgang.commands.output import as_table_text
from voortgang.dutch import plural
from voortgang.errors import VoortgangError
from voortgang.letter.package import read, save
from voortgang.letter.refresh import Change, ToldAs, refresh
from voortgang.register import store
from voortgang.register.letters.reading import freeze

HEADER = ("Plaats", "Cijfer", "Was", "Brief geeft", "Wat")
LATER = (
    "Woorden, tabellen en grafieken om de cijfers heen zijn niet aangepast: kijk het concept na met "
    "'voortgang letter check'."
)


def refreshed_letter(draft: Path, letter: str, target: Path | None, told_as: ToldAs) -> str:
    """Write the draft with the figures of the letter, in its place or as a new file, and tell what changed.

    Raises VoortgangError, with every file as it was, when the draft or the letter cannot be used.
    """
    out = target or draft
    if out.exists() and out.resolve() != draft.resolve():
        raise VoortgangError(f"{out} bestaat al. Kies een andere naam, of laat --out weg om {draft} zelf te verversen.")
    done = refresh(read(draft), freeze(letter), told_as=told_as, at=store.now())
    save(out, done.content)
    return _told(out, letter, done.changes)


def _told(out: Path, letter: str, changes: tuple[Change, ...]) -> str:
    if not changes:
        return f"{out} heeft de cijfers van brief {letter}; geen enkel cijfer in de tekst is gewijzigd."
    put = sum(each.what == "ververst" for each in changes)
    left = len(changes) - put
    rows = [(each.place, each.label, each.old, each.new, each.what) for each in changes]
    kept = f"; {plural(left, 'cijfer is', 'cijfers zijn')} gebleven wat er stond" if left else ""
    first = f"{out} heeft de cijfers van brief {letter}: {plural(put, 'cijfer', 'cijfers')} ververst{kept}."
    return f"{first}\n\n{as_table_text(HEADER, rows)}\n\n{LATER}"
