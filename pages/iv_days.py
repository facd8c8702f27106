"""How are IV days divided, what did each herijking change, and which measures wait for them?"""

from voortgang.web.iv import PARTS, choose, tell_over_commitment
from voortgang.web.tabs import show_open

chosen = choose()
tell_over_commitment(chosen)
show_open(PARTS, chosen)
