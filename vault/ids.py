"""What each noun's number is called.

Numbers come from the database and are never used again, so that an old audit entry
can't come to speak of somebody else.
"""

from typing import NewType

ClientId = NewType("ClientId", int)
UnitId = NewType("UnitId", int)
MemberId = NewType("MemberId", int)
MeetingId = NewType("MeetingId", int)
NoteId = NewType("NoteId", int)
RequestId = NewType("RequestId", int)
ReleaseId = NewType("ReleaseId", int)
DisclosureId = NewType("DisclosureId", int)
MeasureResultId = NewType("MeasureResultId", int)
ProcessNoteId = NewType("ProcessNoteId", int)
DocumentId = NewType("DocumentId", int)
