"""Are the vars of argos spelt right, of the right type, and where all of argos sees them?"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from argos.artifacts.options import PREFIX
from argos.checks.surroundings import Surroundings
from argos.model import Check, Outcome
from argos.reports.words import counted, listed

GROUP = "vars"


def _shown(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)


def unknown(surroundings: Surroundings) -> Iterator[Check]:
    """Every global var that begins with argos_ is an option."""
    if surroundings.options is None:
        return
    variables, options = surroundings.project.variables, surroundings.options
    wrong = options.unknown(variables)
    known = [
        name
        for name in variables
        if name.removeprefix(PREFIX) in options.declared and name.startswith(PREFIX)
    ]
    if not wrong:
        said = (
            f"{counted(len(known), 'option')} set: {listed(known)}"
            if known
            else "every option has its default"
        )
        yield Check(GROUP, "vars_known", Outcome.OK, said)
    for name, nearest in wrong:
        options_known = listed([PREFIX + option for option in options.declared], limit=len(options.declared))
        mend = f"did you mean {nearest}?" if nearest else f"remove it; options are {options_known}"
        yield Check(GROUP, "vars_known", Outcome.FAIL, f"the var {name} is no option of argos", mend)


def mistyped(surroundings: Surroundings) -> Iterator[Check]:
    """Every option has a value of its type."""
    wrong = surroundings.options.mistyped(surroundings.project.variables) if surroundings.options else []
    for option, value in wrong:
        kind = option.type if " or " in option.type else f"a {option.type}"
        finding = f"the var {PREFIX}{option.name} is {_shown(value)}, not {kind}"
        mend = f"correct it under vars; until then it is {option.default_text}"
        yield Check(GROUP, "vars_types", Outcome.FAIL, finding, mend)


def scoped(surroundings: Surroundings) -> Iterator[Check]:
    """No option stands under a package's name, where only half of argos sees it."""
    for scope, variables in surroundings.project.scoped_variables.items():
        missed = (
            "measure() on your models" if scope == "argos" else "the hooks of the run and the views of argos"
        )
        finding = f"{listed(list(variables))} under {scope} in vars is not seen by {missed}"
        yield Check(GROUP, "vars_scope", Outcome.FAIL, finding, "move it to the top of vars")


def of_nodes(surroundings: Surroundings) -> Iterator[Check]:
    """Every `meta.argos` in the manifest has keys and values that argos knows, as a build says it."""
    manifest, options = surroundings.files.manifest, surroundings.options
    if not manifest or not options:
        return
    for unique_id, ours in manifest.metas.items():
        for problem in options.problems_of_meta({"unique_id": unique_id}, ours):
            yield Check(GROUP, "meta", Outcome.FAIL, problem, "correct it where that node has its meta")


def switched_off(surroundings: Surroundings) -> Iterator[Check]:
    """argos is on."""
    options = surroundings.options
    if (
        options
        and "enabled" in options.declared
        and not options.value("enabled", surroundings.project.variables)
    ):
        finding = "argos_enabled is false: nothing is measured"
        yield Check(GROUP, "vars_enabled", Outcome.WARN, finding, "remove it from vars to switch argos on")
