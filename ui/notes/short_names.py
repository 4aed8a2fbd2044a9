"""Names beside a paragraph: in full where there is room for them, else all shortened alike."""

from collections.abc import Sequence

from ui import names
from ui.theme.fonts import width

_ISOLATES = "\u2068\u2069"


def fitted(parts: Sequence[str], between: str, room: int, lines: int) -> str:
    """Lay names out on so many lines of so many pixels, each as long as all of them can be.

    Two that are told apart stay apart. Where nothing fits, all stand in full on one line.
    """
    bare = [part.strip(_ISOLATES) for part in parts]
    for length in range(max(map(len, bare)), 0, -1):
        cut = [names.apart(_cut(part, length)) for part in bare]
        laid_out = _laid_out([*(f"{one}{between}" for one in cut[:-1]), cut[-1]], room)
        widest = max(width("small-strong", line) for line in laid_out)
        if widest <= room and len(laid_out) <= lines and len(set(cut)) == len(set(bare)):
            return "\n".join(laid_out)
    return f"{between} ".join(parts)


def _cut(name: str, length: int) -> str:
    if len(name) <= length:
        return name
    return name[0] if length == 1 else f"{name[: length - 1].rstrip()}."


def _laid_out(parts: Sequence[str], room: int) -> list[str]:
    laid_out = [parts[0]]
    for part in parts[1:]:
        longer = f"{laid_out[-1]} {part}"
        if width("small-strong", longer) <= room:
            laid_out[-1] = longer
        else:
            laid_out.append(part)
    return laid_out
