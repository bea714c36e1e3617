"""The embedded aligner: sound and known lyrics in, line and word times with a confidence out."""
