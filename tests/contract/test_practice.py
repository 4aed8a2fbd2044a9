from dataclasses import replace

import pytest

from tests.builders import a_profile, keep_alone, keep_note
from vault.ids import ClientId, NoteId
from vault.place import FormKind, Place
from vault.ports import Store
from vault.profile import Profile
from vault.settings import Settings, Theme


class TestProfileRepo:
    def test_a_new_vault_has_an_empty_profile(self, store: Store) -> None:
        with store.read() as work:
            assert work.profile.get() == Profile()

    def test_keeps_the_newest_profile(self, store: Store) -> None:
        changed = a_profile(name="Zoë ד״ר Halloran", address="")
        with store.write() as work:
            work.profile.put(a_profile())
            assert work.profile.get() == a_profile()
            work.profile.put(changed)
        with store.read() as work:
            assert work.profile.get() == changed


class TestSettingRepo:
    def test_a_new_vault_has_the_safe_settings(self, store: Store) -> None:
        with store.read() as work:
            assert work.settings.get() == Settings()

    @pytest.mark.parametrize("theme", Theme)
    def test_keeps_the_newest_settings(self, store: Store, theme: Theme) -> None:
        changed = Settings(12, 45, theme, "birp", 80, 72, 3, "en-GB", initials_only=True)
        with store.write() as work:
            work.settings.put(changed)
            assert work.settings.get() == changed
            work.settings.put(replace(changed, idle_minutes=1))
        with store.read() as work:
            assert work.settings.get() == replace(changed, idle_minutes=1)

    def test_a_new_vault_comes_back_to_today(self, store: Store) -> None:
        with store.read() as work:
            assert work.settings.place() == Place()

    def test_keeps_the_newest_place(self, store: Store) -> None:
        with store.write() as work:
            client_id, unit_id = keep_alone(work)
            note_id = keep_note(work, unit_id)
            place = Place("client", client_id, "notes", note_id, "subjective", 120, 80, 4_411)
            work.settings.put_place(place)
            assert work.settings.place() == place
            work.settings.put_place(Place())
        with store.read() as work:
            assert work.settings.place() == Place()

    def test_a_place_that_is_gone_is_forgotten(self, store: Store) -> None:
        with store.write() as work:
            client_id, unit_id = keep_alone(work)
            note_id = keep_note(work, unit_id, "")
            place = Place("client", client_id, "notes", note_id)
            work.settings.put_place(place)
            work.notes.remove_empty(note_id)
            assert work.settings.place() == replace(place, note_id=None)
            work.settings.put_place(Place("client", ClientId(404), "notes", NoteId(404)))
            assert work.settings.place() == Place("client", None, "notes", None)

    def test_keeps_what_stands_in_each_form_until_it_is_emptied(self, store: Store) -> None:
        typed = ("Aunt “Xiu”", "", "\ud83d שלום")
        with store.write() as work:
            work.settings.put_unfinished(FormKind.CARD, 3, ("1", "mo"))
            work.settings.put_unfinished(FormKind.CARD, 3, typed)
            work.settings.put_unfinished(FormKind.CARD, 4, ("0",))
            work.settings.put_unfinished(FormKind.UNIT, 3, ("couple",))
            work.settings.put_unfinished(FormKind.CARD, 4, ())
        with store.read() as work:
            assert work.settings.unfinished(FormKind.CARD) == {3: typed}
            assert work.settings.unfinished(FormKind.UNIT) == {3: ("couple",)}
            assert work.settings.unfinished(FormKind.CLIENT) == {}
