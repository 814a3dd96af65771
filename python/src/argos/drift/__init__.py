"""Pure reading of what argos has judged: rows of verdicts and metrics in, a DriftReport out."""
