"""The annex of a letter, "Overzicht verbetermaatregelen": one content, written as Word and as accessible PDF."""

from voortgang.letter.annex.pdf import annex_pdf
from voortgang.letter.annex.word import annex_word

__all__ = ["annex_pdf", "annex_word"]
