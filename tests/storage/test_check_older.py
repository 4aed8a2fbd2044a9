"""A check of a vault that an earlier version made."""

from pathlib import Path

import pytest

from storage.check import exit_code
from storage.check_pages import schema_report
from storage.migrations import RECORDS, Migration, Shape
from storage.opener import memory_database
from tests.storage.opened import new_vault
from tests.storage.test_check import change, looked_at
from vault.lifecycle import LockReason


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A closed vault."""
    keeper, _ = new_vault(tmp_path / "vault")
    keeper.close(LockReason.ASKED, 0)
    return tmp_path / "vault"


@pytest.fixture
def tomorrow(monkeypatch: pytest.MonkeyPatch) -> None:
    """A version with one migration more than the vault has."""
    later = Migration(RECORDS.newest + 10, ("CREATE TABLE later (id INTEGER) STRICT",))
    shape = Shape(RECORDS.application_id, (*RECORDS.migrations, later))
    monkeypatch.setattr("storage.check.RECORDS", shape)


@pytest.mark.usefixtures("tomorrow")
def test_a_vault_of_an_earlier_version_is_older_and_not_damaged(folder: Path) -> None:
    report = looked_at(folder)
    assert (report["result"], exit_code(report)) == ("older", 5)
    looked_into = {"key_file", "pages", "schema", "foreign_keys", "audit_chain"}
    assert report.keys() == looked_into | {"result"}
    assert all(report[part]["sound"] for part in looked_into)


@pytest.mark.usefixtures("tomorrow")
@pytest.mark.parametrize(
    "statement", ["DROP TRIGGER audit_update", f"PRAGMA user_version = {RECORDS.newest - 5}"]
)
def test_an_earlier_version_s_vault_whose_shape_is_none_of_its_own_is_damaged(
    folder: Path, statement: str
) -> None:
    change(folder, statement)
    report = looked_at(folder)
    assert (report["result"], report["schema"]["sound"]) == ("damaged", False)


@pytest.mark.parametrize("at", range(len(RECORDS.migrations)))
def test_the_shape_of_each_version_is_sound(at: int) -> None:
    connection = memory_database(shape=Shape(RECORDS.application_id, RECORDS.migrations[: at + 1]))
    report = schema_report(connection, RECORDS)
    connection.close()
    number = RECORDS.migrations[at].version
    assert report == {"sound": True, "version": number, "differing": [], "unknown": 0}
