"""The page of measures: what is chosen on top, and a part per tab."""

from voortgang.web.measures.choosing import View, choose
from voortgang.web.measures.over_time import compared, promises, timeline
from voortgang.web.measures.relations import dependencies, disagreements
from voortgang.web.measures.standing import as_annex, overview, unreported

PARTS = {
    "Overzicht": overview,
    "Tabel": as_annex,
    "Tijdlijn": timeline,
    "Overgangen": compared,
    "Afhankelijkheden": dependencies,
    "Beloften": promises,
    "Niet gemeld": unreported,
    "Tegenstrijdigheden": disagreements,
}
"""title of the tab → what shows it"""

__all__ = ["PARTS", "View", "choose"]
