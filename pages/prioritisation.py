"""Which IV projects fit in the days there are, what falls off the table, and which measures can go ahead?"""

from voortgang.web.portfolio import PARTS, compose
from voortgang.web.tabs import show_open

composed = compose()
if composed:
    show_open(PARTS, composed)
