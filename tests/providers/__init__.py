"""Tests of who gives times, and of the road to services."""
