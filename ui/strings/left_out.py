"""Words on what a handed-over file can't hold yet."""

from ui.strings import plural, translate


def not_in_file(documents: int, measures: int, with_others: int) -> str:
    """What no release can hold yet, above the line on process notes; empty where all can go."""
    parts = [
        words(count)
        for count, words in (
            (documents, _documents),
            (measures, _measures),
            (with_others, _with_others),
        )
        if count
    ]
    if not parts:
        return ""
    return translate("left_out", "Not in this file: {list}").format(list=", ".join(parts))


def never_process_notes() -> str:
    """Said of every file alike: it tells nothing of this one."""
    return translate("left_out", "Process notes are never part of it.")


def _documents(count: int) -> str:
    return plural(
        count,
        translate("left_out", "1 document"),
        translate("left_out", "%n documents", "", count).replace("%n", str(count)),
    )


def _measures(count: int) -> str:
    return plural(
        count,
        translate("left_out", "1 measure result"),
        translate("left_out", "%n measure results", "", count).replace("%n", str(count)),
    )


def _with_others(count: int) -> str:
    return plural(
        count,
        translate("left_out", "1 record of sessions with others"),
        translate("left_out", "%n records of sessions with others", "", count).replace(
            "%n", str(count)
        ),
    )
