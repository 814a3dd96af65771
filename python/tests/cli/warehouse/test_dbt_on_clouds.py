"""How the commands read much at once from each warehouse beside DuckDB."""

from __future__ import annotations

import json
from pathlib import Path

from ...clouds import Cloud

READ = """\
import json
from pathlib import Path

from argos.model import Where
from argos.warehouse.dbt import connect, load_target

where = Where(Path("."), Path("."), None, None, {})
with connect(load_target(where)) as warehouse:
    table = warehouse._arrow_table("select 1 as n, 'a' as told_in_arrow union all select 2, null")
    read = warehouse.arrow("select 1 as n, 'a' as told_once union all select 2, null")
print(json.dumps([table is not None, {name: sorted(map(str, values)) for name, values in read.items()}]))
"""


def test_many_rows_are_asked_for_once(cloud: Cloud, tmp_path: Path) -> None:
    project = cloud.new_project("types", tmp_path / "types", "read_in_arrow")
    (tmp_path / "read.py").write_text(READ)
    before = len(cloud.engine.statements())
    result = cloud.runner.invoke([], project.root, program=str(tmp_path / "read.py"))
    assert result.exit_code == 0, result.output
    is_arrow, read = json.loads(result.stdout.splitlines()[-1])
    assert is_arrow == (cloud.name != "bigquery")
    assert read == {"n": ["1", "2"], "told_once": ["None", "a"]}
    asked = [statement.body for statement in cloud.engine.statements(before)]
    assert len([sql for sql in asked if "told_once" in sql]) == 1
