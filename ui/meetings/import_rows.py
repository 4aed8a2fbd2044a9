"""The lines of a calendar's dry run, and what is chosen about each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from vault.calendar_proposals import Proposal, Step
from vault.folding import folded
from vault.ids import UnitId
from vault.meetings import Meeting
from vault.place import FormWords
from vault.units import UnitRow

_CHOSEN = frozenset({Step.ADD, Step.CHANGE, Step.REMOVE, Step.MOVED, Step.RENAMED})
_TRUE = {True: "1", False: ""}
_NEW_FILE = "+"


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One line of the dry run; `wanted` says whether it comes in.

    `before` is whose meeting follows the event so far, or may be it, `beside` whose meeting runs
    at the time of a new one. `left_out` says that it was decided to be nobody's, `is_twin` that
    another event of the file has its hour and client.
    """

    id: int
    proposal: Proposal
    unit: UnitRow | None
    wanted: bool
    before: UnitRow | None = None
    beside: UnitRow | None = None
    left_out: bool = False
    is_twin: bool = False

    @property
    def can_be_chosen(self) -> bool:
        """Whether there is anything to decide about it."""
        return self.proposal.step in _CHOSEN

    @property
    def is_asked(self) -> bool:
        """Whether only the counselor can know what became of the meeting."""
        return self.proposal.step in {Step.MOVED, Step.RENAMED}

    @property
    def is_nobodys(self) -> bool:
        """Whether it isn't known whose meeting it would be."""
        is_asked = self.proposal.step in {Step.ADD, Step.RENAMED}
        return is_asked and self.unit is None and not self.proposal.opens

    @property
    def keeps(self) -> bool:
        """Whether it was decided that the meeting stays as it is, whatever the title says."""
        return self.proposal.step is Step.RENAMED and self.proposal.changes_nothing

    @property
    def must_be_told(self) -> bool:
        """Whether the counselor has to say whose meeting it is, or that it is nobody's."""
        return self.is_nobodys and not self.left_out

    @property
    def is_untold(self) -> bool:
        """Whether a new event waits for its client."""
        return self.must_be_told and self.proposal.step is Step.ADD

    @property
    def is_open(self) -> bool:
        """Whether there is a question about it that wasn't answered."""
        asks = self.must_be_told or self.is_twin or self.is_closed
        return asks or (self.proposal.step is Step.MOVED and not self.wanted)

    @property
    def can_come_in(self) -> bool:
        """Whether it can be ticked."""
        return self.can_be_chosen and not (self.is_nobodys or self.keeps)

    @property
    def overlaps(self) -> Meeting | None:
        """Another meeting that runs when this new one would."""
        one = self.proposal
        other = one.overlaps if one.step is Step.ADD and not self.left_out else None
        if other is None or one.unit_id != other.unit_id:
            return other
        # A meeting that its own unit has at the very start is linked: no second one comes.
        return None if other.starts_at_utc == one.starts_at_utc else other

    @property
    def title(self) -> str:
        """What the calendar calls it, the same however that is spelled."""
        event = self.proposal.event
        return folded(event.title) if event is not None else ""

    @property
    def is_closed(self) -> bool:
        """Whether it would be a new meeting of clients whose files are closed."""
        is_new = self.proposal.step is Step.ADD
        return is_new and self.unit is not None and self.unit.is_closed

    def is_alike(self, current: "ImportRow") -> bool:
        """Say whether a choice about another line holds here: a new one of the same title.

        One that is known already goes along with its own series alone, and where its hour is
        somebody else's now, with what comes later: what was before may have been as it was.
        """
        event, other = current.proposal.event, self.proposal.event
        if event is None or other is None or self.title != current.title:
            return False
        if self.proposal.step is Step.RENAMED:
            is_later = other.starts_at_utc > event.starts_at_utc
            return is_later and other.source.uid == event.source.uid and self.must_be_told
        is_new = self.proposal.step is Step.ADD and other.source.uid == event.source.uid
        return is_new or self.is_nobodys

    @property
    def slot(self) -> tuple[datetime, UnitId | None, str]:
        """Its hour, and whose it is."""
        one = self.proposal
        return one.starts_at_utc, one.unit_id, folded(one.opens)

    @property
    def key(self) -> str:
        """What it is known by when the same calendar is looked through again."""
        event, meeting = self.proposal.event, self.proposal.meeting
        if event is not None:
            return f"{event.source.uid}\n{event.source.recurrence}"
        return str(meeting.id) if meeting is not None else ""

    @property
    def choice(self) -> FormWords:
        """What was chosen, in words to be kept."""
        opens = f"{_NEW_FILE}{self.proposal.opens}" if self.proposal.opens else ""
        unit = str(self.unit.id) if self.unit is not None else opens
        return (self.key, self.proposal.step, unit, _TRUE[self.wanted], _TRUE[self.left_out])

    def chosen_as(self, choice: FormWords, units: Mapping[UnitId, UnitRow]) -> "ImportRow":
        """Give the line with what was chosen once, as far as that can still be."""
        _key, step, number, wanted, left_out = choice
        opens = number.removeprefix(_NEW_FILE) if number.startswith(_NEW_FILE) else ""
        unit = units.get(UnitId(int(number))) if number and not opens else self.unit
        if not self.can_be_chosen or (number and not opens and unit is None):
            return self
        proposal = replace(
            self.proposal,
            unit_id=unit.id if unit else self.proposal.unit_id,
            opens="" if unit else opens,
        )
        if step == Step.ADD and proposal.step is Step.MOVED:
            proposal = replace(proposal, step=Step.ADD, meeting=None)
        row = replace(self, proposal=proposal, unit=unit, left_out=bool(left_out))
        return replace(row, wanted=bool(wanted) and row.can_come_in)


