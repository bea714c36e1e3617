"""What a person can have done, with no window: the one place where the rooms meet."""
