import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from resources import icons

ROOT = Path(icons.__file__).parent.parent
USE = re.compile(
    r"(?:icon=|icon\(|Mark\(|EmptyState\(|paint_icon\(painter, |SidebarItem\([^,()]+, )"
    r'"([a-z0-9-]+)"'
)


@pytest.mark.parametrize("name", sorted(icons.names()))
def test_icon_is_drawn_in_one_colour_with_the_stroke_of_the_house(name: str) -> None:
    drawn = icons.svg(name, "#123456").decode()
    root = ET.fromstring(drawn)
    assert root.get("stroke") == "#123456"
    assert root.get("stroke-width") == "1.75"
    assert "currentColor" not in drawn
    assert "license lucide" in drawn


def test_unknown_icon_is_named_in_the_error() -> None:
    with pytest.raises(KeyError, match="no-such-icon"):
        icons.svg("no-such-icon", "#000000")


def test_every_icon_that_the_window_names_ships() -> None:
    used = {
        name
        for path in (ROOT / "ui").rglob("*.py")
        for name in USE.findall(path.read_text(encoding="utf-8"))
    }
    assert {"archive", "key-round", "phone"} <= used
    assert used <= icons.names()
