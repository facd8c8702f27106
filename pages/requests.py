"""Which requests are open and due first, and what happened to one of them?"""

from voortgang.web import filters
from voortgang.web.cases import asked_for, request_list, require_analyst
from voortgang.web.one_case import one_request

require_analyst()
chosen = filters.sidebar()
wanted = asked_for()
if wanted:
    one_request(chosen, wanted)
else:
    request_list(chosen)
