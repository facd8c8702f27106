"""What goes into the letter to parliament, who froze and approved it, and does the text still agree?"""

from voortgang.web.letter import PARTS, choose
from voortgang.web.tabs import show_open

show_open(PARTS, choose())
