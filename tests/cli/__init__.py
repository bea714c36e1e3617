"""Tests of the command line against its contract."""
