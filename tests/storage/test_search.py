"""What search promises beyond its port: plans without a scan, and a stop that hits nothing else."""

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage import search_passages
from storage.connection import Connection
from storage.fts import match
from storage.interruption import Interruption
from storage.migrations import MIGRATIONS, migrate
from storage.opener import READING_SETTINGS, memory_database
from storage.unit_of_work import SqlStore
from tests.builders import a_passage, a_time, keep_alone, keep_note
from tests.contract.test_search import keep_document, seek, texts
from tests.storage.opened import store_over
from tests.storage.test_notes import WatchedConnection
from vault.documents import Belonging
from vault.errors import Stopped
from vault.notes import NoteContent
from vault.passages import About, Template
from vault.search import Sought
from vault.search_query import Order, parse
from vault.word_finder import WordFinder


@pytest.fixture
def connection() -> Iterator[Connection]:
    opened = memory_database()
    yield opened
    opened.close()


@pytest.fixture
def store(connection: Connection) -> SqlStore:
    store = store_over(connection)
    with store.write() as work:
        client_id, unit_id = keep_alone(work, "Dana Reyes")
        for day in range(1, 29):
            keep_note(work, unit_id, f"Her uncle, {day}.", "the the the", at_utc=a_time(day))
        he = a_passage("He drinks.", about=About.somebody_else("Her Uncle Rob"))
        blank = a_passage("\t\n", about=he.about)
        keep_note(work, unit_id, content=NoteContent(Template.SOAP, (he, blank)))
        keep_document(work, Belonging(client_id=client_id), "Letter", "uncle " * 9)
    return store


