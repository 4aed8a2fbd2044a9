"""Signed consents: the day on which what a document shows was signed.

Whom a consent is about is the document's tag; a table of consents can point at such a document.
"""

from typing import Final

VERSION: Final = 100

STATEMENTS: Final = (
    """
    ALTER TABLE document
    ADD COLUMN consent_signed_on TEXT CHECK (consent_signed_on IS NULL OR is_consent_scan = 1)
    """,
)
