"""What a chart draws, read back from its specification."""


def marks(chart, kind):
    """The rows of every layer of one kind of mark, a list a layer."""
    spec = chart.chart.to_dict()
    return [spec["datasets"][layer["data"]["name"]] for layer in spec["layer"] if layer["mark"]["type"] == kind]


def rows_with(chart, kind, *columns):
    """The rows of the first layer of this kind whose rows have all these columns; none where there is none."""
    return next((rows for rows in marks(chart, kind) if all(column in rows[0] for column in columns)), [])
