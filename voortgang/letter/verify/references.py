"""References in the draft to another letter than the one that it is checked against."""

import re
from collections.abc import Iterator

from voortgang.letter.verify.finding import Finding
from voortgang.letter.verify.reading import Draft

LETTER = re.compile(r"\b\d{4}-\d{2}-v\d+\b")

OWN = re.compile(r"\bkenmerk\s*:?\s*$", re.IGNORECASE)


def references(draft: Draft) -> Iterator[Finding]:
    """Each id of a letter that is neither this one nor the previous, as is left after a refresh to another version."""
    freeze = draft.freeze
    known = {freeze.id, *([freeze.previous.id] if freeze.previous else [])}
    for passage in draft.passages:
        for found in LETTER.finditer(passage.text):
            is_own = OWN.search(passage.text[: found.start()])
            if found[0] not in ((freeze.id,) if is_own else known):
                told = f"Hier staat {found[0]}, maar dit is brief {freeze.id}. Pas het kenmerk aan."
                yield Finding(passage.place, "verwijzing", found[0], freeze.id, told)
