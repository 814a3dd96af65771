"""What argos costs: the same work with and without it, interleaved in one run."""
