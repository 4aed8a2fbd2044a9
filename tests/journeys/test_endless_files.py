"""Files that never end to be read: nothing waits for them that keeps records from others' eyes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from storage.apart.process import Apart
from tests.journeys.home import PASSPHRASE, Home, fast_keeper, home, make_vault
from tests.storage.apart.test_process import gone, instead
from tests.storage.pdf.test_book import a_pdf
from ui.cover import Cover
from ui.documents.view_model import DocumentsViewModel
from ui.meetings.import_model import CalendarImportModel
from ui.unfinished import Unfinished
from vault.cabinet import Cabinet
from vault.clients import ClientDetails
from vault.documents import Belonging
from vault.lifecycle import LockReason, State
from vault.place import FormKind, Place


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Apart]]:
    """The processes that read, of which none comes to an end."""
    made: list[Apart] = []
    start = Apart.__init__

    def started(self: Apart, reader: str) -> None:
        start(self, reader)
        made.append(self)

    monkeypatch.setattr(Apart, "__init__", started)
    instead(monkeypatch, "import time; time.sleep(600)")
    yield made
    for one in made:
        one.kill()


@pytest.fixture
def at_home(qtbot: QtBot, tmp_path: Path, started: list[Apart]) -> Iterator[Home]:
    """A window that shows the documents of a client: a letter."""
    found: list[Place] = []

    def fill(cabinet: Cabinet) -> None:
        client_id = cabinet.clients.create(ClientDetails("Ilse Brandt")).value
        unit_id = cabinet.units.of_client(client_id)[0].id
        arrival = cabinet.documents.begin(a_pdf("Dear Mara"), Belonging(unit_id))
        while arrival.step():
            pass
        cabinet.documents.keep(arrival)
        found.append(Place("clients", client_id, "documents"))

    make_vault(tmp_path / "vault", fill)
    with home(qtbot, tmp_path / "vault") as made:
        made.open_window()
        made.unlock()
        assert made.lifecycle.room is not None
        made.lifecycle.room.go_to(found[0])
        yield made
        for one in started:
            one.kill()


def documents_of(qtbot: QtBot, made: Home) -> DocumentsViewModel:
    room = made.lifecycle.room
    assert room is not None

    def there() -> DocumentsViewModel | None:
        return room.widget().findChild(DocumentsViewModel)

    qtbot.waitUntil(lambda: there() is not None)
    found = there()
    assert found is not None
    qtbot.waitUntil(lambda: bool(found.documents))
    return found


def test_hiding_takes_clear_copies_away_and_coming_back_waits_for_nothing(
    qtbot: QtBot, tmp_path: Path, at_home: Home, started: list[Apart]
) -> None:
    documents = documents_of(qtbot, at_home)
    copies: list[Path] = []

    def show(path: Path) -> bool:
        copies.append(path)
        return True

    documents._open_file = show
    documents.open(documents.documents[0].id)
    qtbot.waitUntil(lambda: documents.document is not None)
    documents.open_outside()
    form = Unfinished(documents._vault, FormKind.IMPORT, documents)
    calendars = CalendarImportModel(documents._vault, form, documents)
    calendars.read(tmp_path / "calendar.ics")
    # The letter is being shown, looked into for its words, and a calendar is read beside it.
    qtbot.waitUntil(lambda: len(started) == 3 and bool(copies))
    assert copies[0].read_bytes().startswith(b"%PDF")
    at_home.lifecycle.hide()
    qtbot.waitUntil(lambda: not copies[0].exists())
    assert at_home.casekeep is not None
    cover = at_home.casekeep.window.page
    assert isinstance(cover, Cover)
    cover.passphrase_entered.emit(bytearray(PASSPHRASE.encode()))
    qtbot.waitUntil(lambda: at_home.lifecycle.state is State.OPEN)
    assert documents.viewing.is_loading
    assert calendars.sheet is None


def test_a_look_that_the_lock_cuts_off_is_no_try(
    qtbot: QtBot, at_home: Home, started: list[Apart]
) -> None:
    letter = documents_of(qtbot, at_home).documents[0]
    qtbot.waitUntil(lambda: bool(started))
    assert at_home.lifecycle.lock(LockReason.ASKED)
    assert gone(started[0].pid)
    keeper = fast_keeper(at_home.folder)
    with keeper.unlock(bytearray(PASSPHRASE.encode())).read() as work:
        assert work.documents.get(letter.id).tries == 0
    keeper.close(LockReason.ASKED, 0)
