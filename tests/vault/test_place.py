from tests.builders import keep_alone
from tests.fakes import FakeClock, FakeStore
from vault.cabinet import PracticeService
from vault.place import Place


def test_a_new_vault_opens_on_today() -> None:
    assert PracticeService(FakeStore(), FakeClock()).place() == Place("today")


def test_the_place_is_kept_without_an_entry_in_the_trail() -> None:
    store = FakeStore()
    practice = PracticeService(store, FakeClock())
    with store.write() as work:
        client_id, _ = keep_alone(work)
    place = Place("client", client_id, "notes", None, "plan", cursor=17, anchor=3, scroll=480)
    done = practice.put_place(place)
    assert practice.place() == place
    assert not done.changes
    assert store.records.audit == []
