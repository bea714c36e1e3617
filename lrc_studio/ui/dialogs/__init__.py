"""Dialogs: only before losing something, or for work with several fields."""
