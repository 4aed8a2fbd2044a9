import re
from pathlib import Path

import pytest

from resources import stylesheets
from resources.stylesheets import stylesheet
from resources.tokens import THEMES, Scheme

ROOT = Path(stylesheets.__file__).parent.parent
LITERAL = re.compile(r"#[0-9A-Fa-f]{6}\b|#[0-9A-Fa-f]{3}\b|\brgba?\(")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_stylesheet_is_filled_in_with_the_colours_of_its_theme(scheme: Scheme) -> None:
    filled = stylesheet(scheme)
    assert "@" not in filled
    assert set(LITERAL.findall(filled)) <= set(THEMES[scheme].values())
    assert THEMES[scheme]["sheet"] in filled


def test_no_colour_is_written_outside_the_tokens() -> None:
    template = ROOT / "resources" / "style.qss"
    for path in (template, *(ROOT / "ui").rglob("*.py")):
        assert not LITERAL.search(path.read_text(encoding="utf-8")), path.name
