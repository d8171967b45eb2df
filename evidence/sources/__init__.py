"""How published tables come into the evidence base: read, checked whole, compared with what is held, then written."""
