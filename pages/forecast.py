"""When is the norm met, with what is planned and with what could be?"""

from voortgang import charts
from voortgang.web import filters, modelled
from voortgang.web.answers import when_is_the_norm_met
from voortgang.web.scenarios import needed, offered, scenario_forms

chosen = filters.sidebar()
scenarios = offered()
one = filters.with_scenarios(chosen, (filters.scenario(scenarios),))
when_is_the_norm_met(one)
modelled("forecast", one, charts.forecast)
needed(one)
modelled("forecast_scenarios", filters.with_scenarios(chosen, scenarios), charts.scenarios)
scenario_forms(scenarios)
modelled("forecast_calibration", chosen, charts.calibration, "Er is nog te weinig verleden om op terug te kijken.")
