"""Names beside a paragraph: in full where there is room for them, else all shortened alike."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from ui import names
from ui.theme.fonts import width

_ISOLATES = "\u2068\u2069"


def fitted(
    parts: Sequence[str], between: str, room: int, lines: int, others: Iterable[str] = ()
) -> str:
    """Lay names out on so many lines of so many pixels, each as long as all of them can be.

    Two that are told apart stay apart, also from `others` that stand elsewhere: where their
    beginnings are alike, their ends are kept. Where nothing fits, all stand in full on one line.
    """
    bare = [part.strip(_ISOLATES) for part in parts]
    all_names = {*bare, *(other.strip(_ISOLATES) for other in others)}
    for cut in (_beginning, _both_ends, _end):
        for length in range(max(map(len, bare)), 0, -1):
            if len({cut(name, length) for name in all_names}) < len(all_names):
                continue
            shown = [names.apart(cut(part, length)) for part in bare]
            laid_out = _laid_out([*(f"{one}{between}" for one in shown[:-1]), shown[-1]], room)
            widest = max(width("small-strong", line) for line in laid_out)
            if widest <= room and len(laid_out) <= lines:
                return "\n".join(laid_out)
    return f"{between} ".join(parts)


@lru_cache(256)
def lines_needed(words: str, room: int) -> int:
    """Say how many lines words take where they are broken between them, and none is shortened."""
    return len(_laid_out(words.split() or [words], room))


def _beginning(name: str, length: int) -> str:
    if len(name) <= length:
        return name
    return name[0] if length == 1 else f"{name[: length - 1].rstrip()}."


def _both_ends(name: str, length: int) -> str:
    if len(name) <= length or length < 3:
        return name
    end = (length - 1) // 2
    return f"{name[: length - 1 - end].rstrip()}…{name[-end:].lstrip()}"


def _end(name: str, length: int) -> str:
    return name if len(name) <= length else f"…{name[len(name) - length + 1 :].lstrip()}"


def _laid_out(parts: Sequence[str], room: int) -> list[str]:
    laid_out = [parts[0]]
    for part in parts[1:]:
        longer = f"{laid_out[-1]} {part}"
        if width("small-strong", longer) <= room:
            laid_out[-1] = longer
        else:
            laid_out.append(part)
    return laid_out
