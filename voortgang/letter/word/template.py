"""A Word template of the staff's own, opened with care: what is in it stays, only its places are filled."""

import io
import re

import docx
from docx.document import Document

from voortgang.errors import VoortgangError
from voortgang.letter.binding import NAMESPACE
from voortgang.letter.package import CONTENT_TYPES, DAMAGED, Package, open_package

TEMPLATE = b"wordprocessingml.template.main+xml"
DOCUMENT = b"wordprocessingml.document.main+xml"
MACROS = b"macroEnabled"
WITH_MACROS = (
    "Het sjabloon bevat macro's. Sla het in Word op als 'Word-document (.docx)' of 'Word-sjabloon (.dotx)' en probeer "
    "het opnieuw."
)
IS_DRAFT = (
    "Het sjabloon bevat al cijfers van een brief. Gebruik een sjabloon zonder cijfers, of werk dat concept bij met "
    "'voortgang letter refresh'."
)


def opened(template: bytes) -> Document:
    """The template as a document; raises VoortgangError that says why it cannot be used and what to do."""
    package = open_package(template)
    types = package.parts[CONTENT_TYPES]
    if MACROS in types:
        raise VoortgangError(WITH_MACROS)
    if any(NAMESPACE.encode() in content for name, content in package.parts.items() if name.startswith("customXml/")):
        raise VoortgangError(IS_DRAFT)
    return _read(package, types)


def _read(package: Package, types: bytes) -> Document:
    content = package.with_parts({CONTENT_TYPES: re.sub(re.escape(TEMPLATE), DOCUMENT, types)})
    try:
        return docx.Document(io.BytesIO(content))
    except (KeyError, ValueError, SyntaxError) as error:
        # python-docx names no errors of its own for parts that are missing or not well formed
        raise VoortgangError(DAMAGED) from error
