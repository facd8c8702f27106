"""How long do requests take, measured against the eight-week norm?"""

from voortgang import charts
from voortgang.web import exhibit, filters, run
from voortgang.web.key_figures import key_figures

chosen = filters.sidebar()
key_figures(chosen)
exhibit(run("throughput_time", chosen), charts.throughput_against_norm)
exhibit(run("decided_on_time", chosen), charts.share_against_norm)
exhibit(run("throughput_distribution", chosen), charts.distribution)
exhibit(run("decided_within_weeks", chosen), charts.ladder)
