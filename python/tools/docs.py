"""Writes the files that are generated from the package, and finds what is not documented.

python tools/docs.py [--check]    with --check a file that differs from the code is a finding, not written
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from argos.artifacts.macros import Macros
from argos.artifacts.package import load_yml

ROOT = Path(__file__).resolve().parents[2]
GENERATED = "<!-- Written by python/tools/docs.py from the code: do not edit. -->"
OPTIONS = "macros/settings/options.sql"
MEASURE_PAGE = "docs/measure.md"
MESSAGES_PAGE = "docs/troubleshooting.md"
UNFILLED_HEADING = "## Columns that nothing fills yet"
UNFILLED_BY_TESTS = "python/tests/conformance/exceptions.yml"

MACRO = re.compile(r"^\{%-?\s*macro\s+(\w+)", re.MULTILINE)
TEST = re.compile(r"^\{%-?\s*test\s+(\w+)\((.*?)\)", re.MULTILINE)
SAYS = re.compile(
    r"(?:\blog\(|lines\.append\(|problems\.append\(|set problem = |raise_compiler_error\(|return\(\[)(.*)"
)
LITERAL = re.compile(r"'([^']*)'")

Entry = Mapping[str, Any]


def table(*rows: tuple[str, ...]) -> str:
    """A Markdown table; the first row is its heading."""
    heading, *body = [[cell.replace("|", "\\|").strip() for cell in row] for row in rows]
    lines = [heading, ["---"] * len(heading), *body]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines) + "\n"


def declared_options(root: Path) -> tuple[Mapping[str, Entry], list[str]]:
    """The options of the package, and the keys of meta.argos that are none."""
    text = (root / OPTIONS).read_text(encoding="utf-8")
    macros = Macros({OPTIONS: text}, target_schema="<target schema>")
    return macros.call("options"), macros.call("node_keys")


def shown_default(option: Entry) -> str:
    text = str(option.get("default_doc", json.dumps(option["default"])))
    return text if "default_doc" in option and "<" not in text else f"`{text}`"


def options_page(root: Path) -> str:
    """docs/options.md."""
    options, keys = declared_options(root)
    rows = [
        (
            f"`argos_{name}`",
            option["type"],
            shown_default(option),
            f"`{name}`" if option.get("node") else "",
            option["doc"],
        )
        for name, option in options.items()
    ]
    return f"""{GENERATED}
# Options

Set an option as a global var in `dbt_project.yml` or with `--vars`. Those with a key of `meta.argos` can also
be set for one node, which wins.

```yaml
vars:
  argos_warn_p_value: 0.01           # directly under vars, not under the name of a package

models:
  - name: payments
    config: {{meta: {{argos: {{warn_p_value: 0.0001}}}}}}
```

A value of the wrong type is named in one line when a run starts, and counts as not set. A number is written
without quotes, and a name is a text without quotes and backslashes in it.

