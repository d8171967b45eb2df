"""An evidence pack as a workbook: the numbers behind every finding and figure, one table a sheet."""
