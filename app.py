"""Entry of the Voortgangsmonitor: who is there, which page, and the frame around it."""

import streamlit as st

from voortgang.errors import VoortgangError
from voortgang.web import access, frame, sign_in

# An address never equals the name of its file: Streamlit's old router would serve that file without this one.
OVERVIEW = st.Page("pages/overview.py", title="Overzicht", url_path="overzicht")
THROUGHPUT = st.Page("pages/throughput.py", title="Doorlooptijden", url_path="doorlooptijden")
BACKLOG = st.Page("pages/backlog.py", title="Werkvoorraad", url_path="werkvoorraad")
TASK_FORCE = st.Page("pages/task_force.py", title="Taskforce en versnelling", url_path="taskforce")
FORECAST = st.Page("pages/forecast.py", title="Prognose", url_path="prognose")
REQUESTS = st.Page("pages/requests.py", title="Verzoeken", url_path="verzoeken")
MEASURES = st.Page("pages/measures.py", title="Maatregelen", url_path="maatregelen")
EDITING = st.Page("pages/measures_editing.py", title="Maatregelen bijhouden", url_path="bijhouden")
COMMITMENTS = st.Page("pages/commitments.py", title="Toezeggingen", url_path="toezeggingen")
PRIORITISATION = st.Page("pages/prioritisation.py", title="IV-prioritering", url_path="iv-prioritering")
IV_DAYS = st.Page("pages/iv_days.py", title="IV-dagen", url_path="iv-dagen")
LETTER = st.Page("pages/letter.py", title="Kamerbrief", url_path="kamerbrief")
DELIVERY = st.Page("pages/delivery.py", title="Gegevens", url_path="gegevens")
DEFINITIONS = st.Page("pages/definitions.py", title="Begrippen", url_path="begrippen")
# The default page has no address of its own, so it is none of these: each page keeps one link.
START = st.Page(lambda: None, title="Start", url_path="start", default=True, visibility="hidden")

OF_REQUESTS = [OVERVIEW, THROUGHPUT, BACKLOG, TASK_FORCE, FORECAST, REQUESTS]
OF_REGISTER = [MEASURES, EDITING, COMMITMENTS]

page = st.navigation(
    [START, *OF_REQUESTS, *OF_REGISTER, IV_DAYS, PRIORITISATION, LETTER, DELIVERY, DEFINITIONS], expanded=True
)
if page is START:
    st.switch_page(OVERVIEW, query_params=st.query_params.to_dict())
st.set_page_config(page_title=f"{page.title} – {frame.PRODUCT}", layout="wide", initial_sidebar_state="auto")
try:
    principal = sign_in.who_is_there()
except VoortgangError as error:
    st.error(str(error))
    st.stop()
with access.signed_in(principal):
    frame.show(page, principal, of_register=page in OF_REGISTER)
