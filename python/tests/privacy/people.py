"""Personal data planted in a warehouse, and the search for what is left of it elsewhere."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from ..facts_dump import tables_of
from ..project import Project

NOTE = "She said so in confidence, on the 3rd of May, and asked that nobody be told of it. "
CARD = 4_111_111_111_111_111
PEOPLE: dict[str, tuple[str, list[Any]]] = {
    "name": ("text", ["Ada Lovelace", "Zoë Müller-Łódź", "李小龍", "Ada Lovelace"]),
    "mail": ("text", ["ada@example.org", "zoe@example.org", "li@example.org", "ada@example.org"]),
    "card_text": ("text", [f"4111 1111 1111 {n}" for n in (1129, 2237, 3346, 1129)]),
    "note": ("text", [NOTE * 3, "told nobody else", NOTE, NOTE * 3]),
    "card": ("bigint", [CARD + n for n in (11, 22, 33, 44)]),
    "card_as_double": ("double", [CARD + n for n in (11, 22, 33, 44)]),
    "card_as_decimal": ("decimal", [CARD + n for n in (11, 22, 33, 44)]),
    "phone": ("double", [442071838750, None, 442071838751, 442071838752]),
    "born": ("date", ["1815-12-10", "1959-07-21", "1940-11-27", "1815-12-10"]),
    "seen_at": ("timestamp", ["1999-03-07 04:05:06", "1998-02-06 03:04:05", "1997-01-05 02:03:04", None]),
    "salary": ("money", [98765.43, 87654.32, 76543.21, 98765.43]),
    "pin": ("bigint", [7391746253, 7391746253, 7391746253, 7391746254]),
    "rank": ("bigint", [0, 1, 2, 3]),
    "share": ("double", [0, 0.5, 1, 1.5]),
    "kind": ("bigint", [0, 1, 0, 1]),
}
PERSONAL = {"born", "seen_at", "salary", "pin"}
META = {"argos": {"personal": ["BORN", "Seen_At", "salary", "pin"], "plain_values": ["rank"]}}
MODEL = (
    "{{ config(materialized='table', meta="
    + json.dumps(META)
    + ") }} select * from {{ source('people', 'people') }}"
)
BUILT = ("--select", "source:people", "people_copy", "one_person")
SHOWN = {"rank": ("0", "3"), "share": ("0", "1.5"), "kind": ("0", "1")}
IDENTIFIERS = {"card", "card_as_double", "card_as_decimal", "phone"}
NUMBERS_OF_VALUES = ("mean", "stddev", "p01", "p50", "p95", "p99", "quantiles", "min_value", "max_value")

TYPES = {
    "duckdb": {"text": "varchar"},
    "snowflake": {"text": "varchar"},
    "databricks": {"text": "string"},
    "bigquery": {
        "text": "string",
        "bigint": "int64",
        "double": "float64",
        "decimal": "bignumeric(38, 0)",
        "money": "numeric(12, 2)",
    },
}
EVERYWHERE = {"decimal": "decimal(16,0)", "money": "decimal(12,2)"}


def plant(project: Project, raw: str, table_format: str = "") -> None:
    """A table of people and a model of it; columns are personal by configuration or looks."""
    types = EVERYWHERE | TYPES[project.engine.name]
    rows = [
        ", ".join(f"cast({_literal(values[n])} as {types.get(kind, kind)}) as {name}" for name, (kind, values) in PEOPLE.items())
        for n in range(4)
    ]  # fmt: skip
    project.query(f"create table {raw}.people {table_format} as select {' union all select '.join(rows)}")
    table = {"name": "people", "config": {"meta": META}, "data_tests": ["argos.volume_expected"]}
    sources = [{"name": "people", "schema": raw, "tables": [table]}]
    project.write({"models/people.yml": json.dumps({"sources": sources}), "models/people_copy.sql": MODEL})


def build_twice(project: Project) -> None:
    """The second time with another single person, so that the first is history."""
    for day in (1, 2):
        project.write({"models/one_person.sql": f"{MODEL} where rank = {day}"})
        result = project.dbt("build", *BUILT, day=day)
        assert result.exit_code == 0, result.output
        assert "failed" not in result.output, result.output


def _literal(value: Any) -> str:
    return "null" if value is None else f"'{value}'" if isinstance(value, str) else str(value)


def traces() -> set[str]:
    """What must be found nowhere: each planted value as it is, as JSON, as a float, and hashed without a salt."""
    planted = {
        str(value)
        for name, (_, values) in PEOPLE.items()
        if name not in SHOWN
        for value in values
        if value is not None
    }
    forms = planted | {NOTE.strip(), "Lovelace", "Müller", "4111 1111"}
    forms |= {str(float(text)) for text in planted if text.isdigit()}
    hashes = {
        hash_of(form.encode()).hexdigest()[:16]
        for form in planted
        for hash_of in (hashlib.sha256, hashlib.md5)
    }
    return forms | {json.dumps(form)[1:-1] for form in forms} | hashes


def content_of_tables(project: Project) -> dict[str, str]:
    """Every column of every row of every table and view of argos, but for the salt itself, as text."""
    schema = f"{project.schema}_argos"
    return {
        table: "\n".join(str(value) for row in project.query(f"select * from {schema}.{table}") for value in row.values())
        for table in tables_of(project, schema) - {"salt"}
    }  # fmt: skip


def content_of_files(root: Path) -> dict[str, bytes]:
    """Everything that dbt wrote into the project."""
    files = (path for folder in ("logs", "target") for path in (root / folder).rglob("*"))
    return {str(path): path.read_bytes() for path in files if path.is_file()}


def salt_of(project: Project) -> str:
    (row,) = project.facts("salt")
    assert len(row["salt_value"]) == 64
    return str(row["salt_value"])


def leaks(project: Project, secrets: set[str], since: int = 0) -> list[tuple[str, str]]:
    """Each place where a secret is found: a table, a file, or a statement that the warehouse received."""
    tables, files = content_of_tables(project), content_of_files(project.root)
    statements = [statement.sql for statement in project.engine.statements(since)]
    assert len(tables) > 6
    assert {"dbt.log", "manifest.json", "catalog.json"} <= {Path(path).name for path in files}
    assert len(statements) > 10
    return [
        *((name, secret) for secret in secrets for name, text in tables.items() if secret in text),
        *((name, secret) for secret in secrets for name, data in files.items() if secret.encode() in data),
        *((sql[:200], secret) for secret in secrets for sql in statements if secret in sql),
    ]


def columns_of(project: Project, model: str) -> dict[str, dict[str, Any]]:
    """The facts of the columns of a model or source by their names in lower case, of the last run."""
    rows = project.facts("run_profile_result", f"instance_id like '%.{model}' order by recorded_at")
    return {row["element_id"].lower(): row for row in rows if row["element_id"]}


def shown_numbers(facts: dict[str, dict[str, Any]]) -> set[str]:
    """Columns of which anything stands there that is a value or made of a few values."""
    return {name for name, row in facts.items() if any(row[fact] is not None for fact in NUMBERS_OF_VALUES)}


def is_bare_shape(shape: str) -> bool:
    """Whether a shape holds no letter but A and a, no digit but 9, and nothing beyond printable ASCII."""
    return all(sign in "Aa9" if sign.isalnum() else " " <= sign <= "~" for sign in shape)


def shapes_of(facts: dict[str, dict[str, Any]]) -> set[str]:
    listed = [json.loads(row["topk_patterns"]) for row in facts.values() if row["topk_patterns"]]
    return {shape for shapes in listed for shape, _ in shapes}
