"""The commands of the front door: what they print, and the exit codes that scripts rely on."""

import json
import sys
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path

import pytest

from storage.check import print_check
from storage.sample_vault import print_sample


@pytest.fixture
def passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", StringIO("gravel teapot anthem\n"))


@pytest.mark.usefixtures("passphrase")
def test_where_no_vault_is_check_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert print_check(tmp_path / "nowhere") == 3
    assert json.loads(capsys.readouterr().out) == {"result": "no_vault"}


def test_a_line_that_can_t_be_a_passphrase_is_a_wrong_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", StringIO("\n"))
    assert print_check(tmp_path) == 2
    assert json.loads(capsys.readouterr().out) == {"result": "wrong_passphrase"}


def test_no_standard_input_is_an_empty_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert print_check(tmp_path) == 2
    assert print_sample(tmp_path / "new", clients=1, notes=1, seed=1) == 1
    out, err = capsys.readouterr()
    assert json.loads(out) == {"result": "wrong_passphrase"}
    assert err == "No sample vault was made: InvalidField.\n"


def test_a_line_that_is_no_text_is_a_wrong_one_and_not_repeated(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    line = BytesIO(b"gravel \xff teapot\n")
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(line, "utf-8"))
    assert print_check(tmp_path) == 2
    out, err = capsys.readouterr()
    assert (json.loads(out), err) == ({"result": "wrong_passphrase"}, "")


@pytest.mark.usefixtures("passphrase")
def test_a_sample_that_can_t_be_made_is_told_on_standard_error_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "vault.key").write_text("taken")
    assert print_sample(tmp_path, clients=1, notes=1, seed=1) == 1
    out, err = capsys.readouterr()
    assert (out, err) == ("", "No sample vault was made: VaultAlreadyThere.\n")
