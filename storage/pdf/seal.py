"""Encrypting a finished document, and proving that it opens as its reader will open it."""

# ruff: noqa: PLC0415 -- qpdf loads when a document is sealed, not with the window.

from io import BytesIO
from time import sleep
from typing import TYPE_CHECKING

from vault.printed import NotSealed

if TYPE_CHECKING:
    from pikepdf import Pdf

LONGEST_PASSWORD = 127
"""Bytes of UTF-8 that revision 6 looks at (ISO 32000-2, 7.6.4.3.3); more would be ignored."""


def encrypt(pdf: bytes, password: str, owner: str) -> bytes:
    """Seal a document with AES-256, revision 6, its metadata too; in memory.

    Screen readers, copying and printing stay allowed, changing doesn't: a copy of a record is to
    stay what was handed over. ValueError for an empty or too long password.
    """
    import pikepdf

    if not 0 < len(password.encode()) <= LONGEST_PASSWORD:
        raise ValueError("the password's length")
    allow = pikepdf.Permissions(
        accessibility=True,
        extract=True,
        print_highres=True,
        print_lowres=True,
        modify_annotation=False,
        modify_assembly=False,
        modify_form=False,
        modify_other=False,
    )
    lock = pikepdf.Encryption(user=password, owner=owner, R=6, aes=True, metadata=True, allow=allow)
    sealed = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        _read_one_by_one(document)
        document.save(sealed, encryption=lock, progress=_let_others_run)
    return sealed.getvalue()


def verify(encrypted: bytes, password: str) -> int:
    """Count the pages of a sealed document, once every page has been decrypted and parsed.

    NotSealed where it opens without a password, or not with this one, where anything but AES-256
    of revision 6 protects it, or where its structure is damaged.
    """
    import pikepdf

    if _opens_without_password(encrypted):
        raise NotSealed
    try:
        with pikepdf.open(
            BytesIO(encrypted), password=password, attempt_recovery=False
        ) as document:
            lock = document.encryption
            methods = {lock.stream_method, lock.string_method}
            whole = bool(document.trailer.Encrypt.get("/EncryptMetadata", True))
            strong = whole and lock.R == 6 and methods == {pikepdf.models.EncryptionMethod.aesv3}
            _read_one_by_one(document)
            problems = document.check_pdf_syntax(progress=_let_others_run)
            if not strong or problems or document.get_warnings():
                raise NotSealed
            return len(document.pages)
    except (pikepdf.PasswordError, pikepdf.PdfError):
        raise NotSealed from None


def _read_one_by_one(document: "Pdf") -> None:
    """Read a document's objects before qpdf needs them: it would read them all in one piece."""
    for number in range(1, int(document.trailer.Size)):
        document.get_object(number, 0)


def _let_others_run(_percent: int) -> None:
    """Let go of the interpreter, which qpdf holds and the window needs every 50 ms."""
    sleep(0)


def _opens_without_password(encrypted: bytes) -> bool:
    import pikepdf

    try:
        pikepdf.open(BytesIO(encrypted)).close()
    except (pikepdf.PasswordError, pikepdf.PdfError):
        return False
    return True
