import errno
import json
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage.check import EXIT_CODES, Report, check, exit_code
from storage.opener import open_database
from tests.fast_keys import FAST_POLICY
from tests.storage.opened import PASSPHRASE, StillClock, keeper_of, new_vault
from vault.audit import AuditKind
from vault.clients import ClientDetails, ClientService
from vault.header import open_with_passphrase
from vault.ids import ClientId
from vault.keys import SecretBytes, raw_key_literal
from vault.lifecycle import LockReason
from vault.measures import MeasureEntry, MeasureService
from vault.note_service import NoteService
from vault.notes import NewNote, NoteContent, NoteType
from vault.passages import Passage, Section, Template

WORDS = ("Ashgrove", "quixotic", "zephyr")
PARTS = {
    "key_file",
    "pages",
    "schema",
    "foreign_keys",
    "search_index",
    "audit_chain",
    "signed_notes",
    "measures",
    "documents",
    "process_notes",
    "counts",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A closed vault with one client and one signed note."""
    made = tmp_path / "vault"
    keeper, store = new_vault(made)
    clock = StillClock()
    ClientService(store, clock).create(ClientDetails(name="Ann Ashgrove"))
    with store.write() as work:
        (unit,) = work.units.of_client(work.clients.rows("", None)[0].id)
        passage = Passage(Section.TEXT, "quixotic zephyr")
        content = NoteContent(Template.FREE, (passage,))
        new = NewNote(unit.id, NoteType.FREE, content, datetime(2026, 3, 1, tzinfo=UTC))
        note_id = work.notes.add(new, clock.now_utc())
        work.notes.settle(note_id)
        version = work.notes.get(note_id).version
    NoteService(store, clock).sign(note_id, base_version=version)
    _take_measures(MeasureService(store, clock), clock)
    keeper.close(LockReason.ASKED, 0)
    return made


def _take_measures(measures: MeasureService, clock: StillClock) -> None:
    entry = MeasureEntry(clock.now_utc(), (1,) * 9)
    first = measures.record(ClientId(1), "phq-9", entry).value
    measures.correct(first.id, replace(entry, answers=(2,) * 9), "quixotic", base_version=1)
    measures.record(ClientId(1), "ors", MeasureEntry(clock.now_utc(), total=24.3))
    measures.look_at(first.id, "zephyr", base_version=2)


def looked_at(folder: Path, passphrase: bytearray = PASSPHRASE) -> Report:
    report = check(folder, passphrase, FAST_POLICY)
    text = json.dumps(report)
    assert not any(word in text for word in (*WORDS, PASSPHRASE.decode()))
    return report


def change(folder: Path, *statements: str) -> None:
    """Change the database of a closed vault as somebody with its key could."""
    from storage.header import KeyFile

    _, sub_keys = open_with_passphrase(KeyFile(folder).read(), SecretBytes(PASSPHRASE), FAST_POLICY)
    raw_key = raw_key_literal(sub_keys.database, sub_keys.database_salt)
    database = open_database(folder / "vault.db", raw_key)
    database.connection.execute("PRAGMA foreign_keys = OFF")
    for statement in statements:
        database.connection.execute(statement)
    database.close()


def test_a_sound_vault_is_sound_in_every_part(folder: Path) -> None:
    report = looked_at(folder)
    assert report.keys() == PARTS | {"result"}
    assert all(report[part]["sound"] for part in PARTS)
    assert (report["result"], exit_code(report)) == ("sound", 0)
    assert report["counts"]["client"] == 1
    assert report["counts"]["note"] == 1
    assert report["signed_notes"]["signed"] == 1
    assert report["audit_chain"]["entries"] == report["counts"]["audit"]


def test_a_check_changes_no_byte_of_a_vault_at_rest(folder: Path) -> None:
    def state() -> dict[str, tuple[bytes, int]]:
        return {
            each.name: (each.read_bytes(), each.stat().st_mtime_ns) for each in folder.iterdir()
        }

    before = state()
    looked_at(folder)
    assert state() == before


def test_a_copy_on_a_medium_that_cannot_be_written_is_checked(folder: Path) -> None:
    (folder / "in-use.lock").unlink()
    assert looked_at(folder)["result"] == "sound"
    assert not (folder / "in-use.lock").exists()


def test_a_sound_vault_where_nothing_can_be_written_is_sound(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, **_: object) -> None:
        # Linux says so before it looks whether the name is there.
        raise OSError(errno.EROFS, "Read-only file system", path)

    monkeypatch.setattr(Path, "unlink", refuse)
    assert looked_at(folder)["result"] == "sound"


def test_a_log_that_can_t_be_read_where_nothing_can_be_written_is_no_damage(folder: Path) -> None:
    (folder / "vault.db-wal").write_bytes(b"left by a crash")
    # Where SQLite can't make its shared memory, it can't read the log.
    (folder / "vault.db-shm").symlink_to("vault.db-shm")
    report = looked_at(folder)
    assert (report, exit_code(report)) == ({"result": "unreadable"}, 1)


@pytest.mark.parametrize("name", ["in-use.lock", "vault.key", "vault.key.bak", "vault.db"])
@pytest.mark.parametrize("kind", ["folder", "loop"])
def test_what_is_no_file_in_a_file_s_place_is_told_without_an_error(
    folder: Path, name: str, kind: str
) -> None:
    (folder / name).unlink()
    if kind == "folder":
        (folder / name).mkdir()
    else:
        (folder / name).symlink_to(name)
    expected = {"in-use.lock": "unreadable", "vault.key.bak": "sound"}
    assert looked_at(folder)["result"] == expected.get(name, "damaged")


def test_a_vault_that_crashed_is_checked_with_its_log_and_left_as_it_is(
    folder: Path, tmp_path: Path
) -> None:
    keeper = keeper_of(folder)
    store = keeper.unlock(PASSPHRASE)
    with store.write() as work:
        work.audit.append(AuditKind.SCREEN_HIDDEN)
    crashed = tmp_path / "crashed"
    shutil.copytree(folder, crashed)
    keeper.close(LockReason.ASKED, 0)
    before = {each.name: each.read_bytes() for each in crashed.iterdir()}
    report = looked_at(crashed)
    assert report["result"] == "sound"
    assert {each.name: each.read_bytes() for each in crashed.iterdir()} == before
    assert report["audit_chain"]["entries"] == looked_at(folder)["audit_chain"]["entries"] - 1


def test_a_wrong_passphrase_is_not_damage_and_leaves_no_try(folder: Path) -> None:
    report = looked_at(folder, bytearray(b"another one"))
    assert (report, exit_code(report)) == ({"result": "wrong_passphrase"}, 2)
    assert not (folder / "tries").exists()


def test_a_folder_without_a_vault_has_none(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "nowhere"):
        report = looked_at(folder)
        assert (report, exit_code(report)) == ({"result": "no_vault"}, 3)
    assert list(tmp_path.iterdir()) == []


def test_an_open_vault_is_in_use(folder: Path) -> None:
    keeper = keeper_of(folder)
    keeper.unlock(PASSPHRASE)
    report = looked_at(folder)
    assert (report, exit_code(report)) == ({"result": "in_use"}, 4)
    keeper.close(LockReason.ASKED, 0)


def test_every_result_has_its_exit_code() -> None:
    assert set(EXIT_CODES.values()) == {0, 1, 2, 3, 4, 5}


def test_flipped_bits_in_any_page_are_found(folder: Path) -> None:
    path = folder / "vault.db"
    content = path.read_bytes()
    for page in range(0, len(content) // 16384, 5):
        altered = bytearray(content)
        altered[page * 16384 + 9_000] ^= 4
        path.write_bytes(altered)
        report = looked_at(folder)
        assert exit_code(report) == 1, page
        # Without the pages that hold the shape it can't even be opened.
        assert "database" in report or report["pages"]["altered"] == 1


@pytest.mark.parametrize("kept", [0, 1, 100, 16384, 16384 * 5, 16384 * 5 + 7])
def test_a_database_that_was_cut_off_is_damaged(folder: Path, kept: int) -> None:
    path = folder / "vault.db"
    path.write_bytes(path.read_bytes()[:kept])
    assert exit_code(looked_at(folder)) == 1


def _no_database(folder: Path) -> None:
    (folder / "vault.db").unlink()


def _plain_database(folder: Path) -> None:
    (folder / "vault.db").write_bytes(b"SQLite format 3\0" + bytes(4080))


def _no_key_file(folder: Path) -> None:
    (folder / "vault.key").unlink()
    (folder / "vault.key.bak").unlink()


def _broken_key_files(folder: Path) -> None:
    for name in ("vault.key", "vault.key.bak"):
        (folder / name).write_bytes(os.urandom(32768))


@pytest.mark.parametrize(
    ("damage", "part", "said"),
    [
        (_no_database, "database", "DatabaseMissing"),
        (_plain_database, "database", "DatabaseDamaged"),
        (_no_key_file, "key_file", "missing"),
        (_broken_key_files, "key_file", "broken"),
    ],
)
def test_missing_and_foreign_files_are_damage_of_the_right_part(
    folder: Path, damage: Callable[[Path], None], part: str, said: str
) -> None:
    damage(folder)
    report = looked_at(folder)
    assert exit_code(report) == 1
    assert (report[part]["sound"], report[part]["damage"]) == (False, said)


def test_one_damaged_copy_of_the_key_file_is_told(folder: Path) -> None:
    content = bytearray((folder / "vault.key").read_bytes())
    content[60] ^= 1
    (folder / "vault.key").write_bytes(content)
    report = looked_at(folder)
    assert report["key_file"] == {"sound": False, "fell_back": True}
    assert exit_code(report) == 1


@pytest.mark.parametrize(
    ("part", "facts", "statements"),
    [
        ("schema", {"differing": ["note_signed_update"]}, ["DROP TRIGGER note_signed_update"]),
        ("schema", {"unknown": 1}, ["CREATE TABLE zephyr (id INTEGER) STRICT"]),
        (
            "foreign_keys",
            {"broken": {"reach": 1}},
            ["INSERT INTO reach (client_id, position, kind, value) VALUES (9, 1, 'phone', 'x')"],
        ),
        (
            "search_index",
            {},
            [
                "DROP TRIGGER passage_fts_insert",
                (
                    "INSERT INTO note (unit_id, type, template, happened_at_utc, created_at_utc,"
                    " changed_at_utc) VALUES (1, 'free', 'free', 1, 1, 1)"
                ),
                (
                    "INSERT INTO passage (note_id, position, section, text, about_kind)"
                    " VALUES (2, 1, 'text', 'zephyr', 'all')"
                ),
            ],
        ),
        (
            "audit_chain",
            {"first_bad": 2},
            ["DROP TRIGGER audit_update", "UPDATE audit SET subject = 'x' WHERE seq = 2"],
        ),
        (
            "audit_chain",
            {"missing": 2},
            [
                "DROP TRIGGER audit_delete",
                "DELETE FROM audit WHERE seq > (SELECT max(seq) - 2 FROM audit)",
            ],
        ),
        (
            "signed_notes",
            {"altered": 1, "altered_notes": [1]},
            ["DROP TRIGGER passage_signed_update", "UPDATE passage SET text = 'zephyr'"],
        ),
        (
            "measures",
            {"altered": 1, "altered_results": [1]},
            [
                "DROP TRIGGER measure_revision_update",
                "UPDATE measure_revision SET total = 8 WHERE result_id = 1 AND version = 1",
            ],
        ),
        (
            "measures",
            {"altered": 1, "altered_results": [1]},
            [
                "DROP TRIGGER measure_revision_delete",
                "DELETE FROM measure_revision WHERE version = 2",
            ],
        ),
        (
            "measures",
            {"altered": 1, "altered_results": [1]},
            [
                "DROP TRIGGER measure_look_update",
                "UPDATE measure_look SET looked_by = 'Somebody else'",
            ],
        ),
        (
            "measures",
            {"altered": 1, "altered_results": [1]},
            ["DROP TRIGGER measure_look_delete", "DELETE FROM measure_look"],
        ),
        (
            "measures",
            {"altered": 1, "altered_results": [2]},
            ["INSERT INTO measure_look VALUES (2, 1, 5, 'Somebody else', 'x')"],
        ),
        (
            "measures",
            {"altered": 1, "altered_results": [2]},
            [
                "DROP TRIGGER measure_revision_delete",
                "DROP TRIGGER measure_result_delete",
                "DELETE FROM measure_revision WHERE result_id = 2",
                "DELETE FROM measure_result WHERE id = 2",
            ],
        ),
        (
            "measures",
            {"altered": 1, "altered_results": [3]},
            [
                "INSERT INTO measure_result (client_id, measure) VALUES (1, 'gad-7')",
                "INSERT INTO measure_revision VALUES (3, 1, 5, '', 0, 1000, NULL, '[]', 1)",
            ],
        ),
    ],
)
def test_each_kind_of_damage_is_found_in_its_part(
    folder: Path, part: str, facts: dict[str, object], statements: list[str]
) -> None:
    change(folder, *statements)
    report = looked_at(folder)
    assert (report["result"], report[part]["sound"]) == ("damaged", False)
    assert {name: report[part][name] for name in facts} == facts


def test_an_older_database_put_back_is_damage(folder: Path) -> None:
    old = (folder / "vault.db").read_bytes()
    keeper = keeper_of(folder)
    keeper.unlock(PASSPHRASE)
    keeper.close(LockReason.ASKED, 0)
    (folder / "vault.db").write_bytes(old)
    report = looked_at(folder)
    assert report["audit_chain"]["missing"] == 2
    assert exit_code(report) == 1
