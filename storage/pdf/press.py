"""The press: sets documents with Typst and seals them, all in memory."""

# ruff: noqa: PLC0415 -- Typst and segno load when a document is made, not with the window.

import json
import secrets
from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from io import BytesIO
from pathlib import Path

from resources.documents import FOLDER, TemplateName, template
from storage.pdf import manuscript, seal
from storage.pdf.glyphs import CharacterMap
from storage.pdf.images import Pages
from storage.pdf.manuscript import Data
from vault.printed import FileCopy, NotTypeset, RecoveryKit, Typeset

_BODY = ("Inter", 400)
_REMEMBERED = 10


class Press:
    """Makes documents in memory (the port `vault.printed.DocumentPress`).

    `fonts` is the folder of the fonts that ship with Casekeep. Where these lack a script, the
    computer's own fonts help out, unless `system_fonts` is off.
    """

    def __init__(
        self,
        fonts: Path,
        *,
        system_fonts: bool = True,
        random_words: Callable[[], str] = secrets.token_urlsafe,
    ) -> None:
        self._folder = fonts
        self._system_fonts = system_fonts
        self._random_words = random_words

    def typeset(self, copy: FileCopy) -> Typeset:
        """Set a client's file as a tagged PDF (PDF/UA-1); NotTypeset where that fails."""
        return self._set("file_copy", manuscript.file_copy(copy), copy.handed_over_at)

    def typeset_kit(self, kit: RecoveryKit) -> Typeset:
        """Set a recovery kit on one page; NotTypeset where that fails."""
        import segno

        code = segno.make(kit.sealed_block, error="m", micro=False)
        svg = BytesIO()
        code.save(svg, kind="svg", border=0, xmldecl=False, nl=False)
        data = manuscript.recovery_kit(kit, svg.getvalue().decode())
        return self._set("recovery_kit", data, kit.made_at)

    def encrypt(self, pdf: bytes, password: str) -> bytes:
        """Seal a document, metadata too, with AES-256 of revision 6; see `seal.encrypt`."""
        return seal.encrypt(pdf, password, owner=self._random_words())

    def verify(self, encrypted: bytes, password: str) -> int:
        """Open a sealed document as its reader will and count its pages; see `seal.verify`."""
        return seal.verify(encrypted, password)

    def pages(self, pdf: bytes) -> Pages:
        """Open an unsealed document for looking at."""
        return Pages(pdf)

    def text(self, pdf: bytes) -> tuple[str, ...]:
        """Give each page's text in reading order, as a reader's search would find it."""
        with Pages(pdf) as pages:
            return pages.text()

    def _set(self, name: TemplateName, data: Data, made_at: datetime) -> Typeset:
        ours, unprinted = manuscript.legible(data, self._our_fonts.can_print)
        if unprinted and self._system_fonts:
            theirs, still_unprinted = manuscript.legible(data, self._all_fonts.can_print)
            try:
                return Typeset(_compile(name, theirs, self._all_fonts, made_at), still_unprinted)
            except NotTypeset:
                pass  # One of the computer's fonts holds the character and can't shape it.
        return Typeset(_compile(name, ours, self._our_fonts, made_at), unprinted)

    @cached_property
    def _our_fonts(self) -> "Typefaces":
        return Typefaces(self._folder, system=False)

    @cached_property
    def _all_fonts(self) -> "Typefaces":
        return Typefaces(self._folder, system=True)


class Typefaces:
    """The fonts that a document may use."""

    def __init__(self, folder: Path, *, system: bool) -> None:
        import typst

        self.fonts = typst.Fonts(
            include_system_fonts=system, include_embedded_fonts=False, font_paths=[folder]
        )
        faces = self.fonts.fonts()
        # Inter stands in every list of families of the templates; the others only follow it.
        faces.sort(key=lambda face: (face.family, face.weight) != _BODY)
        self._files = {(face.path, face.index): None for face in faces if face.path}
        self._maps: dict[tuple[str, int], CharacterMap] = {}

    def can_print(self, character: str) -> bool:
        """Whether any of the fonts has this character; their files are read one by one."""
        return any(character in self._map(file) for file in self._files)

    def _map(self, file: tuple[str, int]) -> CharacterMap:
        if file not in self._maps:
            path, index = file
            self._maps[file] = CharacterMap(Path(path), index)
        return self._maps[file]


def _compile(name: TemplateName, data: Data, faces: Typefaces, made_at: datetime) -> bytes:
    import typst

    # A warning counts as a failure: it tells of page numbers that didn't settle, or of no font.
    try:
        pdf, warnings = typst.compile_with_warnings(
            template(name),
            root=FOLDER,
            font_paths=faces.fonts,
            ignore_system_fonts=True,
            format="pdf",
            sys_inputs={"document": json.dumps(data)},
            pdf_standards=["ua-1"],
            timestamp=int(made_at.timestamp()),
        )
    except typst.TypstError:
        # Typst quotes the text that it stumbled over: nothing of it may travel on.
        raise NotTypeset from None
    finally:
        _forget(faces)
    if warnings:
        raise NotTypeset
    return pdf


def _forget(faces: Typefaces) -> None:
    """Push a document out of Typst's memory, which keeps the parts of the last ten it set."""
    import typst

    for _ in range(_REMEMBERED):
        typst.compile(b"", format="svg", font_paths=faces.fonts, ignore_system_fonts=True)
