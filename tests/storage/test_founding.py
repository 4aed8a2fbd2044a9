"""A unit and the files that go with it, founded while the database fails."""

import pytest

from storage.audit_chain import SqlAuditTrail
from tests.builders import DAY
from tests.fakes import FakeClock
from tests.storage.opened import memory_store
from vault.audit import AuditKind
from vault.clients import ClientService
from vault.errors import DiskFull, InvalidField
from vault.units import NewMember, NewUnit, UnitKind, UnitService

ROSA = NewMember(name="Rosa Cruz", opens_file=True)
TEO = NewMember(name="Teo Cruz", opens_file=True)


@pytest.mark.parametrize("works", range(4))
def test_a_failure_at_any_step_leaves_nothing_half_made(
    works: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, clock = memory_store(), FakeClock()
    units = UnitService(store, clock, ClientService(store, clock).open_within)
    append, left = SqlAuditTrail.append, [works]

    def fails_later(
        trail: SqlAuditTrail, kind: AuditKind, subject: str = "", detail: str = ""
    ) -> None:
        if not left[0]:
            raise DiskFull
        left[0] -= 1
        append(trail, kind, subject, detail)

    monkeypatch.setattr(SqlAuditTrail, "append", fails_later)
    new = NewUnit(UnitKind.FAMILY, DAY, (ROSA, TEO), "Cruz")
    if works == 3:
        units.found(new)
    else:
        with pytest.raises(DiskFull):
            units.found(new)
    with store.read() as work:
        made = len(work.clients.rows("", None)), len(work.units.rows("", -1))
        kept = (*made, len(list(work.audit.entries())))
    assert kept == ((2, 3, 3) if works == 3 else (0, 0, 0))


def test_a_name_that_no_file_can_have_makes_nothing() -> None:
    store, clock = memory_store(), FakeClock()
    units = UnitService(store, clock, ClientService(store, clock).open_within)
    nameless = NewMember(name="  ", opens_file=True)
    with pytest.raises(InvalidField):
        units.found(NewUnit(UnitKind.COUPLE, DAY, (ROSA, nameless)))
    assert units.rows() == []
