"""The command beside the dbt package argos: reads what it recorded, and says whether it is set up right."""

from __future__ import annotations

DISTRIBUTION = "dbt-argos"

__version__: str


def __getattr__(name: str) -> str:
    """The installed version, looked up when asked for: it costs more than the rest of `argos --help`."""
    if name == "__version__":
        from importlib.metadata import version

        return version(DISTRIBUTION)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
