"""Invented copies of files for the tests of the press."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from vault.printed import (
    AddendumKind,
    FileCopy,
    Gap,
    Included,
    LateEntry,
    Letterhead,
    Notice,
    Passage,
    PrintedAddendum,
    PrintedRecord,
    PrintedSection,
    RecoveryKit,
    Signature,
)

HANDED_OVER = datetime(2026, 11, 22, 15, 2, tzinfo=UTC)
SIGNED = Signature("Mara Lindqvist, LMFT", datetime(2026, 11, 3, 14, 41, tzinfo=UTC), "T0000, OR")
LATE = LateEntry(datetime(2026, 11, 3, 9, 0, tzinfo=UTC), datetime(2026, 11, 6, 8, 12, tzinfo=UTC))
HEAD = Letterhead(
    practice="Alder Street Counseling",
    counselor="Mara Lindqvist",
    credential="LMFT",
    license="Oregon license T0000",
    lines=("214 Alder Street, Suite 3", "Corvallis, Oregon", "541 555 0134"),
)
WITHHELD = Notice(
    "What is withheld",
    ("One passage of session 10 is withheld.", "You may ask for a review."),
    "45 CFR 164.524(d)(1)",
)


def record(
    *passages: Passage | Gap | str,
    heading: str = "Session 10",
    signature: Signature | None = SIGNED,
    addenda: tuple[PrintedAddendum, ...] = (),
) -> PrintedRecord:
    """Make a record of one section."""
    parts = tuple(part if isinstance(part, Passage | Gap) else Passage(part) for part in passages)
    return PrintedRecord(
        heading=heading,
        on=date(2026, 11, 3),
        details=("Individual", "50 min", "in person"),
        signature=signature,
        fingerprint="9f3a1c227be044d1" * 4 if signature else "",
        sections=(PrintedSection("Subjective", parts),),
        addenda=addenda,
    )


def copy(*records: PrintedRecord, name: str = "Dana Reyes") -> FileCopy:
    """Make the copy that a client asked for herself."""
    return FileCopy(
        letterhead=HEAD,
        client=name,
        born=date(1988, 3, 3),
        recipient=name,
        request="R-0031",
        handed_over_at=HANDED_OVER,
        period=(date(2026, 8, 3), date(2026, 11, 22)),
        included=(Included("Progress notes", "Sessions 1 to 12"), Included("Letters", "1 record")),
        notices=(
            Notice("Keep this copy safe", ("It has left the practice.",)),
            Notice(
                "What is not in this file",
                (
                    "This copy holds notes and letters alone.",
                    "2 records of sessions with others: they tell of them as well.",
                ),
                "AAMFT 2.2, 2.3",
            ),
        ),
        withheld=WITHHELD if any(one.has(Gap.WITHHELD) for one in records) else None,
        records=records,
    )


def addendum(
    *passages: Passage | Gap | str,
    kind: AddendumKind = AddendumKind.ADDENDUM,
    signature: Signature | None = SIGNED,
) -> PrintedAddendum:
    """Make texts joined to a record."""
    parts = tuple(part if isinstance(part, Passage | Gap) else Passage(part) for part in passages)
    return PrintedAddendum(kind=kind, passages=parts, signature=signature)


def letter(addressee: str, subject: str, body: str) -> PrintedRecord:
    """Make a letter."""
    said = (
        PrintedSection("", (Passage(one),), strong=one == subject)
        for one in (addressee, subject, body)
    )
    return replace(record(heading="Letter"), sections=tuple(said), letter=True)


def long_copy(records: int) -> FileCopy:
    """Make a file of about as many pages as records."""
    week = "She slept before midnight on two evenings and used the breathing exercise. " * 26
    return copy(
        *(
            record(week, week[: 300 + 17 * (n % 40)], heading=f"Session {n + 1}")
            for n in range(records)
        )
    )


KIT = RecoveryKit(
    practice="Alder Street Counseling",
    vault="Practice records",
    made_at=HANDED_OVER - timedelta(days=90),
    groups=("7K2Q9", "M0XWD", "4T8RC", "VZ1N6", "B3HJP", "E5G2Y", "S9AF0", "Q6TDK"),
    sealed_block="CK1:" + "A7f0Kq9" * 32,
    steps=("Open Casekeep.", "Type the eight groups.", "Choose a new passphrase."),
)
