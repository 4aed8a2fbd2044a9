import io

import pikepdf
import pytest

from resources.fonts import FIRST
from storage.pdf.press import Press
from tests.storage.pdf.samples import copy, long_copy, record
from vault.printed import NotSealed

PRESS = Press(FIRST[0].parent, system_fonts=False)
PASSWORD = "orbit-velvet-canyon-maple-drift-seven"


@pytest.fixture(scope="module")
def plain() -> bytes:
    return PRESS.typeset(copy(record("canary words of a note"))).pdf


@pytest.fixture(scope="module")
def sealed(plain: bytes) -> bytes:
    return PRESS.encrypt(plain, PASSWORD)


def test_a_sealed_file_opens_with_its_password_alone(sealed: bytes) -> None:
    assert PRESS.verify(sealed, PASSWORD) == 2
    for wrong in ("", PASSWORD + "x", PASSWORD.upper()):
        with pytest.raises(NotSealed):
            PRESS.verify(sealed, wrong)


def test_it_is_aes_256_of_revision_6_with_its_metadata(sealed: bytes) -> None:
    with pikepdf.open(io.BytesIO(sealed), password=PASSWORD) as pdf:
        assert (pdf.encryption.R, pdf.encryption.bits) == (6, 256)
        assert pdf.trailer.Encrypt.get("/EncryptMetadata", True)
        assert pdf.user_password_matched
        assert not pdf.owner_password_matched
    assert b"Client file" not in sealed
    assert b"<x:xmpmeta" not in sealed


def test_screen_readers_printing_and_copying_stay_allowed(sealed: bytes) -> None:
    with pikepdf.open(io.BytesIO(sealed), password=PASSWORD) as pdf:
        allow = pdf.allow
        assert allow.accessibility
        assert allow.extract
        assert allow.print_highres
        assert not allow.modify_other
        assert pdf.Root.MarkInfo.Marked


def test_a_file_without_encryption_is_not_sealed(plain: bytes) -> None:
    with pytest.raises(NotSealed):
        PRESS.verify(plain, PASSWORD)


@pytest.mark.parametrize(
    "lock",
    [
        pikepdf.Encryption(user=PASSWORD, owner="o", R=3, aes=False, metadata=False),
        pikepdf.Encryption(user=PASSWORD, owner="o", R=4),
        pikepdf.Encryption(user=PASSWORD, owner="o", R=6, metadata=False),
    ],
    ids=["rc4", "aes-128", "metadata in clear"],
)
def test_a_weaker_encryption_is_not_sealed(plain: bytes, lock: pikepdf.Encryption) -> None:
    weak = io.BytesIO()
    with pikepdf.open(io.BytesIO(plain)) as pdf:
        pdf.save(weak, encryption=lock)
    with pytest.raises(NotSealed):
        PRESS.verify(weak.getvalue(), PASSWORD)


def test_a_file_cut_short_is_not_sealed(sealed: bytes) -> None:
    for bad in (b"", sealed[: len(sealed) // 2], sealed[:-200]):
        with pytest.raises(NotSealed):
            PRESS.verify(bad, PASSWORD)


@pytest.mark.parametrize("password", ["", "é" * 64])
def test_a_password_that_readers_would_cut_is_refused(plain: bytes, password: str) -> None:
    with pytest.raises(ValueError, match="length"):
        PRESS.encrypt(plain, password)


def test_a_long_file_keeps_its_pages() -> None:
    pdf = PRESS.typeset(long_copy(20)).pdf
    assert PRESS.verify(PRESS.encrypt(pdf, PASSWORD), PASSWORD) == len(PRESS.text(pdf))
