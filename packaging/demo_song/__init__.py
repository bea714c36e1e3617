"""The parts of the demo song: its score, its singer, its band, its mix and its cover."""
