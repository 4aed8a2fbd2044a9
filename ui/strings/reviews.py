"""Words on the reviews of plans."""

from datetime import date

from ui.strings import dates, plural, translate


def due(plan: str, on: date, today: date) -> str:
    """When a plan is to be looked at again: "Treatment plan review due 9 Dec, 17 days left"."""
    day = dates.short_day(on, today)
    left = (on - today).days
    if left < 0:
        many = translate("reviews", "{plan} review was due {day}, %n days ago", "", -left)
        one = translate("reviews", "{plan} review was due {day}, 1 day ago")
        sentence = plural(-left, one, many.replace("%n", str(-left)))
    elif left == 0:
        sentence = translate("reviews", "{plan} review due today")
    else:
        many = translate("reviews", "{plan} review due {day}, %n days left", "", left)
        one = translate("reviews", "{plan} review due {day}, 1 day left")
        sentence = plural(left, one, many.replace("%n", str(left)))
    return sentence.format(plan=plan, day=day)


def none_planned() -> str:
    """What a plan without a review says."""
    return translate("reviews", "No review is planned.")


def followed() -> str:
    """What a plan says whose next one was begun."""
    return translate("reviews", "Reviewed: the next plan was begun.")


def finished(day: str, reason: str) -> str:
    """What a plan says that was looked at and stays without a next one."""
    return translate("reviews", "Reviewed {day}: {reason}").format(day=day, reason=reason)


def another_day() -> str:
    """The button that opens a list of days."""
    return translate("reviews", "Another day…")


def in_days(count: int, day: str) -> str:
    """An entry of that list: "In 30 days, 22 Dec"."""
    many = translate("reviews", "In %n days, {day}", "", count).replace("%n", str(count))
    return many.format(day=day)


def begin_next() -> str:
    """The button that begins the next plan with the words of this one."""
    return translate("reviews", "Start the next plan")


def finish() -> str:
    """The button that asks why there is no next plan."""
    return translate("reviews", "No next plan…")


def why() -> str:
    """Placeholder and accessible name of the field for the reason."""
    return translate("reviews", "Why is no next plan needed?")


def reviewed() -> str:
    """The button that keeps the reason."""
    return translate("reviews", "Reviewed")


def cancel() -> str:
    """The button that gives the reason up."""
    return translate("reviews", "Cancel")
