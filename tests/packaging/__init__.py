"""Tests of the scripts that set up, lock and build."""
