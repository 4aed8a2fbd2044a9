"""The invented people of a sample vault: those of the drawings first, then as many as wanted."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any, Final

from resources import samples
from vault.clients import (
    ClientDetails,
    ClientFlags,
    EmergencyContact,
    Reach,
    ReachKind,
)
from vault.passages import Template

THEMES: Final = ("grief", "anxiety", "sleep", "low_mood", "work", "sobriety")
TEMPLATES: Final = (Template.SOAP, Template.DAP, Template.BIRP, Template.GIRP)
_DAYS: Final = {"today": None, "monday": 0, "thursday": 3}
_RELATIONSHIPS: Final = ("mother", "father", "sister", "brother", "partner", "friend", "neighbor")


@dataclass(frozen=True, slots=True)
class Person:
    """An invented client: who they are, what brings them, and when they were last met."""

    details: ClientDetails
    theme: str
    template: Template
    last_met_on: date
    hour: int
    minute: int = 0
    closed: bool = False


class PeopleMaker:
    """Makes invented people; the same draws give the same people."""

    def __init__(self, draw: Random, today: date) -> None:
        self._draw = draw
        self._today = today
        self._names = samples.pack("names")
        self._taken: set[str] = set()

    def make(self, count: int) -> list[Person]:
        """Make so many people, those of the drawings first, then those with hard names."""
        known = [self._from_drawing(one) for one in samples.pack("people")["people"][:count]]
        hard = self._names["hard"][: max(0, count - len(known))]
        named = [self._invented(one["name"], one["pronouns"]) for one in hard]
        drawn = [self._drawn() for _ in range(count - len(known) - len(named))]
        return known + named + drawn

    def full_name(self, family: str = "") -> tuple[str, str]:
        """Draw a name that nobody has yet, and pronouns."""
        while True:
            pronouns = self._draw.choices(("she/her", "he/him", "they/them"), (9, 8, 2))[0]
            last = family or self._draw.choice(self._names["family"])
            name = f"{self._draw.choice(self._names['given'][pronouns])} {last}"
            if len(self._taken) > 3_000:
                name = name.replace(" ", f" {self._draw.choice('ABCDEFGHJKLMNPRSTVW')}. ", 1)
            if name not in self._taken:
                self._taken.add(name)
                return name, pronouns

    def _from_drawing(self, one: dict[str, Any]) -> Person:
        closed = "closed_on" in one
        last_met_on = self._last_met(one)
        reach = Reach(
            ReachKind.PHONE,
            one["phone"],
            "mobile",
            one.get("voicemail_ok", False),
            one.get("text_ok", False),
            one.get("mail_ok", False),
            one.get("code_name", ""),
        )
        contacts = (one[key] for key in ("emergency", "emergency_2") if key in one)
        flags = ("minor", "part2_records", "paid_in_full", "legal_hold")
        self._taken.add(one["name"])
        return Person(
            ClientDetails(
                name=one["name"],
                pronouns=one["pronouns"],
                birth_date=self._born(one["age"]),
                reaches=(reach, self._address()),
                emergency_contacts=tuple(EmergencyContact(*contact) for contact in contacts),
                flags=ClientFlags(**{flag: one.get(flag, False) for flag in flags}),
            ),
            one["theme"],
            Template(one.get("template", "soap")),
            last_met_on,
            one.get("hour", 14),
            one.get("minute", 0),
            closed,
        )

    def _last_met(self, one: dict[str, Any]) -> date:
        if "closed_on" in one:
            return min(date.fromisoformat(one["closed_on"]), self._today - timedelta(days=600))
        weekday = _DAYS[one.get("meets", "today")]
        if weekday is None:
            return self._today
        return self._today - timedelta(days=(self._today.weekday() - weekday) % 7 or 7)

    def _drawn(self) -> Person:
        return self._invented(*self.full_name())

    def _invented(self, name: str, pronouns: str) -> Person:
        draw = self._draw
        minor = draw.random() < 0.1
        closed = draw.random() < 0.25
        days_ago = draw.randrange(90, 1500) if closed else draw.randrange(1, 22)
        last_met_on = self._today - timedelta(days=days_ago)
        # Nobody is met at a weekend.
        last_met_on -= timedelta(days=max(0, last_met_on.weekday() - 4))
        return Person(
            ClientDetails(
                name=name,
                used_name=name.split(maxsplit=1)[0] if draw.random() < 0.1 else "",
                pronouns=pronouns,
                birth_date=self._born(draw.randrange(8, 18) if minor else draw.randrange(19, 84)),
                reaches=self._reaches(),
                emergency_contacts=self._contacts(name, minor=minor),
                flags=ClientFlags(
                    part2_records=draw.random() < 0.05,
                    paid_in_full=draw.random() < 0.08,
                    legal_hold=draw.random() < 0.02,
                ),
            ),
            "school" if minor else draw.choice(THEMES),
            draw.choice(TEMPLATES),
            last_met_on,
            draw.randrange(8, 18),
            closed=closed,
        )

    def _reaches(self) -> tuple[Reach, ...]:
        draw = self._draw
        phone = Reach(
            ReachKind.PHONE,
            self._number(),
            draw.choice(("mobile", "home", "work")),
            voicemail_ok=draw.random() < 0.6,
            text_ok=draw.random() < 0.5,
            code_name=draw.choice(self._names["code_names"]) if draw.random() < 0.1 else "",
        )
        email = Reach(ReachKind.EMAIL, f"client{draw.randrange(10_000)}@mail.example")
        return (phone, self._address(), email) if draw.random() < 0.5 else (phone,)

    def _address(self) -> Reach:
        street = self._draw.choice(self._names["streets"])
        town = self._draw.choice(self._names["towns"])
        value = f"{self._draw.randrange(1, 200)} {street}, {town}"
        return Reach(ReachKind.ADDRESS, value, mail_ok=self._draw.random() < 0.5)

    def _contacts(self, name: str, *, minor: bool) -> tuple[EmergencyContact, ...]:
        if not minor:
            relationship = self._draw.choice(_RELATIONSHIPS)
            return (EmergencyContact(self.full_name()[0], relationship, self._number()),)
        family = name.rsplit(maxsplit=1)[-1]
        return tuple(
            EmergencyContact(self.full_name(family)[0], f"{parent}, guardian", self._number())
            for parent in ("mother", "father")
        )

    def _number(self) -> str:
        # 555-0100 to 555-0199 are set aside for fiction.
        return f"555-01{self._draw.randrange(100):02d}"

    def _born(self, age: int) -> date:
        return self._today - timedelta(days=int(age * 365.25) + self._draw.randrange(5, 300))
