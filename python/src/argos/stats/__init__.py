"""Statistics that SQL cannot express: pure functions of aggregates, the same numbers on every run."""
