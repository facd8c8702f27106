"""What were these figures computed from, how was it checked, and what was left out?"""

from voortgang.web import exhibit, run
from voortgang.web.record import build_record, check_reports

build_record()
exhibit(run("delivery_notes"), when_empty="De levering heeft onze eigen vorm; er is niets vertaald.")
exhibit(run("findings"), when_empty="De controles vonden niets.")
check_reports()
exhibit(run("left_out"), when_empty="Alle geleverde rijen tellen mee.")
exhibit(run("delivery_files"))
exhibit(run("build_steps"))
