"""An evidence pack as a tagged PDF (PDF/UA-1): blocks to values, widths of columns, a template, tags of row headers."""
