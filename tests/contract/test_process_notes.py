from dataclasses import replace
from datetime import date

import pytest

from tests.builders import DAY, NOW, a_time
from vault.errors import FaultError, OutOfOrder, ProcessNotesMissing, WrongPassphrase
from vault.ids import ProcessNoteId, UnitId
from vault.ports import Store
from vault.process_drawer import ProcessNoteRepo
from vault.process_notes import ProcessNote, ProcessNoteRow

PASSPHRASE = bytearray(b"six words that nobody guesses")
UNIT = UnitId(3)


@pytest.fixture
def opened(store: Store) -> Store:
    """A store whose drawer is open."""
    drawer = store.process_notes
    drawer.unlock(drawer.key_for(PASSPHRASE), is_first=True)
    return store


def kept(store: Store, text: str, on: date = DAY, unit_id: UnitId = UNIT) -> ProcessNoteId:
    with store.process_notes.write() as notes:
        note_id = notes.add(unit_id, on, NOW)
        notes.save(note_id, text, NOW)
    return note_id


def _save_and_fail(notes: ProcessNoteRepo, note_id: ProcessNoteId) -> None:
    notes.save(note_id, "After.", NOW)
    raise InterruptedError


class TestProcessNoteRepo:
    def test_gives_back_what_was_kept(self, opened: Store) -> None:
        text = "Why did I look at the clock?\n\nزوي 🌿\tagain"
        note_id = kept(opened, text)
        with opened.process_notes.read() as notes:
            assert notes.get(note_id) == ProcessNote(note_id, UNIT, DAY, text, NOW)

    def test_keeps_a_new_text_and_a_new_day(self, opened: Store) -> None:
        note_id = kept(opened, "Before.")
        with opened.process_notes.write() as notes:
            notes.save(note_id, "After.", a_time(13))
            notes.put_day(note_id, date(2026, 11, 9))
            changed = notes.get(note_id)
        assert changed == ProcessNote(note_id, UNIT, date(2026, 11, 9), "After.", a_time(13))

    def test_lists_the_newest_day_first_with_how_each_note_begins(self, opened: Store) -> None:
        older = kept(opened, "\n  Her father again.\nAnd mine.", date(2026, 11, 2))
        newer = kept(opened, "x" * 500, DAY, UnitId(4))
        again = kept(opened, "", DAY)
        kept(opened, "Of somebody else.", DAY, UnitId(5))
        with opened.process_notes.read() as notes:
            found = notes.of_units([UNIT, UnitId(4)])
        assert found == [
            ProcessNoteRow(again, UNIT, DAY, ""),
            ProcessNoteRow(newer, UnitId(4), DAY, "x" * 160),
            ProcessNoteRow(older, UNIT, date(2026, 11, 2), "Her father again."),
        ]

    def test_a_note_that_was_taken_away_can_be_put_back(self, opened: Store) -> None:
        note_id = kept(opened, "Gone and back.")
        with opened.process_notes.read() as notes:
            note = notes.get(note_id)
        with opened.process_notes.write() as notes:
            notes.remove(note_id)
        with opened.process_notes.write() as notes:
            notes.put_back(note)
            assert notes.get(note_id) == note

    def test_a_number_is_never_used_again(self, opened: Store) -> None:
        first = kept(opened, "One.")
        with opened.process_notes.write() as notes:
            notes.remove(first)
        assert kept(opened, "Two.") > first

    def test_a_missing_note_is_a_lookup_error(self, opened: Store) -> None:
        missing = ProcessNoteId(404)
        with opened.process_notes.write() as notes:
            for call in (
                lambda: notes.get(missing),
                lambda: notes.save(missing, "", NOW),
                lambda: notes.put_day(missing, DAY),
                lambda: notes.remove(missing),
            ):
                with pytest.raises(LookupError):
                    call()


class TestProcessDrawer:
    def test_is_closed_until_it_is_opened_apart(self, store: Store) -> None:
        assert not store.process_notes.is_open
        with pytest.raises(OutOfOrder), store.process_notes.read():
            pass
        with pytest.raises(OutOfOrder), store.process_notes.write():
            pass
        with pytest.raises(OutOfOrder):
            store.process_notes.writes()

    def test_a_wrong_passphrase_makes_no_key(self, store: Store) -> None:
        with pytest.raises(WrongPassphrase):
            store.process_notes.key_for(bytearray(b"some other words"))

    def test_the_key_is_wiped_by_opening_also_where_it_is_open_already(self, opened: Store) -> None:
        drawer = opened.process_notes
        key = drawer.key_for(PASSPHRASE)
        drawer.unlock(key, is_first=False)
        assert not any([*key.key.buffer, *key.salt.buffer])

    def test_holds_its_notes_when_it_is_opened_again(self, opened: Store) -> None:
        note_id = kept(opened, "Still here.")
        drawer = opened.process_notes
        writes = drawer.writes()
        drawer.close()
        drawer.close()
        assert not drawer.is_open
        drawer.unlock(drawer.key_for(PASSPHRASE), is_first=False)
        assert drawer.writes() == writes == 1
        with drawer.read() as notes:
            assert notes.get(note_id).text == "Still here."

    def test_only_the_first_opening_may_make_it(self, store: Store) -> None:
        drawer = store.process_notes
        with pytest.raises(ProcessNotesMissing):
            drawer.unlock(drawer.key_for(PASSPHRASE), is_first=False)
        assert not drawer.is_open

    def test_an_error_undoes_all_of_a_write(self, opened: Store) -> None:
        note_id = kept(opened, "Before.")
        with pytest.raises(InterruptedError), opened.process_notes.write() as notes:
            _save_and_fail(notes, note_id)
        with opened.process_notes.read() as notes:
            assert notes.get(note_id).text == "Before."

    def test_a_write_inside_a_look_is_a_fault_and_undone(self, opened: Store) -> None:
        note_id = kept(opened, "Before.")
        with pytest.raises(FaultError), opened.process_notes.read() as notes:
            notes.save(note_id, "After.", NOW)
        with opened.process_notes.read() as notes:
            assert notes.get(note_id) == replace(notes.get(note_id), text="Before.")


class TestProcessMark:
    def test_tells_how_far_the_notes_had_come(self, store: Store) -> None:
        with store.read() as work:
            assert work.settings.process_mark() is None
        with store.write() as work:
            work.settings.put_process_mark(3)
            work.settings.put_process_mark(7)
            assert work.settings.process_mark() == 7
            work.settings.put(work.settings.get())
            assert work.settings.process_mark() == 7
            work.settings.put_process_mark(None)
            assert work.settings.process_mark() is None
