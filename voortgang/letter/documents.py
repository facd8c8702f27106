"""The documents of a letter: each a function of the frozen letter and nothing else, so the same bytes for ever."""

from voortgang.letter.model import Freeze

LETTER, ANNEX_WORD, ANNEX_PDF, APPENDIX = "brief.docx", "bijlage.docx", "bijlage.pdf", "cijferbijlage.xlsx"


def documents(freeze: Freeze, template: bytes | None = None) -> dict[str, bytes]:
    """Draft, annex (Word and PDF) and data appendix by the names of their files.

    `template` is a Word document of the staff with named places; raises VoortgangError when it cannot be used.
    """
    # these bring Word, typst and Excel along: not for a page that only lists letters
    from voortgang.letter.annex import annex_pdf, annex_word
    from voortgang.letter.appendix import appendix
    from voortgang.letter.word import draft

    return {
        LETTER: draft(freeze, template),
        ANNEX_WORD: annex_word(freeze),
        ANNEX_PDF: annex_pdf(freeze),
        APPENDIX: appendix(freeze),
    }
