"""Makes the word lists of the spelling check from an unpacked release of SCOWL.

    python -m tools.word_lists SCOWL/final

Possessives are left out, for a rule finds them. Words of the sizes up to 35 are the common ones,
which come first among suggestions; those up to 60 are right as well, as in SCOWL's own
dictionaries. Each line of a list holds the words of one length in bytes, in the order of their
bytes, so that a word is found without reading the others.
"""

import sys
from collections import defaultdict
from pathlib import Path

TARGET = Path(__file__).resolve().parents[1] / "resources" / "spelling"
COMMON = (10, 20, 35)
RARE = (40, 50, 55, 60)
SPELLINGS = {"en-US": ("english", "american"), "en-GB": ("english", "british", "british_z")}
KINDS = ("words", "upper", "contractions", "proper-names", "abbreviations")


def main(folder: Path) -> None:
    """Write the two lists of each spelling."""
    for language, spellings in SPELLINGS.items():
        common = _gathered(folder, spellings, COMMON)
        _write(f"{language}.common.txt", common)
        _write(f"{language}.rare.txt", _gathered(folder, spellings, RARE) - common)


def _gathered(folder: Path, spellings: tuple[str, ...], sizes: tuple[int, ...]) -> set[str]:
    found: set[str] = set()
    for spelling in spellings:
        for kind in KINDS:
            for size in sizes:
                path = folder / f"{spelling}-{kind}.{size}"
                if path.exists():
                    found.update(path.read_text(encoding="latin-1").split("\n"))
    return {word for word in found if len(word) > 1 and not word.endswith("'s") and " " not in word}


def _write(name: str, words: set[str]) -> None:
    lines: defaultdict[int, list[bytes]] = defaultdict(list)
    for word in words:
        encoded = word.encode()
        lines[len(encoded)].append(encoded)
    text = b"".join(b" ".join(sorted(lines[length])) + b"\n" for length in sorted(lines))
    (TARGET / name).write_bytes(text)
    print(f"{name}: {len(words)} words, {len(text)} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
