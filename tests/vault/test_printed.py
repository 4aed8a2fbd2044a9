from dataclasses import replace
from datetime import datetime

import pytest

from tests.storage.pdf.samples import KIT, addendum, copy, record
from vault.printed import Gap, PrintedRecord, Signature


def test_a_withheld_passage_needs_its_statement() -> None:
    with pytest.raises(ValueError, match="statement"):
        replace(copy(record("x")), records=(record("x", Gap.WITHHELD),))


def test_a_passage_about_another_person_needs_none() -> None:
    assert copy(record("x", Gap.ANOTHER_PERSON)).withheld is None


@pytest.mark.parametrize(
    ("unsigned", "made"),
    [
        (False, record("x")),
        (True, record("x", signature=None)),
        (True, record("x", addenda=(addendum("y", signature=None),))),
        (False, record("x", addenda=(addendum("y"),))),
    ],
)
def test_whatever_lacks_a_signature_is_a_draft(*, unsigned: bool, made: PrintedRecord) -> None:
    assert made.unsigned is unsigned
    assert copy(made).drafts == int(unsigned)


def test_a_printed_time_needs_its_zone() -> None:
    naive = datetime(2026, 11, 22, 15, 2)  # noqa: DTZ001 -- the very thing that is refused
    for make in (
        lambda: Signature("Mara Lindqvist", naive),
        lambda: replace(copy(), handed_over_at=naive),
        lambda: replace(KIT, made_at=naive),
    ):
        with pytest.raises(ValueError, match="zone"):
            make()


def test_no_repr_holds_a_clients_words_or_a_key() -> None:
    shown = repr(copy(record("canary"))) + repr(record("canary")) + repr(KIT)
    assert "canary" not in shown
    assert "Dana" not in shown
    assert KIT.groups[0] not in shown