def rows_of(proposals: Sequence[Proposal], units: dict[UnitId, UnitRow]) -> tuple[ImportRow, ...]:
    """Give the lines of a dry run as they stand at first."""
    found = []
    for number, one in enumerate(proposals):
        unit = units.get(one.unit_id) if one.unit_id is not None else None
        before = units.get(one.meeting.unit_id) if one.meeting is not None else None
        known = one
        if unit is None and one.step in {Step.ADD, Step.MOVED}:
            known = replace(one, step=Step.ADD, unit_id=None, meeting=None)
        beside = units.get(one.overlaps.unit_id) if one.overlaps is not None else None
        row = ImportRow(number, known, unit, wanted=False, before=before, beside=beside)
        # A client who came back, or a session that may have been moved, is for the counselor to
        # say, not for a name in a calendar.
        sure = row.can_be_chosen and not (row.must_be_told or row.is_closed)
        found.append(replace(row, wanted=sure and known.step is not Step.MOVED))
    return with_twins(found)


def with_twins(rows: Sequence[ImportRow]) -> tuple[ImportRow, ...]:
    """Mark new lines whose hour and client another line has; only the first of them is ticked."""
    there = {row.slot for row in rows if row.proposal.step not in {Step.ADD, Step.REMOVE}}

    def marked(row: ImportRow) -> ImportRow:
        is_new = row.proposal.step is Step.ADD and not row.is_nobodys
        is_twin = is_new and row.slot in there
        if is_new:
            there.add(row.slot)
        if is_twin == row.is_twin:
            return row
        wanted = not is_twin and row.can_come_in and not row.is_closed
        return replace(row, is_twin=is_twin, wanted=wanted)

    return tuple(marked(row) for row in rows)


def chosen_again(
    rows: tuple[ImportRow, ...], choices: FormWords, units: Mapping[UnitId, UnitRow]
) -> tuple[ImportRow, ...]:
    """Give lines with what was chosen before, which `ImportRow.choice` told."""
    known = {one[0]: one for one in zip(*[iter(choices)] * 5, strict=True)}

    def chosen(some: tuple[ImportRow, ...]) -> tuple[ImportRow, ...]:
        return tuple(
            row.chosen_as(known[row.key], units) if row.key in known else row for row in some
        )

    # What is ticked counts once it is known again which lines are twins.
    return chosen(with_twins(chosen(rows)))
