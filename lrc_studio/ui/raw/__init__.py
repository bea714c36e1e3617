"""The raw text view: the lyrics as one text that is edited like any other."""
