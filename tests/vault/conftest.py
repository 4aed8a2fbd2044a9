"""What most tests of the services begin with: a clock, an empty store, a client's notes."""

import pytest

from tests.builders import a_profile, keep_alone
from tests.fakes import FakeClock, FakeStore
from vault.ids import UnitId
from vault.note_service import NoteService


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def store(clock: FakeClock) -> FakeStore:
    return FakeStore(clock)


@pytest.fixture
def notes(store: FakeStore, clock: FakeClock) -> NoteService:
    return NoteService(store, clock)


@pytest.fixture
def unit_id(store: FakeStore) -> UnitId:
    """A client who comes alone, to a counselor with a profile."""
    with store.write() as work:
        work.profile.put(a_profile())
        return keep_alone(work)[1]
