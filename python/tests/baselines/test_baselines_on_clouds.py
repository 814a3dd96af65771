"""A baseline proposed, refused, attested and held against a day, on each warehouse beside DuckDB."""

from __future__ import annotations

from pathlib import Path

import pytest

from ..clouds import Cloud
from .sales import Sales
from .test_verdicts import FAULTS


@pytest.fixture
def cloud_sales(cloud: Cloud, tmp_path: Path) -> Sales:
    project = cloud.new_project("types", tmp_path / "types", "baselines")
    project.query("drop schema if exists baselines_argos cascade")
    sales = Sales(project)
    sales.lay_out()
    yml = (project.root / "models/schema.yml").read_text()
    window = "baseline_mode: attested\n        profile_window_days: 9"
    project.write({"models/schema.yml": yml.replace("baseline_mode: attested", window)})
    return sales


def test_a_baseline_is_proposed_attested_and_judges(cloud_sales: Sales) -> None:
    sales = cloud_sales
    built = sales.build(16)
    assert built.exit_code == 0, built.output
    assert "argos: baselines are due: argos baseline propose sales" in built.output
    proposed = sales.operate("propose_baseline", 16, relation="sales", given_as="anna", reason="first")
    assert "of 9 days: it waits to be attested" in proposed.output, proposed.output
    found = sales.versions()
    tests = {name: row["drift_test"] for name, row in found.items()}
    assert tests["amount"] == "KS"
    assert tests["status"] == tests["code"] == "PSI"
    assert tests["rare"] in ("Z", "IQR")
    assert tests["nothing"] is None
    assert found["amount"]["quantiles"].count(",") == 40
    assert found["code"]["pattern_set"].startswith('[["AA-99999",')
    assert found["status"]["topk"].count("[") == 4
    refused = sales.operate("attest_baseline", 16, relation="sales", given_as="anna")
    assert "is refused: anna proposed it, and another person has to attest it" in refused.output
    attested = sales.operate("attest_baseline", 16, relation="sales", given_as="bob")
    assert attested.exit_code == 0, attested.output
    sales.operate("freeze_baselines", 16, first="2026-01-10", last="2026-01-20", reason="peak")
    frozen = sales.operate("propose_baseline", 16, relation="sales")
    assert "is refused: nothing changes from 2026-01-10 to 2026-01-20 (peak)" in frozen.output, frozen.output

    broken = sales.build(17, FAULTS)
    assert broken.exit_code == 0, broken.output
    judged = sales.verdicts(17)
    assert judged, broken.output
    levels = {name: (level, statistic) for name, (level, statistic, _) in judged.items()}
    assert levels["amount"] == (3, "KS"), judged
    assert levels["status"] == (3, "PSI")
    assert levels["code"] == (3, "Z")
    assert levels["rare"][0] == levels[""][0] == 3
    assert levels["id"][0] > 0
    assert levels["day"] == levels["nothing"] == (0, None)
    assert "argos FAIL no_drift: baseline: " in broken.output
    row = sales.versions()[""]
    assert (row["status"], row["proposed_as"], row["attested_as"]) == ("ACTIVE", "anna", "bob")
    assert row["proposed_by"]
    assert {step[1] for step in sales.steps()} == {"PROPOSED", "REFUSED", "ATTESTED", "FROZEN"}
