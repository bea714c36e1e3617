"""The pure heart: lyrics as one immutable value, and functions on it."""