{table(("var", "type", "default", "key of `meta.argos`", "meaning"), *rows)}
These keys of `meta.argos` describe a node and are no options: {", ".join(f"`{key}`" for key in keys)}.
[What each means](measure.md#what-you-can-say-of-a-node).
"""


def ymls(root: Path, folder: str, kind: str) -> Iterator[Entry]:
    """Every entry of a kind (`sources`, `models`, `macros`) in the yml files of a folder."""
    for path in sorted((root / folder).rglob("*.yml")):
        yield from (load_yml(path.read_text(encoding="utf-8")) or {}).get(kind) or []


def facts(root: Path) -> list[Entry]:
    """The tables of the registry, by name."""
    sources = ymls(root, "models/facts", "sources")
    return sorted((each for source in sources for each in source["tables"]), key=lambda each: each["name"])


def views(root: Path) -> list[Entry]:
    """The models of the package that have an entry in a yml, by name."""
    return sorted(ymls(root, "models", "models"), key=lambda each: each["name"])


def columns_table(entry: Entry) -> str:
    rows = [
        (f"`{each['name']}`", each.get("data_type", ""), each.get("description", ""))
        for each in entry["columns"]
    ]
    return table(("column", "type", "meaning"), *rows)


def fact_section(fact: Entry) -> str:
    meta = fact["config"]["meta"]
    key = ", ".join(f"`{name}`" for name in meta["natural_key"])
    return (
        f"### {fact['name']}\n\n{fact['description']}\n\n"
        f"Written by {meta['written_by']}. Natural key: {key}.\n\n{columns_table(fact)}"
    )


def view_section(view: Entry) -> str:
    return f"### {view['name']}\n\n{view['description']}\n\n{columns_table(view)}"


def dictionary_page(root: Path) -> str:
    """docs/data_dictionary.md."""
    tables, shown = facts(root), views(root)
    names = [(f"[{each['name']}](#{each['name']})", each["description"]) for each in tables + shown]
    fact_sections, view_sections = map(fact_section, tables), map(view_section, shown)
    return "\n".join(
        [
            f"""{GENERATED}
# Data dictionary

Everything lies in one schema, `<target schema>_argos` unless `argos_schema` says otherwise. Tables are only
ever appended to. NULL means unknown or not applicable, never 0; some columns
[nothing fills yet](measure.md#columns-that-nothing-fills-yet). Beside these there is an empty table
`contract_<8 hex digits>` for each layout that the schema has had.

{table(("name", "what it holds"), *names)}
Types are logical: `text` and `json_text` are the warehouse's own text, `bigint` and `double` its numbers of
64 bits, `utc_timestamp` its timestamp, always UTC. Where the natural key is the same, `fact_id` is the same.

## Tables
""",
            *fact_sections,
            "## Views\n",
            *view_sections,
        ]
    )


def contract_macro(root: Path) -> str:
    """macros/facts/contract_name.sql: making the hash in every hook would cost each a millisecond."""
    columns = [
        [fact["name"], [[column["name"], column["data_type"]] for column in fact["columns"]]]
        for fact in facts(root)
    ]
    queries = [path.read_text(encoding="utf-8") for path in sorted((root / "models").rglob("*.sql"))]
    digits = hashlib.md5(json.dumps([columns, queries]).encode(), usedforsecurity=False).hexdigest()[:8]
    return (
        "{#- Name of the empty table that says which version of the registry the schema has. Written by\n"
        "    python/tools/docs.py from models/: do not edit. -#}\n"
        f"{{% macro contract_name() %}}{{{{ return('contract_{digits}') }}}}{{% endmacro %}}\n"
    )


PAGES: Mapping[str, Callable[[Path], str]] = {
    "macros/facts/contract_name.sql": contract_macro,
    "docs/options.md": options_page,
    "docs/data_dictionary.md": dictionary_page,
}


def outdated_pages(root: Path) -> Iterator[str]:
    """Every generated page that is not what the code says now."""
    for name, page in PAGES.items():
        path = root / name
        if not path.is_file() or path.read_text(encoding="utf-8") != page(root):
            yield f"{name}: differs from the code: run python/tools/docs.py"


def uncommented_macros(root: Path) -> Iterator[str]:
    """Every public macro without a comment right before it. `default__x` and the like are parts of x."""
    for path in sorted((root / "macros").rglob("*.sql")):
        text = path.read_text(encoding="utf-8")
        for macro in MACRO.finditer(text):
            name = macro.group(1)
            is_part = "__" in name or name.startswith("_")
            has_comment = text[: macro.start()].rstrip().endswith("#}")
            if not (is_part or has_comment):
                line = text.count("\n", 0, macro.start()) + 1
                yield f"{path.relative_to(root)}:{line}: macro {name} has no comment before it"


def undescribed_tests(root: Path) -> Iterator[str]:
    """Every generic test without a yml entry whose description names each argument.

    Not dbt's `arguments:`, which dbt never finds in a test: it warns under validate_macro_args.
    """
    entries = {each["name"]: str(each.get("description", "")) for each in ymls(root, "tests", "macros")}
    for path in sorted((root / "tests/generic").glob("*.sql")):
        for test in TEST.finditer(path.read_text(encoding="utf-8")):
            name, (_, *given) = test.group(1), test.group(2).split(",")
            arguments = [each.split("=")[0].strip() for each in given]
            said = entries.get(f"test_{name}", "")
            missing = [each for each in arguments if f"`{each}`" not in said]
            if not said or missing:
                of = f" of {', '.join(missing)}" if said else ""
                yield f"{path.relative_to(root)}: test_{name} has no description{of} in a yml beside it"


def undescribed_relations(root: Path) -> Iterator[str]:
    """Every model without a yml, and every fact, model and column without a description."""
    described = {each["name"] for each in views(root)}
    for path in sorted((root / "models").rglob("*.sql")):
        if path.stem not in described:
            yield f"{path.relative_to(root)}: the model has no yml beside it"
    for entry in [*facts(root), *views(root)]:
        named = [entry, *entry.get("columns", [])]
        if missing := [each["name"] for each in named if not each.get("description")]:
            yield f"models: {entry['name']} lacks descriptions: {', '.join(missing)}"
        if not entry.get("columns"):
            yield f"models: {entry['name']} lacks its columns"


def unexplained_messages(root: Path) -> Iterator[str]:
    """Every line that argos can log and that docs/troubleshooting.md does not have, by its fixed words."""
    page = " ".join((root / MESSAGES_PAGE).read_text(encoding="utf-8").split())
    for path in sorted((root / "macros").rglob("*.sql")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            said = SAYS.search(line)
            for words in LITERAL.findall(said.group(1)) if said else []:
                text = words.strip(" :;(),")
                if len(text.split()) > 3 and text not in page:
                    yield f"{path.relative_to(root)}:{number}: {MESSAGES_PAGE} does not explain {text!r}"


def unexplained_keys(root: Path) -> Iterator[str]:
    """Every key of meta.argos that docs/measure.md does not name."""
    page = (root / MEASURE_PAGE).read_text(encoding="utf-8")
    _, keys = declared_options(root)
    yield from (
        f"{MEASURE_PAGE}: does not explain meta.argos.{key}" for key in keys if f"`{key}`" not in page
    )


def filled_columns(root: Path) -> Iterator[str]:
    """Every column that docs/measure.md calls empty and the tests find filled."""
    text = (root / MEASURE_PAGE).read_text(encoding="utf-8")
    section = text.partition(UNFILLED_HEADING)[2].partition("\n## ")[0]
    unfilled = load_yml((root / UNFILLED_BY_TESTS).read_text(encoding="utf-8"))["unfilled"]
    for line in section.splitlines():
        fact, *columns = re.findall(r"`(\w+)`", line) if line.startswith("| `") else [""]
        for column in columns:
            if column not in unfilled.get(fact, []):
                yield f"{MEASURE_PAGE}: {fact}.{column} is filled now"


CHECKS = (
    filled_columns,
    uncommented_macros,
    undescribed_tests,
    undescribed_relations,
    unexplained_messages,
    unexplained_keys,
)


def findings(root: Path) -> list[str]:
    """A line for everything that is not documented."""
    return [line for check in CHECKS for line in check(root)]


def write(root: Path) -> None:
    for name, page in PAGES.items():
        (root / name).write_text(page(root), encoding="utf-8")


def main(arguments: list[str]) -> int:
    if "--check" not in arguments:
        write(ROOT)
    found = [*outdated_pages(ROOT), *findings(ROOT)]
    print(
        "\n".join(found) if found else f"{len(PAGES)} generated files are current, everything is documented"
    )
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
