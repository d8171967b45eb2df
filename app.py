"""The app: its look and its pages. Start it with `streamlit run app.py`."""

import streamlit as st

from pages._shared import FOLDER, navigation
from pages._workspace import OPENED

page = navigation()
st.session_state.pop(OPENED, None)
st.session_state["through_app"] = True
st.html(FOLDER / "look.css")
page.run()
