"""Words of the covers: none of them says what is behind."""

from ui.strings import plural, translate


def clock() -> str:
    """Accessible name and window title of a cover that shows the time or nothing."""
    return translate("cover", "Clock")


def call_title() -> str:
    """The sign during a call, unless the counselor has written another."""
    return translate("cover", "Confidential call in progress")


def call_line() -> str:
    """The line under the sign, unless the counselor has written another."""
    return translate("cover", "Please close the door and do not come in.")


def call_timer(time: str, minutes: int) -> str:
    """The time, and how long the call has run."""
    length = plural(
        minutes,
        translate("cover", "1 min"),
        translate("cover", "%n min", "", minutes),
    )
    return translate("cover", "{time} · {length}").format(time=time, length=length)


def hint() -> str:
    """How to come back."""
    return translate("cover", "Enter your passphrase to return.")


def hint_until(time: str) -> str:
    """How to come back, and until when that is all it takes."""
    sentence = translate("cover", "Enter your passphrase to return. Locks at {time}.")
    return sentence.format(time=time)


def passphrase() -> str:
    """Accessible name of the field to come back."""
    return translate("cover", "Passphrase")


def first_run_covers(minutes: int) -> str:
    """Line at the foot of the first run, while anything brings it back."""
    return plural(
        minutes,
        translate("cover", "Covers itself after 1 minute unused. Any key brings it back."),
        translate(
            "cover",
            "Covers itself after %n minutes unused. Any key brings it back.",
            "",
            minutes,
        ),
    )


def first_run_covers_and_forgets(minutes: int) -> str:
    """The same, before a passphrase is chosen."""
    return plural(
        minutes,
        translate(
            "cover",
            "Covers itself after 1 minute unused, and forgets the passphrase on this page. Any"
            " key brings it back.",
        ),
        translate(
            "cover",
            "Covers itself after %n minutes unused, and forgets the passphrase on this page. Any"
            " key brings it back.",
            "",
            minutes,
        ),
    )


def first_run_covers_and_asks(minutes: int) -> str:
    """The same, once a passphrase is chosen."""
    return plural(
        minutes,
        translate("cover", "Covers itself after 1 minute unused. Your passphrase brings it back."),
        translate(
            "cover",
            "Covers itself after %n minutes unused. Your passphrase brings it back.",
            "",
            minutes,
        ),
    )
