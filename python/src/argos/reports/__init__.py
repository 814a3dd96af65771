"""Rows and findings made into reports, and reports into text, JSON and YAML. Nothing here does I/O."""
