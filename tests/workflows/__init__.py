"""Tests of what a person can have done, with no window."""
