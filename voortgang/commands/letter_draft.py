"""`voortgang letter draft`: the Word document of a frozen letter, as a new file to work in."""

from pathlib import Path

from voortgang.dutch import plural
from voortgang.errors import VoortgangError
from voortgang.letter.package import read
from voortgang.letter.word import draft
from voortgang.register.letters.reading import freeze

SUFFIX = ".docx"


def drafted_letter(letter: str, target: Path, template: Path | None) -> str:
    """Write the draft to a new file and tell what is in it.

    Raises VoortgangError, with nothing written, when the letter is unknown, the template cannot be used, or the file
    is there already: somebody may have worked in it.
    """
    if target.suffix.lower() != SUFFIX:
        raise VoortgangError(f"De brief wordt een Word-document. Laat de naam '{target.name}' op {SUFFIX} eindigen.")
    frozen = freeze(letter)
    content = draft(frozen, read(template) if template else None)
    try:
        with target.open("xb") as file:
            file.write(content)
    except FileExistsError:
        raise VoortgangError(
            f"{target} bestaat al. Kies een andere naam, of werk dat concept bij met 'voortgang letter refresh'."
        ) from None
    except OSError as error:
        raise VoortgangError(f"{target} is niet te schrijven: {error.strerror}. Kies een andere plaats.") from error
    return (
        f"In {target} staat het concept van brief {frozen.id}, met {plural(len(frozen.facts), 'cijfer', 'cijfers')} "
        "die gekoppeld blijven. Tekst tussen [ ] moet nog worden ingevuld."
    )
