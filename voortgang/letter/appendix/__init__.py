"""The data appendix of a letter: every figure and table as cells that can be worked on, and where they come from."""

from voortgang.letter.appendix.book import appendix

__all__ = ["appendix"]
