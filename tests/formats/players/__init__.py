"""Simulated players against what the real ones do."""
