"""What was promised to parliament, by when, and in which letter was it settled?"""

from voortgang.web.commitments import choose, show_list
from voortgang.web.commitments_files import save
from voortgang.web.commitments_one import show_one

view = choose()
show_list(view)
if view.shown:
    save(view)
show_one(view)
