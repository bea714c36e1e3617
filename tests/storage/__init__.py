"""Tests of the files on disk: state, recent songs, recovery."""
