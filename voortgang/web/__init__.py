"""Streamlit glue. A page needs: `chosen = filters.sidebar()`, `shown = run(name, chosen)`, `exhibit(shown, chart)`."""

from voortgang.web import filters
from voortgang.web.exhibit import exhibit, modelled
from voortgang.web.run import run

__all__ = ["exhibit", "filters", "modelled", "run"]
