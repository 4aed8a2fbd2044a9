from __future__ import annotations

import re
from typing import TYPE_CHECKING, get_args

import pytest

from resources import tokens
from resources.tokens import THEMES, TONES, Scheme, Token

if TYPE_CHECKING:
    from collections.abc import Iterator

AA = 4.5

GROUNDS: tuple[Token, ...] = ("paper", "shelf", "sheet", "sheet-2", "hover")
PAIRS: dict[Token, tuple[Token, ...]] = {
    "ink": (
        *GROUNDS,
        "accent-soft",
        "warn-soft",
        "stop-soft",
        "ok-soft",
        "selection",
    ),
    "ink-2": (*GROUNDS, "accent-soft"),
    "accent": (*GROUNDS, "accent-soft"),
    "on-accent": ("accent", "accent-hover"),
    "warn": ("paper", "sheet", "sheet-2"),
    "stop": ("paper", "sheet", "sheet-2", "stop-soft"),
    "ok": ("paper", "sheet", "sheet-2"),
    "cover-ink": ("cover", "cover-field"),
    "cover-ink-2": ("cover",),
    "cover-warn": ("cover", "call"),
    "cover-stop": ("cover", "call"),
    "call-title": ("call", "call-field"),
    "call-text": ("call",),
    "call-accent": ("call",),
    "call-hint": ("call",),
}


def pairs() -> Iterator[tuple[Scheme, Token, Token]]:
    for scheme in THEMES:
        for ink, grounds in PAIRS.items():
            for ground in grounds:
                yield scheme, ink, ground
        for ink, ground in TONES.values():
            yield scheme, ink, ground


@pytest.mark.parametrize(("scheme", "ink", "ground"), list(pairs()))
def test_text_reaches_aa_on_its_ground(scheme: Scheme, ink: Token, ground: Token) -> None:
    theme = THEMES[scheme]
    assert contrast(theme[ink], theme[ground]) >= AA


def test_contrast_agrees_with_the_standard() -> None:
    # WCAG 2.2, relative luminance: black on white is 21:1, and #767676 the lightest AA grey.
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


def test_both_themes_name_every_token() -> None:
    names = set(get_args(Token))
    assert {scheme: set(theme) for scheme, theme in THEMES.items()} == {
        "light": names,
        "dark": names,
    }


def test_every_colour_is_six_hex_digits() -> None:
    for theme in THEMES.values():
        for colour in theme.values():
            assert re.fullmatch(r"#[0-9A-F]{6}", colour)


def test_every_person_has_a_colour_of_their_own() -> None:
    for theme in THEMES.values():
        colours = {theme[TONES[tone][0]] for tone in tokens.PERSON_TONES}
        assert len(colours) == len(tokens.PERSON_TONES)


def test_every_role_of_text_has_a_style() -> None:
    assert set(tokens.TYPE) == set(get_args(tokens.TextRole))


def contrast(first: str, second: str) -> float:
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    red, green, blue = (channel(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def channel(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
