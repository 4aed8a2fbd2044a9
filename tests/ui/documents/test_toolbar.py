import pytest
from pytestqt.qtbot import QtBot

from ui.documents.toolbar import FindField


@pytest.mark.parametrize(("wide", "asked"), [(400, "Find in this document"), (120, "Find")])
def test_the_find_field_asks_in_as_many_words_as_fit(qtbot: QtBot, wide: int, asked: str) -> None:
    field = FindField()
    qtbot.addWidget(field)
    field.setMaximumWidth(wide)
    field.resize(wide, 30)
    field.show()
    assert field.placeholderText() == asked
    assert field.accessibleName() == "Find in this document"
