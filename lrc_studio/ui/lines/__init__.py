"""The lines as a table, as one line's fields and as raw text."""
