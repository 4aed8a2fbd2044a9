"""A composer without judgement."""

from datetime import datetime

from vault.printed import FileCopy, Letterhead, Passage, PrintedRecord, PrintedSection, Signature
from vault.releases import Desk


class FakeComposer:
    """Prints every word that it is given, as a careless composer would."""

    def file_copy(self, desk: Desk, now_utc: datetime) -> FileCopy:
        return FileCopy(
            letterhead=Letterhead(practice=desk.profile.practice, counselor=desk.profile.name),
            client=desk.client.details.name,
            recipient=desk.client.details.name,
            request=desk.request.number,
            handed_over_at=now_utc,
            records=tuple(
                PrintedRecord(
                    heading=f"Note {one.note.id}",
                    on=one.note.happened_at_utc.date(),
                    signature=Signature(one.note.signature.signed_by, now_utc)
                    if one.note.signature
                    else None,
                    sections=tuple(
                        PrintedSection(
                            part.type, tuple(Passage(p.text) for p in part.content.passages)
                        )
                        for part in (one.note, *one.addenda)
                    ),
                )
                for one in (*desk.chosen, *(each.candidate for each in desk.answer.verdicts))
            ),
        )

    def description(self, desk: Desk) -> str:
        words = [p.text for one in desk.chosen for p in one.note.content.passages]
        return f"{len(desk.chosen)} notes: {' '.join(words)}"
