import subprocess
import sysconfig
from pathlib import Path
from xml.etree import ElementTree as ET

from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtWidgets import QApplication

from ui.strings import plural, unlock

FOLDER = Path(unlock.__file__).parent


class Shouting(QTranslator):
    """A language in which everything is said in capitals."""

    def translate(
        self, context: str, text: str, disambiguation: str | None = None, n: int = -1
    ) -> str:
        return f"{context}: {text.upper()}"

    def isEmpty(self) -> bool:
        return False


def test_words_are_translated_when_they_are_asked_for(qapp: QApplication) -> None:
    assert unlock.unlock() == "Unlock"
    shouting = Shouting()
    QCoreApplication.installTranslator(shouting)
    try:
        assert unlock.unlock() == "unlock: UNLOCK"
    finally:
        QCoreApplication.removeTranslator(shouting)
    assert unlock.unlock() == "Unlock"


def test_one_is_said_without_a_number_and_many_with_it() -> None:
    assert plural(1, "one", "many") == "one"
    assert [plural(count, "one", "many") for count in (0, 2, 21)] == ["many"] * 3
    assert unlock.wait(1) == "Try again in 1 second"
    assert unlock.wait(3) == "Try again in 3 seconds"


def test_translators_are_given_every_word(tmp_path: Path) -> None:
    catalogue = tmp_path / "words.ts"
    tool = Path(sysconfig.get_path("scripts")) / "pyside6-lupdate"
    sources = sorted(map(str, FOLDER.glob("*.py")))
    subprocess.run([tool, "-silent", *sources, "-ts", catalogue], check=True, capture_output=True)
    root = ET.parse(catalogue).getroot()
    found = {
        (context.findtext("name"), message.findtext("source"))
        for context in root.iter("context")
        for message in context.iter("message")
    }
    assert {
        ("unlock", "Unlock your records"),
        ("unlock", "Try again in %n seconds"),
        ("cover", "Enter your passphrase to return. Locks at {time}."),
        ("widgets", "Caps Lock is on"),
    } <= found
    assert all(context for context, _ in found)
