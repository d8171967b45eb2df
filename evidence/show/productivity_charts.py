"""Every chart of productivity evidence, by the names that pages and documents use."""

from evidence.show.productivity_district_chart import similarity_chart
from evidence.show.productivity_firms_chart import sizes_chart
from evidence.show.productivity_industry_charts import quotients_chart, shares_chart
from evidence.show.productivity_parts_chart import parts_chart
from evidence.show.productivity_shift_charts import regional_chart, shift_chart

__all__ = [
    "parts_chart",
    "quotients_chart",
    "regional_chart",
    "shares_chart",
    "shift_chart",
    "similarity_chart",
    "sizes_chart",
]
