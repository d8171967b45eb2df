"""An evidence pack as a Word document: text in Word's own styles, fields and tables."""
