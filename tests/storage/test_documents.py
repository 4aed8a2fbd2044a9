"""Documents in a real vault: found after kills, checked whole, gone without a trace in clear."""

import io
import json
import secrets
import subprocess
import sys
from pathlib import Path, PurePath

import pytest
from sqlcipher3 import dbapi2

from storage.check import Report, check
from storage.keeper import VaultKeeper
from storage.migrations import MIGRATIONS, migrate
from storage.sealed_chunks import sealed_place
from tests.fast_keys import FAST_POLICY
from tests.storage.document_writer import CONTENT
from tests.storage.opened import PASSPHRASE, StillClock, keeper_of, new_vault
from tests.storage.pdf.test_book import a_pdf
from vault.clients import ClientDetails, ClientService
from vault.document_texts import ExaminationService
from vault.documents import Belonging, DocumentService
from vault.errors import ContentDamaged
from vault.ids import ClientId, DocumentId, UnitId
from vault.lifecycle import LockReason
from vault.ports import Store
from vault.samples_documents import drawing, letter

CANARY = "quixotic Ashgrove zephyr"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A closed vault with one client."""
    made = tmp_path / "vault"
    keeper, store = new_vault(made)
    ClientService(store, StillClock()).create(ClientDetails(name="Ann Ashgrove"))
    keeper.close(LockReason.ASKED, 0)
    return made


def opened(folder: Path) -> tuple[VaultKeeper, Store, DocumentService]:
    keeper = keeper_of(folder)
    keeper._random_bytes = secrets.token_bytes
    store = keeper.unlock(PASSPHRASE)
    return keeper, store, DocumentService(store, StillClock())


def add(documents: DocumentService, content: bytes, name: str = "letter.pdf") -> DocumentId:
    arrival = documents.begin(content, Belonging(UnitId(1)), PurePath(name))
    while arrival.step():
        pass
    return documents.keep(arrival, again=True).value


def examine(store: Store, documents: DocumentService, document_id: DocumentId) -> None:
    with store.read() as work:
        document = work.documents.get(document_id)
    examinations = ExaminationService(store)
    looking = examinations.begin(document)
    while looking.step():
        pass
    examinations.keep(document_id, looking.finding())


def checked(folder: Path) -> Report:
    report = check(folder, PASSPHRASE, FAST_POLICY)
    assert CANARY not in json.dumps(report)
    return report


def test_a_kill_at_any_step_loses_nothing_that_was_kept_and_leaves_no_half_document(
    folder: Path,
) -> None:
    kept = 0
    for step in range(1, 40):
        command = [sys.executable, "-m", "tests.storage.document_writer", str(folder), str(step)]
        said = subprocess.run(command, capture_output=True, timeout=60, check=False).stdout.decode()
        kept += "kept" in said
        assert checked(folder)["result"] == "sound"
        keeper, _, documents = opened(folder)
        listed = documents.of_client(ClientId(1)).documents
        # One more may have been kept and not yet been said.
        assert kept <= len(listed) <= kept + 1
        kept = len(listed)
        documents.sweep()
        assert len(list((folder / "blobs").glob("*"))) == kept
        if listed:
            assert documents.content(listed[0]) == CONTENT
        keeper.close(LockReason.ASKED, 0)
        if "done" in said:
            break
    assert "done" in said
    assert kept >= 2


def test_a_pdfs_words_are_found_in_the_vault_and_nowhere_else(folder: Path, tmp_path: Path) -> None:
    keeper, store, documents = opened(folder)
    document_id = add(documents, a_pdf(CANARY), f"{CANARY}.pdf")
    examine(store, documents, document_id)
    with store.read() as work:
        assert work.documents.text(document_id) == [(0, CANARY)]
    keeper.rest()
    keeper.close(LockReason.ASKED, 0)
    for path in tmp_path.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            for form in (CANARY.encode(), CANARY.encode("utf-16-le"), b"quixotic", b"Ashgrove"):
                assert form not in data, path.name


def test_a_check_names_the_documents_whose_content_is_damaged_or_missing(folder: Path) -> None:
    keeper, store, documents = opened(folder)
    numbers = [add(documents, CONTENT) for _ in range(4)]
    with store.read() as work:
        paths = [folder / "blobs" / work.documents.get(one).blob.id for one in numbers]
    keeper.close(LockReason.ASKED, 0)
    part = checked(folder)["documents"]
    assert part == {
        "sound": True,
        "bytes": 4 * len(CONTENT),
        "damaged": 0,
        "damaged_documents": [],
        "orphans": 0,
    }
    altered = bytearray(paths[1].read_bytes())
    altered[sealed_place(2) + 77] ^= 1
    paths[1].write_bytes(altered)
    paths[3].unlink()
    (folder / "blobs" / ("0" * 32)).write_bytes(b"left by a crash")
    report = checked(folder)
    assert report["result"] == "damaged"
    assert report["documents"]["damaged_documents"] == [numbers[1], numbers[3]]
    assert report["documents"]["orphans"] == 1
    assert report["counts"]["document"] == 4


def test_a_check_leaves_what_is_open_outside_alone(folder: Path) -> None:
    keeper, store, documents = opened(folder)
    document_id = add(documents, CONTENT)
    with store.read() as work:
        path = documents.lay_outside(work.documents.get(document_id))
    checked(folder)
    assert path.exists()
    keeper.close(LockReason.ASKED, 0)
    assert not path.exists()


def test_beside_an_older_database_that_was_put_back_no_content_is_swept(folder: Path) -> None:
    older = (folder / "vault.db").read_bytes()
    keeper, _, documents = opened(folder)
    add(documents, CONTENT)
    keeper.close(LockReason.ASKED, 0)
    newer = (folder / "vault.db").read_bytes()
    key = {name: (folder / name).read_bytes() for name in ("vault.key", "vault.key.bak")}
    (folder / "vault.db").write_bytes(older)
    keeper, _, documents = opened(folder)
    assert keeper.behind
    assert documents.sweep().value == 0
    keeper.close(LockReason.ASKED, 0)
    (folder / "vault.db").write_bytes(newer)
    for name, data in key.items():
        (folder / name).write_bytes(data)
    keeper, _, documents = opened(folder)
    assert documents.content(documents.of_client(ClientId(1)).documents[0]) == CONTENT
    keeper.close(LockReason.ASKED, 0)


def test_a_content_swapped_for_anothers_is_refused(folder: Path) -> None:
    keeper, store, documents = opened(folder)
    first, second = add(documents, CONTENT), add(documents, CONTENT)
    with store.read() as work:
        one, other = work.documents.get(first), work.documents.get(second)
    (folder / "blobs" / one.blob.id).write_bytes((folder / "blobs" / other.blob.id).read_bytes())
    with pytest.raises(ContentDamaged):
        documents.content(one)
    keeper.close(LockReason.ASKED, 0)


def test_without_its_row_a_content_cannot_be_opened_even_with_the_vaults_keys(
    folder: Path,
) -> None:
    keeper, store, documents = opened(folder)
    document_id = add(documents, CONTENT)
    with store.read() as work:
        sealed_key = work.documents.get(document_id).blob.sealed_key
    keeper.close(LockReason.ASKED, 0)
    # The key lies in the encrypted row alone: destroying the row destroys the content.
    assert not any(sealed_key in path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_a_picture_of_a_page_is_made_in_memory_alone(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper, store, documents = opened(folder)
    document_id = add(documents, a_pdf(CANARY))
    with store.read() as work:
        document = work.documents.get(document_id)
    real = io.open

    def watched(path: object, mode: str = "r", *rest: object, **named: object) -> object:
        assert not set(mode) & set("wax+"), "a file is opened for writing"
        return real(path, mode, *rest, **named)  # type: ignore[call-overload]

    pages = documents.pages(document)
    monkeypatch.setattr("builtins.open", watched)
    assert pages.image(0, 300).width == 300
    assert pages.find(0, "quixotic")
    monkeypatch.undo()
    pages.close()
    keeper.close(LockReason.ASKED, 0)


def test_the_samples_letter_can_be_read_and_its_drawing_hides_nothing(folder: Path) -> None:
    keeper, store, documents = opened(folder)
    document_id = add(documents, letter(["Dear colleague,", "(see overleaf)"]))
    picture_id = add(documents, drawing([]), "drawing.png")
    for one in (document_id, picture_id):
        examine(store, documents, one)
    with store.read() as work:
        text = work.documents.text(document_id)
        assert not work.documents.get(picture_id).has_details
    assert text == [(0, "Dear colleague,\n(see overleaf)")]
    keeper.close(LockReason.ASKED, 0)


ROW = (
    "INSERT INTO document (unit_id, title, kind, media_type, ending, blob_id, sealed_key,"
    " blob_size, size, sha256, added_at_utc, about_kind) VALUES (1, '', 'other', 'x/y', '',"
    " ?, zeroblob(60), 0, 0, ?, 1, 'untagged')"
)


def test_of_documents_from_before_tries_were_counted_none_was_tried() -> None:
    connection = dbapi2.connect(":memory:", isolation_level=None)
    migrate(connection, tuple(one for one in MIGRATIONS if one.version < 170))
    connection.execute("INSERT INTO unit (id, kind, opened_on) VALUES (1, 'group', '2026-01-05')")
    connection.execute(ROW, ("0" * 32, "a" * 64))
    assert migrate(connection)[0] == 170
    assert connection.execute("SELECT tries FROM document").fetchall() == [(0,)]
    with pytest.raises(dbapi2.IntegrityError):
        connection.execute("UPDATE document SET tries = -1")
    connection.close()


def test_documents_come_to_a_vault_without_any() -> None:
    before = tuple(one for one in MIGRATIONS if one.version < 30)
    connection = dbapi2.connect(":memory:", isolation_level=None)
    migrate(connection, before)
    connection.execute("INSERT INTO unit (id, kind, opened_on) VALUES (1, 'group', '2026-01-05')")
    taken = migrate(connection)
    assert taken[0] == 30
    connection.execute(ROW, ("0" * 32, "a" * 64))
    assert connection.execute("SELECT is_examined, removed_reason FROM document").fetchall() == [
        (0, None)
    ]
    connection.close()
