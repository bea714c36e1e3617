"""The sound as a picture with the lyrics' times on it."""
