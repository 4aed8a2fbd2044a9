"""Words on releases: the shelf, a new request, who asks, what goes and what stays."""

from collections.abc import Callable
from datetime import date
from typing import Literal

from resources.tokens import Tone
from ui.strings import dates, plural, translate
from vault.disclosures import Delivery
from vault.release_gate import Reason
from vault.requests import AskedHow, IdentityCheck

Whose = Literal["her", "his", "their"]

_PRONOUNS: dict[str, Whose] = {"she": "her", "she/her": "her", "he": "his", "he/him": "his"}


def title() -> str:
    """The page's title."""
    return translate("releases", "Releases")


def empty() -> str:
    """What the page says while nothing was ever released."""
    return translate(
        "releases",
        "Nothing waits here and nothing has left. When a client asks for a copy of the file, the"
        " request starts in that client's file.",
    )


def choose_client() -> str:
    """The button that leads to the clients."""
    return translate("releases", "Choose a client")


def waiting() -> str:
    """Title of the list of releases that aren't finished."""
    return translate("releases", "Open requests")


def nothing_waits() -> str:
    """What that list says while it is empty."""
    return translate("releases", "No open requests.")


def what_left() -> str:
    """Title of the list of what was handed over."""
    return translate("releases", "Disclosures")


def nothing_left() -> str:
    """What that list says while it is empty."""
    return translate(
        "releases",
        "Nothing has left this vault yet. What you hand over is listed here: to whom, when, and"
        " what became of it.",
    )


def unconfirmed() -> str:
    """What to do about a delivery that isn't confirmed."""
    return translate(
        "releases",
        "“Not confirmed”: Casekeep ended before it knew that the file was written. If it isn't"
        " where it was to go, or you don't have its six words, begin again: Release… in the"
        " client's file.",
    )


def given_to(recipient: str) -> str:
    """First line of something that left."""
    return translate("releases", "To {recipient}").format(recipient=recipient)


def pages(count: int) -> str:
    """How long a document is."""
    return plural(
        count,
        translate("releases", "1 page"),
        translate("releases", "%n pages", "", count).replace("%n", str(count)),
    )


def records(count: int) -> str:
    """How many records."""
    return plural(
        count,
        translate("releases", "1 record"),
        translate("releases", "%n records", "", count).replace("%n", str(count)),
    )


def delivery(what: Delivery) -> tuple[str, Tone, str]:
    """A pill: what became of the bytes."""
    return _DELIVERIES[what]()


def whose(pronouns: str) -> Whose:
    """Which word to use of a client; "their" wherever the pronouns aren't simply these."""
    return _PRONOUNS.get(pronouns.casefold().replace(" ", ""), "their")


def own_request(of: Whose) -> str:
    """The pill beside the desk's title."""
    return _OWN[of]()


def asked(how: AskedHow, day: str) -> str:
    """How and when a request came: "Asked 9 Nov 2026 in writing"."""
    return _ASKED[how]().format(day=day)


def due(due_on: date | None, today: date) -> tuple[str, Tone]:
    """A deadline as a sentence's parts, and how urgent it is."""
    if due_on is None:
        return "", "neutral"
    day = translate("releases", "due {day}").format(day=dates.short_day(due_on, today))
    left = (due_on - today).days
    tone: Tone = "stop" if left < 0 else "warn" if left <= 7 else "neutral"
    return f"{day} · {_left(left)}", tone


def due_by(due_on: date, section: str) -> str:
    """What a new request says of its deadline."""
    return translate("releases", "To be answered by {day} ({section}).").format(
        day=dates.dated(due_on), section=section
    )


def new_request() -> str:
    """Title of the form."""
    return translate("releases", "New request")


def received_on() -> str:
    """A field's label."""
    return translate("releases", "Received on")


def how_asked() -> str:
    """A field's label."""
    return translate("releases", "How it came")


def asked_how(how: AskedHow) -> str:
    """A choice of that field."""
    return _HOW[how]()


def who_asks() -> str:
    """Title and label of the choice of how identity was checked."""
    return translate("releases", "How did you check who is asking?")


