"""Sound: decoding, tags, the shape of the wave, and playing on one clock."""
