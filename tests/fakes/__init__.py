"""Fakes of every port, in memory; the contract tests hold them to what storage does."""

from tests.fakes.calendars import FakeCalendars
from tests.fakes.composer import FakeComposer
from tests.fakes.desk import FakeDisclosureRepo, FakeReleaseRepo, FakeRequestRepo
from tests.fakes.documents import FakeBlobs, FakeDocumentRepo
from tests.fakes.keeper import FakeKeeper, FakeNewVault
from tests.fakes.meetings import FakeMeetingRepo
from tests.fakes.notes import FakeNoteRepo
from tests.fakes.outside import FakeClock, FakeOutbox, FakePress
from tests.fakes.people import FakeClientRepo
from tests.fakes.practice import FakeProfileRepo, FakeSettingRepo
from tests.fakes.process_notes import FakeProcessDrawer
from tests.fakes.records import FakeRecords
from tests.fakes.store import FakeAuditTrail, FakeStore, FakeWork
from tests.fakes.units import FakeUnitRepo

__all__ = [
    "FakeAuditTrail",
    "FakeBlobs",
    "FakeCalendars",
    "FakeClientRepo",
    "FakeClock",
    "FakeComposer",
    "FakeDisclosureRepo",
    "FakeDocumentRepo",
    "FakeKeeper",
    "FakeMeetingRepo",
    "FakeNewVault",
    "FakeNoteRepo",
    "FakeOutbox",
    "FakePress",
    "FakeProcessDrawer",
    "FakeProfileRepo",
    "FakeRecords",
    "FakeReleaseRepo",
    "FakeRequestRepo",
    "FakeSettingRepo",
    "FakeStore",
    "FakeUnitRepo",
    "FakeWork",
]
