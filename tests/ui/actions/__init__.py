"""Tests of the actions and their keys."""
