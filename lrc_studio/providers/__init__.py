"""Where times come from: the embedded aligner's record and, later, one module a service."""
