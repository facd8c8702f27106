"""Sentences in which stands what people typed, for notices that would read it as Markdown."""

import re

PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


def literal(text: str) -> str:
    """Markdown that is drawn as exactly this text: no emphasis, link, image or colour comes of it."""
    return PUNCTUATION.sub(r"\\\1", text)
