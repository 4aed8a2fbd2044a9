"""What is made of text from Word, a browser or a letter when it is pasted into a note."""

import re
import unicodedata
from dataclasses import dataclass
from html.parser import HTMLParser

# Spaces of a fixed kind; a note wraps its lines by itself.
_SPACES = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
# What has no width, but for the joiners and direction marks that scripts and emoji need; what
# no text has; and what stands in for an object.
_JUNK = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u180e\u200b\u2060-\u2064\ufeff\ufff9-\ufffc]"
)
_LINE_END = re.compile("\r\n|[\r\n\f\u0085\u2029]")
# Word's own line breaks inside a paragraph.
_SOFT_BREAK = re.compile("[\v\u2028]")
# Bullets, those of Word's symbol fonts included; an o is one only before a wide gap.
_BULLET = re.compile(
    "^[ \t]*(?:[\u00b7\u2022\u25aa\u25e6\u2023\u2043\uf0a7\uf0b7\uf0d8\uf076][ \t]+"
    "|o(?:\t|  +)[ \t]*)"
)
# Longer than any paragraph that a person writes; an editor stays quick in one twice as long.
LONGEST = 4_000

_SENTENCE_END = re.compile("[.!?\u2026][\"'\u2019\u201d)]*\\s+")
_SPACES_AT_ALL = re.compile("\\s+")
# What belongs to the sign before it, though it is no accent: joiners and variations.
_JOINS = frozenset("\u200d\ufe0e\ufe0f")
_PICTURE = re.compile("<(?:img|svg|picture|v:imagedata)\\b", re.IGNORECASE)
_WIDE = re.compile("[ \t\r\n\f]+")
# Comments, declarations, tags, and a sign that begins none of them. Nothing but a comment goes on
# past the next "<", so that a text is read through once, whatever it is.
_MARKUP = re.compile(
    r"""<!--.*?(?:-->|\Z)|<[!?][^<>]*>?"""
    r"""|<(/?[a-zA-Z][^\s<>/]*)((?:[^<>"']|"[^"<]*"|'[^'<]*')*|[^<>]*)>|<""",
    re.DOTALL,
)

_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "caption", "center", "dd", "details", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody",
    "tfoot", "thead", "tr", "ul",
})  # fmt: skip
_UNSEEN = frozenset(["head", "script", "style", "template", "title", "xml", "noscript"])
_CELLS = frozenset({"td", "th"})
_CELL_GAP = " | "


@dataclass(frozen=True, slots=True)
class Pasted:
    """Lines that become a paragraph each; `pictures` says that some were left out.

    A line feed within one breaks the line inside its paragraph.
    """

    lines: tuple[str, ...]
    pictures: bool = False


def from_text(text: str) -> Pasted:
    """Clean plain text."""
    return Pasted(_tidy(_LINE_END.split(text)))


def from_html(html: str) -> Pasted:
    """Read the text of a page or of a word processor: a table's row becomes a line."""
    reader = _Reader()
    reader.feed(_MARKUP.sub(_plain_tag, html))
    reader.close()
    return Pasted(_tidy(reader.finished()), reader.pictures)


def _plain_tag(found: re.Match[str]) -> str:
    """Give a tag without its attributes, which a parser may choke on or take long over."""
    if found[0] == "<":
        return "&lt;"
    name, attributes = found.groups("")
    end = "/" if attributes.endswith("/") else ""
    return f"<{name}{end}>" if name else ""


def has_pictures(html: str) -> bool:
    """Say whether anything in a page would be left out because it is a picture."""
    return _PICTURE.search(html) is not None


def divided(line: str, longest: int = LONGEST) -> list[str]:
    """Divide a line into paragraphs that stay quick to write in; together they are the line.

    It breaks after a sentence, else at a space, and at need between two letters.
    """
    pieces, start = [], 0
    while len(line) - start > longest:
        end = _break_before(line, start, start + longest)
        pieces.append(line[start:end])
        start = end
    return [*pieces, line[start:]]


def _break_before(line: str, start: int, end: int) -> int:
    middle = (start + end) // 2
    for wanted in (_SENTENCE_END, _SPACES_AT_ALL):
        last = 0
        for found in wanted.finditer(line, middle, end):
            last = found.end()
        if last:
            return last
    at = end
    while at > middle and _belongs_to_the_one_before(line, at):
        at -= 1
    return at if at > middle else end


def _belongs_to_the_one_before(line: str, at: int) -> bool:
    joined = line[at] in _JOINS or line[at - 1] == "\u200d"
    return joined or unicodedata.combining(line[at]) != 0


def _tidy(raw: list[str]) -> tuple[str, ...]:
    """Clean lines; a single one keeps its outer spaces, for it may go into a sentence."""
    cleaned = [_cleaned(line) for line in raw]
    if len(cleaned) == 1:
        return tuple(cleaned)
    written = [line for line in cleaned if line.strip()]
    if not written:
        return ()
    first, *rest = [line.rstrip() for line in written]
    return (first, *(line.lstrip() for line in rest))


def _cleaned(line: str) -> str:
    plain = _SOFT_BREAK.sub("\n", _SPACES.sub(" ", line))
    return _BULLET.sub("• ", _JUNK.sub("", plain))


class _Reader(HTMLParser):
    """Collects the lines of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pictures = False
        self._lines: list[str] = []
        self._line = ""
        self._unseen = 0
        self._kept_as_typed = 0
        self._lists: list[int | None] = []
        self._fresh_row = True

    def finished(self) -> list[str]:
        """Give what was read, one line a block."""
        self._end_line()
        return self._lines

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line with a block, a cell with a bar, an item with its bullet or number."""
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag in {"img", "svg", "picture", "v:imagedata"}:
            self.pictures = True
        elif tag == "br":
            self._line += "\v"
        elif tag in _CELLS:
            self._begin_cell()
        elif tag in _BLOCKS and self._fresh_row:
            self._end_line()
            self._begin(tag)

    def handle_endtag(self, tag: str) -> None:
        """End the line of a block."""
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag == "tr":
            self._fresh_row = True
            self._end_line()
        elif tag in _BLOCKS and self._fresh_row:
            self._end_line()
        if tag in {"ol", "ul"} and self._lists:
            self._lists.pop()
        if tag == "pre":
            self._kept_as_typed = max(0, self._kept_as_typed - 1)

    def handle_data(self, data: str) -> None:
        """Take words as a page shows them, white space folded into one."""
        if self._unseen:
            return
        if self._kept_as_typed:
            first, *rest = _LINE_END.split(data)
            self._line += first
            for line in rest:
                self._end_line()
                self._line = line
            return
        folded = _WIDE.sub(" ", data)
        at_start = not self._line or self._line.endswith((" ", "\v"))
        self._line += folded.lstrip(" ") if at_start else folded

    def _begin(self, tag: str) -> None:
        if tag in {"ol", "ul"}:
            self._lists.append(1 if tag == "ol" else None)
        elif tag == "pre":
            self._kept_as_typed += 1
        elif tag == "li":
            number = self._lists[-1] if self._lists else None
            if number is not None:
                self._lists[-1] = number + 1
            self._line = "• " if number is None else f"{number}. "

    def _begin_cell(self) -> None:
        # Paragraphs inside a cell don't break its row.
        if self._line.strip() and not self._fresh_row:
            self._line = self._line.rstrip() + _CELL_GAP
        elif self._fresh_row:
            self._end_line()
        self._fresh_row = False

    def _end_line(self) -> None:
        if self._line.strip(" \v"):
            self._lines.append(self._line.strip("\v").rstrip())
        self._line = ""
