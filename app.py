"""The app: its look and its pages. Start it with `streamlit run app.py`."""

import streamlit as st

from pages._shared import navigation, style

page = navigation()
st.session_state["through_app"] = True
style("look")
page.run()
