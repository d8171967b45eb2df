"""An evidence pack as one web page that needs nothing but itself."""
