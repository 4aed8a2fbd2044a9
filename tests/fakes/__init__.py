"""Fakes of every port, in memory; the contract tests hold them to what storage does."""

from tests.fakes.composer import FakeComposer
from tests.fakes.desk import FakeDisclosureRepo, FakeReleaseRepo, FakeRequestRepo
from tests.fakes.keeper import FakeKeeper, FakeNewVault
from tests.fakes.notes import FakeNoteRepo
from tests.fakes.outside import FakeClock, FakeOutbox, FakePress
from tests.fakes.people import FakeClientRepo, FakeMeetingRepo, FakeUnitRepo
from tests.fakes.practice import FakeProfileRepo, FakeSettingRepo
from tests.fakes.records import FakeRecords
from tests.fakes.store import FakeAuditTrail, FakeStore, FakeWork

__all__ = [
    "FakeAuditTrail",
    "FakeClientRepo",
    "FakeClock",
    "FakeComposer",
    "FakeDisclosureRepo",
    "FakeKeeper",
    "FakeMeetingRepo",
    "FakeNewVault",
    "FakeNoteRepo",
    "FakeOutbox",
    "FakePress",
    "FakeProfileRepo",
    "FakeRecords",
    "FakeReleaseRepo",
    "FakeRequestRepo",
    "FakeSettingRepo",
    "FakeStore",
    "FakeUnitRepo",
    "FakeWork",
]
