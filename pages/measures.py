"""How far is each improvement measure, and what was parliament told?"""

from voortgang.web.measures import PARTS, choose
from voortgang.web.tabs import show_open

show_open(PARTS, choose())
