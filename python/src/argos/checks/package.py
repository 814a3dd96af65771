"""Is the dbt package there?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from argos.checks.surroundings import Surroundings
from argos.model import Check, Outcome

GROUP = "project"
IN_ENTRY = re.compile(r"(?<![a-z0-9])argos(?![a-z0-9])", re.IGNORECASE)


def installed(surroundings: Surroundings) -> Iterator[Check]:
    """packages.yml names the package, and dbt deps has installed it."""
    is_named = any(IN_ENTRY.search(entry) for entry in surroundings.files.package_entries)
    if surroundings.package is None:
        problem = surroundings.package_problem
        finding = problem.problem if problem else "the dbt package argos is not installed"
        mend = "run dbt deps" if is_named else (problem.mend if problem else "add it to packages.yml")
        yield Check(GROUP, "package", Outcome.FAIL, finding, mend)
    elif not is_named:
        finding = f"argos is in {surroundings.package.folder}, but packages.yml does not name it"
        yield Check(GROUP, "package", Outcome.WARN, finding, "add it there: dbt deps would leave it out")
    else:
        finding = f"the package is in packages.yml and in {surroundings.package.folder}"
        yield Check(GROUP, "package", Outcome.OK, finding)
