"""Words about the last lock, for the foot of the unlock screen."""

from datetime import datetime

from ui.strings import plural, translate
from ui.strings.dates import clock_time, dated
from vault.lifecycle import LockReason


def practice_line(practice: str) -> str:
    """Say whose vault this is, and that it lies on this computer."""
    here = translate("lock_notice", "this laptop")
    return f"{practice} · {here}" if practice else here


def sample_passphrase(passphrase: str) -> str:
    """Say under the title how the sample vault opens."""
    return translate("lock_notice", "Invented people. The passphrase is: {passphrase}").format(
        passphrase=passphrase
    )


def locked_because(at: datetime, reason: str, *, today: bool) -> str:
    """Say when the vault was locked and what locked it, or else made; `at` is local."""
    clock = clock_time(at)
    shown = clock if today else f"{dated(at.date())}, {clock}"
    if reason == LockReason.JUST_MADE:
        return translate("lock_notice", "This vault was made at {time}.").format(time=shown)
    because = _BECAUSE.get(LockReason(reason)) if reason in set(LockReason) else None
    if because is None:
        return translate("lock_notice", "Locked at {time}.").format(time=shown)
    return translate("lock_notice", "Locked at {time} because {reason}.").format(
        time=shown, reason=because()
    )


def nothing_lost(drafts: int) -> str:
    """Say that what was being typed was kept."""
    return plural(
        drafts,
        translate("lock_notice", "Nothing was lost: 1 draft was saved."),
        translate("lock_notice", "Nothing was lost: %n drafts were saved.", "", drafts),
    )


def lost(drafts: int) -> str:
    """Say that something that was typed is gone."""
    return plural(
        drafts,
        translate(
            "lock_notice",
            "1 text could not be stored before it locked: its last changes are lost.",
        ),
        translate(
            "lock_notice",
            "%n texts could not be stored before it locked: their last changes are lost.",
            "",
            drafts,
        ),
    )


def others_saved(drafts: int) -> str:
    """Say beside a loss what was kept."""
    return plural(
        drafts,
        translate("lock_notice", "1 other draft was saved."),
        translate("lock_notice", "%n other drafts were saved.", "", drafts),
    )


def key_file_fell_back() -> str:
    """Say that one copy of the key file was damaged."""
    return translate(
        "lock_notice", "One copy of the key file was damaged; the other one is in use."
    )


_BECAUSE = {
    LockReason.ASKED: lambda: translate("lock_notice", "you asked for it"),
    LockReason.IDLE: lambda: translate("lock_notice", "nothing was typed for a while"),
    LockReason.HIDDEN_TOO_LONG: lambda: translate("lock_notice", "it was hidden for too long"),
    LockReason.HIDDEN_WITHOUT_PASSPHRASE: lambda: translate(
        "lock_notice", "it was hidden before a new passphrase was set"
    ),
    LockReason.WINDOW_CLOSED: lambda: translate("lock_notice", "the window was closed"),
    LockReason.ENDED_BY_SYSTEM: lambda: translate("lock_notice", "the computer asked it to end"),
    LockReason.CLOCK_JUMPED: lambda: translate("lock_notice", "the computer's clock jumped"),
    LockReason.SUSPEND: lambda: translate("lock_notice", "the computer went to sleep"),
    LockReason.SCREEN_LOCKED: lambda: translate("lock_notice", "the screen was locked"),
    LockReason.FAULT: lambda: translate("lock_notice", "something went wrong inside Casekeep"),
}
