"""Files on disk: encodings, atomic writes, settings, recovery."""
