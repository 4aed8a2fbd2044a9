from pathlib import Path

import pytest

from resources import fonts, icons

FOLDER = Path(icons.__file__).parent
LICENCES = FOLDER / "licences"


@pytest.mark.parametrize(
    ("name", "holder"),
    [
        ("Inter-OFL.txt", "Copyright 2020 The Inter Project Authors"),
        ("SourceSerif4-OFL.txt", "Copyright 2014 The Source Serif 4 Project Authors"),
        ("Lucide-ISC.txt", "Copyright (c) 2026 Lucide Icons and Contributors"),
        ("Lucide-ISC.txt", "Copyright (c) 2013-present Cole Bemis"),
        ("SCOWL.txt", "Copyright 2000-2011 by Kevin Atkinson"),
    ],
)
def test_licence_names_whose_work_it_is(name: str, holder: str) -> None:
    assert holder in (LICENCES / name).read_text(encoding="utf-8")


def test_every_font_that_ships_is_loaded_and_has_its_licence() -> None:
    shipped = set((FOLDER / "fonts").glob("*.ttf"))
    assert shipped == {*fonts.FIRST, *fonts.LATER}
    for path in shipped:
        assert (LICENCES / f"{path.stem.split('-')[0]}-OFL.txt").is_file()
