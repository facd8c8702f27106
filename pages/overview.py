"""Is the norm met, will it be, and what needs attention?"""

from voortgang.web import filters
from voortgang.web.attention import attention
from voortgang.web.events import event_list
from voortgang.web.overview import answers, ask_ahead, kpi_tiles
from voortgang.web.since_last import since_last

chosen = filters.sidebar()
ask_ahead(chosen)
answers(chosen)
kpi_tiles(chosen)
attention(chosen)
since_last(chosen)
event_list()
