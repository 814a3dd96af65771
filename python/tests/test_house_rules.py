"""Each house rule can fail, and is silent where what it forbids is allowed."""

from __future__ import annotations

from pathlib import Path

import house_rules
import pytest

SCHEMA = 'schema: "{{ target.schema }}_argos"\n'

BREACHES = {
    "one-waist": ("macros/judge/a.sql", "{% if target.type == 'duckdb' %}", 1),
    "who-runs-sql": ("macros/judge/a.sql", "select 1\n{% do run_query('select 1') %}", 2),
    "no-warn": ("macros/hooks/a.sql", "{% do exceptions.warn('x') %}", 1),
    "no-itertools": ("macros/hooks/a.sql", "{% set x = modules.itertools %}", 1),
    "shared-memory": (
        "macros/hooks/a.sql",
        "{% for id in measured.items() | rejectattr('1.judged_by') %}",
        1,
    ),
    "macro-file": ("macros/hooks/a.sql", "\n" * 101, 101),
    "gate-file": ("tests/generic/a.sql", "\n" * 16, 16),
    "model-file": ("models/runs/a.sql", "\n" * 81, 81),
    "python-module": ("python/src/argos/a.py", "\n" * 401, 401),
    "few-macros": ("macros/hooks/a.sql", "{% macro a() %}{% endmacro %}\n" * 300, 300),
    "one-schema": ("models/facts/a.yml", SCHEMA + SCHEMA.replace("_argos", "_other"), 2),
    "finished": ("demo/models/a.sql", "select 1 -- TODO", 1),
    "every-test-runs": ("python/tests/test_a.py", "@pytest.mark.xfail\ndef test_a(): ...", 1),
}

ALLOWED = [
    ("macros/dialect/a.sql", "{{ target.type }} {% do run_query('select 1') %}"),
    ("macros/judge/a.sql", "{{ argos.run_event_statement('STARTED', {}) }}"),
    ("macros/hooks/a.sql", "{% macro a() %}{% endmacro %}\n" * 100),
    ("macros/hooks/b.sql", "{% for id in measured.items() | list | rejectattr('1.judged_by') %}"),
    ("models/facts/a.yml", SCHEMA * 2),
    ("demo/target/a.yml", "TODO: written by dbt"),
]


def found(root: Path, path: str, text: str) -> list[str]:
    (root / path).parent.mkdir(parents=True)
    (root / path).write_text(text, encoding="utf-8")
    return house_rules.check(root)


def test_every_rule_is_tried() -> None:
    assert BREACHES.keys() == house_rules.RULES.keys()


@pytest.mark.parametrize("name", BREACHES)
def test_a_breach_is_found_at_its_line(name: str, tmp_path: Path) -> None:
    path, text, line = BREACHES[name]
    assert f"{path}:{line}: {house_rules.RULES[name].message} ({name})" in found(tmp_path, path, text)


@pytest.mark.parametrize(("path", "text"), ALLOWED)
def test_what_is_allowed_is_not_found(path: str, text: str, tmp_path: Path) -> None:
    assert found(tmp_path, path, text) == []