@pytest.fixture(params=["few", "known", "common"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Each of the ways to put passages in order, whatever their number."""
    if request.param != "few":
        monkeypatch.setattr(search_passages, "FEW", 0)
    if request.param == "common":
        monkeypatch.setattr(search_passages, "MANY", 0)
    for name in ("FIRST_STRETCH", "STRETCH"):
        monkeypatch.setattr(search_passages, name, 5)
    return str(request.param)


@pytest.mark.parametrize("order", Order)
@pytest.mark.parametrize(
    "typed",
    ["uncle", "unc", "her the", "about:dana uncle", "the uncle", "rob", "rob drinks", "about:rob"],
)
def test_every_way_gives_the_same(
    store: SqlStore, way: str, typed: str, order: Order, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = seek(store, typed, order=order)
    in_pages = seek(store, typed, 3, order=order)
    monkeypatch.undo()
    assert found == in_pages == seek(store, typed, order=order)


def test_filters_hold_in_every_way(store: SqlStore, way: str) -> None:
    found = seek(store, "uncle signed:no", after_utc=a_time(3), before_utc=a_time(6))
    assert texts(found) == [f"Her uncle, {day}." for day in (5, 4, 3)]
    assert seek(store, "uncle signed:yes") == []
    assert seek(store, "uncle", clients=()) == []


def test_a_client_s_hits_alone_are_counted(store: SqlStore, way: str) -> None:
    with store.write() as work:
        other, unit_id = keep_alone(work, "Amos Levi")
        keep_note(work, unit_id, "His uncle.")
    with store.read() as work:
        page = work.search.passages(Sought(parse("uncle"), clients=(other,)), None, 9)
    assert page.count in {None, 1}


SCANS = {
    "SCAN client USING INDEX client_by_last_met",
    "SCAN note USING INDEX note_by_time",
    "SCAN note USING COVERING INDEX note_by_time",
    "SCAN passage_fts VIRTUAL TABLE INDEX 0:M2",
    "SCAN document_title_fts VIRTUAL TABLE INDEX 192:M2",
    "SCAN document_text_fts VIRTUAL TABLE INDEX 192:M1",
    "SCAN passage USING COVERING INDEX passage_by_third_person",
    "SCAN member",
    "SCAN document",
}
"""The names, and members where a name is asked for, are read whole; documents in their order."""


@pytest.mark.parametrize(
    "typed", ["uncle", "type:progress uncle", "about:dana uncle", "type:progress", "signed:no"]
)
def test_no_question_reads_a_whole_growing_table(way: str, typed: str) -> None:
    plain = memory_database()
    watched = WatchedConnection(plain)
    store = store_over(watched)
    with store.write() as work:
        client_id, unit_id = keep_alone(work)
        keep_note(work, unit_id, "uncle")
    watched.asked.clear()
    query = parse(typed)
    for clients in (None, (client_id,)):
        sought = Sought(query, clients=clients, about=query.about)
        with store.read() as work:
            work.search.names()
            work.search.passages(sought, None, 9)
            work.search.documents(sought, 9)
    steps = {
        step
        for sql, parameters in watched.asked
        if sql.lstrip().startswith("SELECT")
        for *_, step in plain.execute(f"EXPLAIN QUERY PLAN {sql}", parameters)
    }
    scans = {one for one in steps if one.startswith("SCAN") and "VIRTUAL TABLE INDEX 1:" not in one}
    assert scans <= SCANS
    assert not any("CORRELATED" in one and "SCAN" in one for one in steps)
    plain.close()


def test_a_client_s_notes_are_walked_by_their_own_index() -> None:
    plain = memory_database()
    watched = WatchedConnection(plain)
    store = store_over(watched)
    with store.write() as work:
        client_id, _ = keep_alone(work)
    with store.read() as work:
        work.search.passages(Sought(parse("uncle"), clients=(client_id,)), None, 9)
    plans = [
        step
        for sql, parameters in watched.asked
        if "INDEXED BY" in sql
        for *_, step in plain.execute(f"EXPLAIN QUERY PLAN {sql}", parameters)
    ]
    assert "SEARCH note USING COVERING INDEX note_by_unit_and_time (unit_id=?)" in plans
    plain.close()


class SlowConnection:
    """A connection that counts interrupts."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.interrupted = 0

    def interrupt(self) -> None:
        self.interrupted += 1

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)


def test_only_a_search_can_be_interrupted(connection: Connection) -> None:
    watched = SlowConnection(connection)
    interruption = Interruption(watched)
    interruption.interrupt()
    assert watched.interrupted == 0
    with interruption.allowed():
        interruption.interrupt()
    interruption.interrupt()
    assert watched.interrupted == 1


ENDLESS = """
WITH RECURSIVE counted (number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM counted)
SELECT count(*) FROM counted
"""


def test_another_thread_stops_a_search_in_the_middle_of_its_statement(
    connection: Connection, store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = threading.Event()
    connection.create_function("begun", 0, begun.set)  # type: ignore[attr-defined]
    endless = ENDLESS.replace("SELECT 1", "SELECT coalesce(begun(), 1)", 1)
    monkeypatch.setattr("storage.search._NAMES", endless)

    def stop() -> None:
        begun.wait()
        store.interrupt()

    stopper = threading.Thread(target=stop)
    stopper.start()
    with pytest.raises(Stopped), store.read() as work:
        work.search.names()
    stopper.join()
    with store.write() as work:
        keep_alone(work, "Amos Levi")


ALPHABET = "aAbBéÉñç .,'-_\n1ø"
WORDS = st.text(ALPHABET, max_size=24)


@given(WORDS, st.sampled_from(["a", "ab", "be", "e n", '"a b"', "éb", "1a", "o", "aa bb"]))
def test_texts_are_read_as_the_index_reads_them(text: str, typed: str) -> None:
    connection = memory_database()
    connection.execute(
        "CREATE VIRTUAL TABLE temp.t USING fts5 (text, prefix = '2',"
        " tokenize = 'unicode61 remove_diacritics 2')"
    )
    connection.execute("INSERT INTO temp.t (text) VALUES (?)", (text,))
    terms = parse(typed).terms
    found = connection.execute("SELECT 1 FROM temp.t WHERE t MATCH ?", (match(terms),)).fetchone()
    connection.close()
    assert (WordFinder(terms).find(text) is not None) == (found is not None)


def test_documents_from_before_there_was_an_index_are_found() -> None:
    from sqlcipher3 import dbapi2

    connection: Connection = dbapi2.connect(":memory:", isolation_level=None)
    for name, value, _ in READING_SETTINGS:
        connection.execute(f"PRAGMA {name} = {value}")
    migrate(connection, tuple(one for one in MIGRATIONS if one.version < 50))
    connection.execute(
        "INSERT INTO client (id, case_number, name, name_folded, status, opened_on,"
        " created_at_utc, changed_at_utc)"
        " VALUES (1, 'C-0001', 'Ann', 'ann', 'open', '2026-01-05', 1, 1)"
    )
    connection.execute(
        "INSERT INTO document (id, client_id, title, kind, media_type, ending, blob_id,"
        " sealed_key, blob_size, size, sha256, added_at_utc, about_kind)"
        " VALUES (1, 1, 'Letter of the aunt', 'text', 'text/plain', 'txt', printf('%032d', 1),"
        " zeroblob(60), 9, 9, printf('%064d', 1), 7, 'untagged')"
    )
    connection.execute("INSERT INTO document_text (document_id, page, text) VALUES (1, 0, 'uncle')")
    migrate(connection)
    with store_over(connection).read() as work:
        for typed, page in (("uncle", 0), ("aunt", None)):
            (hit,) = work.search.documents(Sought(parse(typed)), 9)
            assert (hit.document_id, hit.page) == (1, page)
    connection.close()


def test_deleted_words_of_documents_do_not_stay_in_the_index(
    connection: Connection, store: SqlStore
) -> None:
    with store.write() as work:
        client_id, _ = keep_alone(work)
        number = keep_document(work, Belonging(client_id=client_id), "Quixotic", "zephyr here")
        work.documents.rename(number, "Letter 2")
    connection.execute("DELETE FROM document_text WHERE document_id = ?", (number,))
    for table in ("document_title_fts", "document_text_fts"):
        blocks = connection.execute(f"SELECT block FROM {table}_data").fetchall()
        assert not any(b"quixotic" in block or b"zephyr" in block for (block,) in blocks)
