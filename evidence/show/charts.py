"""Every chart of one or two indicators, by the names that pages and documents use.

Charts are returned, never displayed; each carries its title, subtitle, text alternative, source line and table.
"""

from evidence.show.chart_parts import Chart
from evidence.show.map_charts import distribution_chart, scatter_chart
from evidence.show.place_charts import bounds_chart, neighbours_chart
from evidence.show.trend_charts import trend_chart

__all__ = [
    "Chart",
    "bounds_chart",
    "distribution_chart",
    "neighbours_chart",
    "scatter_chart",
    "trend_chart",
]
