"""The lyric formats, as one tuple of records."""
