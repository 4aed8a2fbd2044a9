"""The design tokens: every colour, distance, radius and type size that the window uses."""

from collections.abc import Mapping
from typing import Final, Literal, NamedTuple

Scheme = Literal["light", "dark"]

Token = Literal[
    "paper",
    "shelf",
    "sheet",
    "sheet-2",
    "hover",
    "line",
    "ink",
    "ink-2",
    "ink-off",
    "accent",
    "accent-hover",
    "accent-soft",
    "on-accent",
    "selection",
    "warn",
    "warn-soft",
    "stop",
    "stop-soft",
    "ok",
    "ok-soft",
    "person-1",
    "person-1-soft",
    "person-2",
    "person-2-soft",
    "person-3",
    "person-3-soft",
    "person-4",
    "person-4-soft",
    "person-5",
    "person-5-soft",
    "person-6",
    "person-6-soft",
    "cover",
    "cover-ink",
    "cover-ink-2",
    "cover-field",
    "cover-line",
    "cover-warn",
    "cover-stop",
    "call",
    "call-title",
    "call-text",
    "call-accent",
    "call-hint",
    "call-field",
    "call-line",
]

Tone = Literal[
    "neutral",
    "accent",
    "warn",
    "stop",
    "ok",
    "person-1",
    "person-2",
    "person-3",
    "person-4",
    "person-5",
    "person-6",
]

# The covers look the same in both themes: a theme that shows through would say what is behind.
_COVERS: Final[dict[Token, str]] = {
    "cover": "#20262B",
    "cover-ink": "#C9D1D6",
    "cover-ink-2": "#8D99A1",
    "cover-field": "#2A3238",
    "cover-line": "#46515A",
    "cover-warn": "#E3B15F",
    "cover-stop": "#F0A29D",
    "call": "#16302E",
    "call-title": "#F3F1EA",
    "call-text": "#C7D8D4",
    "call-accent": "#8FC9C2",
    "call-hint": "#7FA39E",
    "call-field": "#1E3D3A",
    "call-line": "#3B5F5B",
}

LIGHT: Final[Mapping[Token, str]] = {
    "paper": "#F7F6F3",
    "shelf": "#EFEDE7",
    "sheet": "#FFFFFF",
    "sheet-2": "#FBFAF8",
    "hover": "#F4F2ED",
    "line": "#E2DFD8",
    "ink": "#1E2422",
    "ink-2": "#5C6561",
    "ink-off": "#9BA19D",
    "accent": "#1D5C58",
    "accent-hover": "#17504C",
    "accent-soft": "#E1EDEB",
    "on-accent": "#FFFFFF",
    "selection": "#C9E0DC",
    "warn": "#8A5200",
    "warn-soft": "#FBF0DC",
    "stop": "#A1262A",
    "stop-soft": "#FBE8E6",
    "ok": "#2B6A3B",
    "ok-soft": "#E4F1E6",
    "person-1": "#35598F",
    "person-1-soft": "#E4ECF8",
    "person-2": "#7A3F86",
    "person-2-soft": "#F3E6F5",
    "person-3": "#5B6310",
    "person-3-soft": "#EFF1D8",
    "person-4": "#98305F",
    "person-4-soft": "#FAE6EF",
    "person-5": "#0B6479",
    "person-5-soft": "#DCF0F5",
    "person-6": "#7A4A2B",
    "person-6-soft": "#F5E9E0",
    **_COVERS,
}