def identity(check: IdentityCheck) -> str:
    """A choice of it."""
    return _IDENTITIES[check]()


def put_on_desk() -> str:
    """The primary button of the form."""
    return translate("releases", "Open this request")


def cancel() -> str:
    """The button beside it."""
    return translate("releases", "Cancel")


def already_waiting(day: str) -> str:
    """What the form says where a request of the same client waits."""
    return translate("releases", "A request of {day} is open already.").format(day=day)


def go_there() -> str:
    """The step beside it."""
    return translate("releases", "Go to it")


def authority() -> str:
    """Title of the second step."""
    return translate("releases", "Legal basis for the release")


def stays(reason: Reason | None, passages: int = 0) -> str:
    """Why a record stays, or in part; in one sentence."""
    if reason is Reason.TOLD_IN_CONFIDENCE:
        return plural(
            passages,
            translate("releases", "Goes without 1 passage that was told in confidence."),
            translate("releases", "Goes without %n passages that were told in confidence."),
        ).replace("%n", str(passages))
    return _STAYS[reason]() if reason in _STAYS else ""


def stays_pill(reason: Reason | None) -> tuple[str, Tone, str]:
    """The pill beside it: words, tone, icon."""
    return _STAY_PILLS.get(reason, _kept_apart)()


def record_stays(record: str, *, in_part: bool) -> str:
    """Title of the explanation of one record."""
    if in_part:
        return translate("releases", "{record} goes in part").format(record=record)
    return translate("releases", "{record} stays").format(record=record)


def rule(paraphrase: str, section: str, checked_on: date) -> str:
    """A rule as the screen shows it, with its section where that doesn't stand beside it."""
    checked = translate("releases", "Checked {day}.").format(day=dates.dated(checked_on))
    return " ".join(part for part in (paraphrase, section and f"{section}.", checked) if part)


def unverified(paraphrase: str, section: str) -> str:
    """A rule that nobody verified."""
    doubt = translate("releases", "Not verified. Check with your board.")
    return " ".join(part for part in (paraphrase, section and f"{section}.", doubt) if part)


def blocked(reason: str, called: str) -> str:
    """What keeps everything back, and what would lift it."""
    if reason not in _BLOCKS:
        return translate("releases", "The gate keeps this file in the vault.")
    return _BLOCKS[reason]().format(name=called)


def minor(called: str, age: int | None) -> str:
    """That a minor asks; the age stands there where it is what makes them one."""
    if age is None:
        return translate("releases", "{name} is a minor.").format(name=called)
    return translate("releases", "{name} is {age}.").format(name=called, age=age)


def minor_next() -> str:
    """What becomes of such a request, and what to do."""
    return translate(
        "releases",
        "Casekeep can't record yet who may act for a minor, so this file stays. Open the request to"
        " keep its deadline; then settle who may act, and answer outside Casekeep.",
    )


def note_identity() -> str:
    """The step that lifts a block."""
    return translate("releases", "Say how you checked")


def what_goes() -> str:
    """Title of the list of records."""
    return translate("releases", "What goes into the file")


def no_records() -> str:
    """What that list says for a client without notes."""
    return translate("releases", "There are no notes in this file yet.")


def choose_all() -> str:
    """The link above that list."""
    return translate("releases", "Choose all")


def choose_none() -> str:
    """The same link where all are chosen."""
    return translate("releases", "Choose none")


def signed_on(day: str) -> str:
    """A record's second line."""
    return translate("releases", "signed {day}").format(day=day)


def addenda(count: int) -> str:
    """A record's pill."""
    return plural(
        count,
        translate("releases", "1 addendum"),
        translate("releases", "%n addenda", "", count).replace("%n", str(count)),
    )


def _left(days: int) -> str:
    if days == 0:
        return translate("releases", "today")
    words = plural(
        abs(days),
        translate("releases", "1 day left") if days > 0 else translate("releases", "1 day late"),
        translate("releases", "%n days left", "", days)
        if days > 0
        else translate("releases", "%n days late", "", -days),
    )
    return words.replace("%n", str(abs(days)))


