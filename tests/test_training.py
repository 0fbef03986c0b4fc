"""What models are made of: the manifest, the invented data, and the gate for those who have no other data."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
sys.path += [str(ROOT / "python"), str(ROOT / "eval")]

import gate  # noqa: E402
import make_models  # noqa: E402


def test_the_manifest_knows_every_model_and_its_bytes():
    assert make_models.check() == []


def test_the_manifest_names_only_sources_that_it_describes():
    listed = make_models.manifest()
    for model in listed["model"]:
        assert set(model["data"]) <= set(listed["data"])
        assert set(model["packages"]) <= set(listed["packages"])
    used = {name for model in listed["model"] for name in model["data"]}
    assert used == set(listed["data"])


def test_a_binary_without_an_entry_is_noticed(monkeypatch):
    monkeypatch.setattr(make_models, "binaries", lambda: {"crates/core/data/lang/en/models/new.bin"})
    assert make_models.check() == ["crates/core/data/lang/en/models/new.bin has no entry in models.toml"]


def test_other_bytes_than_the_manifest_knows_are_noticed(monkeypatch):
    monkeypatch.setattr(make_models, "sha256", lambda _path: "0")
    assert "crates/data-names/data/names.bin is not what models.toml says" in "\n".join(make_models.check())


def test_the_invented_data_are_as_their_script_writes_them():
    run = subprocess.run([sys.executable, "eval/fixture.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr


def test_the_gate_measures_the_invented_articles_without_other_data(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(gate, "SHARED", tmp_path)
    monkeypatch.setattr(sys, "argv", ["gate.py"])
    gate.main()
    figures = dict(line.split()[1:3] for line in capsys.readouterr().out.splitlines())
    assert list(figures) == list(gate.INVENTED)
    low = {name: share for name, share in figures.items() if float(share) < 0.5}
    assert not low, "the invented articles are easy: something is broken"


def test_every_kind_of_fact_with_a_line_of_confidence_has_its_table_in_the_docs():
    rows = (ROOT / "crates/core/data/lang/en/calibration.tsv").read_text().splitlines()
    kinds = {row.split("\t")[0].replace("_", " ") for row in rows if not row.startswith(("#", "fact"))}
    page = (ROOT / "docs/confidence.md").read_text()
    assert {"name", "place", "time", "quote"} <= kinds
    assert kinds <= {line[3:] for line in page.splitlines() if line.startswith("## ")}


@pytest.mark.parametrize("name", ["speakers", "times"])
def test_the_gate_fails_when_a_figure_falls(monkeypatch, tmp_path, capsys, name):
    monkeypatch.setattr(gate, "SHARED", tmp_path)
    monkeypatch.setattr(gate, "BASELINE", tmp_path / "baseline.json")
    (tmp_path / "baseline.json").write_text(f'{{"invented": {{"{name}": 1.1}}}}')
    monkeypatch.setattr(sys, "argv", ["gate.py"])
    assert gate.main() == 1
    assert f"invented, {name}" in capsys.readouterr().err
