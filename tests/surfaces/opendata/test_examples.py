"""The examples in the docs are run as a reader would: the notebook on a real release, the client against a server."""

from __future__ import annotations

import json
import os
import runpy
from pathlib import Path
from types import SimpleNamespace
from xml.etree import ElementTree as ET

import pandas
import pytest
from pytest_django.live_server_helper import LiveServer

from tests.architecture.tree import ROOT
from tests.surfaces.web.stage import staged_plan

EXAMPLES = ROOT / "docs/examples"


def client() -> SimpleNamespace:
    return SimpleNamespace(**runpy.run_path(str(EXAMPLES / "entente_client.py"), run_name="entente_client"))


@pytest.mark.django_db
def test_the_notebook_draws_each_party_by_itself(folder: Path, tmp_path: Path) -> None:
    found = json.loads((EXAMPLES / "status_over_time.ipynb").read_text("utf-8"))
    cells = ["".join(cell["source"]) for cell in found["cells"] if cell["cell_type"] == "code"]
    assert all(not cell["outputs"] for cell in found["cells"] if cell["cell_type"] == "code")
    names: dict[str, object] = {}
    here = Path.cwd()
    os.chdir(tmp_path)
    try:
        for number, cell in enumerate(cells):
            exec(compile(cell, f"cell {number}", "exec"), names)
            if "RELEASE" in names:
                names["RELEASE"] = folder
    finally:
        os.chdir(here)
    drawn = sorted(path.name for path in tmp_path.glob("*.svg"))
    said = pandas.read_csv(folder / "csv/statuses.csv")
    whole = said[said["subject"] == said["commitment"]]
    assert drawn
    assert drawn == [f"status-over-time-{party}.svg" for party in sorted(set(whole["party"]))]
    picture = ET.parse(tmp_path / drawn[0]).getroot()
    assert len(list(picture)) == 1 + 12 * 6


@pytest.mark.django_db(transaction=True)
def test_the_client_reads_a_table_and_says_what_is_refused(
    live_server: LiveServer, capsys: pytest.CaptureFixture[str], socket_enabled: None
) -> None:
    staged_plan()
    module = client()
    record = module.Record(live_server.url)
    assert [row["number"] for row in record.rows("commitments", plan="tri-plan")] == ["1.1", "1.2", "2.1", "2.2"]
    assert len(list(record.rows("commitments", plan="tri-plan"))) == 4
    assert len(record.tables()) == 47
    assert module.main([live_server.url, "nothing"]) == 1
    assert "nothing" in capsys.readouterr().err
