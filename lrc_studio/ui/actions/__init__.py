"""Everything a person can do, as records."""