DARK: Final[Mapping[Token, str]] = {
    "paper": "#171B1A",
    "shelf": "#121615",
    "sheet": "#1F2523",
    "sheet-2": "#1B201F",
    "hover": "#262D2B",
    "line": "#313937",
    "ink": "#E6EAE8",
    "ink-2": "#9AA6A1",
    "ink-off": "#66706C",
    "accent": "#76BEB6",
    "accent-hover": "#8ACCC5",
    "accent-soft": "#203A37",
    "on-accent": "#0D1716",
    "selection": "#2C544F",
    "warn": "#E3B15F",
    "warn-soft": "#3A2E17",
    "stop": "#F0918C",
    "stop-soft": "#3F2220",
    "ok": "#86C795",
    "ok-soft": "#1D3523",
    "person-1": "#9DBDF0",
    "person-1-soft": "#22304A",
    "person-2": "#D6A3E0",
    "person-2-soft": "#3A2540",
    "person-3": "#C5CB7E",
    "person-3-soft": "#2F331A",
    "person-4": "#F09EC2",
    "person-4-soft": "#432332",
    "person-5": "#7DC8DC",
    "person-5-soft": "#16353E",
    "person-6": "#DEB291",
    "person-6-soft": "#3B2A1E",
    **_COVERS,
}

THEMES: Final[Mapping[Scheme, Mapping[Token, str]]] = {"light": LIGHT, "dark": DARK}

# The ink and the ground of each tone.
TONES: Final[Mapping[Tone, tuple[Token, Token]]] = {
    "neutral": ("ink-2", "sheet-2"),
    "accent": ("accent", "accent-soft"),
    "warn": ("warn", "warn-soft"),
    "stop": ("stop", "stop-soft"),
    "ok": ("ok", "ok-soft"),
    "person-1": ("person-1", "person-1-soft"),
    "person-2": ("person-2", "person-2-soft"),
    "person-3": ("person-3", "person-3-soft"),
    "person-4": ("person-4", "person-4-soft"),
    "person-5": ("person-5", "person-5-soft"),
    "person-6": ("person-6", "person-6-soft"),
}
PERSON_TONES: Final[tuple[Tone, ...]] = (
    "person-1",
    "person-2",
    "person-3",
    "person-4",
    "person-5",
    "person-6",
)

# Distances in device-independent pixels.
XS: Final = 4
S: Final = 8
M: Final = 12
L: Final = 16
XL: Final = 24
XXL: Final = 32

CONTROL_RADIUS: Final = 7
CARD_RADIUS: Final = 10

SANS: Final = "Inter"
SERIF: Final = "Source Serif 4"
STROKE: Final = 1.75


class TypeStyle(NamedTuple):
    """A size of type: family, height in device-independent pixels, weight (400 is regular).

    Tracking is in heights, leading is the distance of two lines in heights of the type's own line.
    """

    family: str
    pixels: float
    weight: int
    tracking: float = 0
    leading: float = 1.2


TextRole = Literal[
    "body",
    "body-medium",
    "body-strong",
    "small",
    "small-medium",
    "small-strong",
    "key",
    "section",
    "title",
    "title-large",
    "wordmark",
    "clock",
    "clock-date",
    "call-title",
    "call-text",
    "call-timer",
]

TYPE: Final[Mapping[TextRole, TypeStyle]] = {
    "body": TypeStyle(SANS, 13.5, 400),
    "body-medium": TypeStyle(SANS, 13.5, 500),
    "body-strong": TypeStyle(SANS, 13.5, 600),
    "small": TypeStyle(SANS, 12, 400),
    "small-medium": TypeStyle(SANS, 12, 500),
    "small-strong": TypeStyle(SANS, 12, 600),
    "key": TypeStyle(SANS, 11, 400),
    "section": TypeStyle(SANS, 15, 600),
    "title": TypeStyle(SERIF, 22, 600, leading=1),
    "title-large": TypeStyle(SERIF, 28, 600, leading=1),
    "wordmark": TypeStyle(SERIF, 19, 600),
    "clock": TypeStyle(SANS, 120, 300, tracking=-0.025),
    "clock-date": TypeStyle(SANS, 22, 400),
    "call-title": TypeStyle(SERIF, 60, 600),
    "call-text": TypeStyle(SANS, 24, 400),
    "call-timer": TypeStyle(SANS, 20, 400),
}