def _kept_apart() -> tuple[str, Tone, str]:
    return translate("releases", "Kept apart"), "neutral", "lock"


_OWN: dict[Whose, Callable[[], str]] = {
    "her": lambda: translate("releases", "Her own request: no third-party consent needed"),
    "his": lambda: translate("releases", "His own request: no third-party consent needed"),
    "their": lambda: translate("releases", "Own request: no third-party consent needed"),
}

_ASKED: dict[AskedHow, Callable[[], str]] = {
    AskedHow.WRITING: lambda: translate("releases", "Asked {day} in writing"),
    AskedHow.EMAIL: lambda: translate("releases", "Asked {day} by email"),
    AskedHow.IN_PERSON: lambda: translate("releases", "Asked {day} in person"),
    AskedHow.PHONE: lambda: translate("releases", "Asked {day} by phone"),
}

_HOW: dict[AskedHow, Callable[[], str]] = {
    AskedHow.WRITING: lambda: translate("releases", "In writing"),
    AskedHow.EMAIL: lambda: translate("releases", "By email"),
    AskedHow.IN_PERSON: lambda: translate("releases", "In person"),
    AskedHow.PHONE: lambda: translate("releases", "By phone"),
}

_IDENTITIES: dict[IdentityCheck, Callable[[], str]] = {
    IdentityCheck.NOT_YET: lambda: translate("releases", "I haven't checked yet"),
    IdentityCheck.KNOWN: lambda: translate("releases", "I know them and spoke with them"),
    IdentityCheck.PHOTO_ID: lambda: translate("releases", "I saw a photo ID"),
    IdentityCheck.CALLED_BACK: lambda: translate("releases", "I called back a number on file"),
}

_DELIVERIES: dict[Delivery, Callable[[], tuple[str, Tone, str]]] = {
    Delivery.RECORDED: lambda: (translate("releases", "Not confirmed"), "warn", "clock"),
    Delivery.WRITTEN: lambda: (translate("releases", "Saved"), "ok", "check"),
    Delivery.FAILED: lambda: (translate("releases", "Not saved"), "stop", "x"),
}

_STAYS: dict[Reason | None, Callable[[], str]] = {
    Reason.SEEN_WITH_OTHERS: lambda: translate(
        "releases", "Stays: the others' words aren't part of this file without their consent."
    ),
    Reason.NOT_SIGNED: lambda: translate("releases", "Stays: a draft. Sign it to let it go."),
    Reason.NOT_THIS_CLIENT: lambda: translate("releases", "Stays: it is another client's."),
}

_STAY_PILLS: dict[Reason | None, Callable[[], tuple[str, Tone, str]]] = {
    Reason.SEEN_WITH_OTHERS: lambda: (translate("releases", "With others"), "person-2", "users"),
    Reason.NOT_SIGNED: lambda: (translate("releases", "Draft"), "warn", "pen-line"),
    Reason.NOT_THIS_CLIENT: lambda: (translate("releases", "Other client"), "person-2", "user-x"),
    Reason.TOLD_IN_CONFIDENCE: lambda: (translate("releases", "In part"), "stop", "ban"),
}

_BLOCKS: dict[str, Callable[[], str]] = {
    Reason.IDENTITY_NOT_CHECKED: lambda: translate(
        "releases", "Nothing goes until you have said how you know that it is {name} who asks."
    ),
    Reason.MINOR: lambda: translate(
        "releases",
        "{name} is a minor: nothing goes until it is on record who may act for them. Casekeep"
        " can't record that yet, so this file stays.",
    ),
    Reason.NOT_OWN_REQUEST: lambda: translate(
        "releases", "This isn't {name}'s own request: it needs written consent, and stays."
    ),
    "nothing_chosen": lambda: translate("releases", "Choose at least one record."),
    "altered_after_signing": lambda: translate(
        "releases",
        "A record doesn't say any more what was signed. Nothing goes until that is cleared up:"
        " look at it in a backup.",
    ),
    "changed_since_prepared": lambda: translate(
        "releases", "The records have changed since they were checked. Look at the file again."
    ),
}
