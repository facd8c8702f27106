"""`voortgang letter check`: whether a draft still says what the figures of its letter say."""

from dataclasses import asdict, dataclass
from pathlib import Path

from voortgang.commands.output import as_json_text
from voortgang.dutch import plural
from voortgang.letter.controls import letter_of
from voortgang.letter.package import read
from voortgang.letter.verify import Finding, check
from voortgang.register.letters.reading import before, freeze


@dataclass(frozen=True)
class Checked:
    """What was found in which draft, beside which letter."""

    draft: Path
    letter: str
    findings: tuple[Finding, ...]


def checked_letter(draft: Path, letter: str | None) -> Checked:
    """Check a draft against a letter, or against the one that it was last filled with.

    Raises VoortgangError when the draft or the letter cannot be used.
    """
    content = read(draft)
    frozen = freeze(letter or letter_of(content))
    return Checked(draft, frozen.id, check(content, frozen, before(frozen.since)))


def as_json(found: Checked) -> str:
    """The findings for machines."""
    findings = [asdict(each) for each in found.findings]
    return as_json_text({"draft": str(found.draft), "letter": found.letter, "findings": findings})


def render(found: Checked) -> str:
    """The findings for people, each with its place."""
    against = f"{found.draft} is nagekeken naast brief {found.letter}"
    if not found.findings:
        return f"{against}: niets gevonden."
    faults = sum(each.severity == "fout" for each in found.findings)
    notes = len(found.findings) - faults
    counted = " en ".join(
        text for count, text in ((faults, plural(faults, "fout", "fouten")), (notes, f"{notes} keer let op")) if count
    )
    return "\n\n".join([f"{against}: {counted}.", *map(_told, found.findings)])


def _told(finding: Finding) -> str:
    return (
        f"{finding.severity.upper()} · {finding.kind} · {finding.place}\n"
        f"  gevonden: {finding.found}; verwacht: {finding.expected}\n"
        f"  {finding.sentence}"
    )
