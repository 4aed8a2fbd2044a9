"""The front door: reads the arguments, then builds storage, services and window, in this order."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.app import Rooms

NO_DISPLAY = "Casekeep needs a display to open its window: start it from a desktop session."
NO_WINDOW = 2


def main(arguments: list[str]) -> int:
    """Run what the arguments name; answers the exit code."""
    if arguments == ["apart"]:
        from storage.apart.reading import serve

        return serve()
    from storage.hardening import restrict_new_files

    restrict_new_files()
    chosen = _parse(arguments)
    commands = {"sample": _sample, "check": _check, "tour": _tour}
    return commands.get(chosen.command, _open_window)(chosen)


def _parse(arguments: list[str]) -> Namespace:
    parser = ArgumentParser(prog="casekeep", description="An encrypted record vault.")
    parser.set_defaults(command="")
    parser.add_argument("--vault", type=Path, help="the vault's folder")
    parser.add_argument("--place", default="", help="where the window stood before")
    if arguments and not arguments[0].startswith("-"):
        commands = parser.add_subparsers(dest="command")
        for name, purpose, where in (
            ("sample", "make a sample vault of invented people", "folder"),
            ("check", "examine a vault", "folder"),
            ("tour", "take a picture of every screen", "out"),
        ):
            commands.add_parser(name, help=purpose).add_argument(where, type=Path)
        for size, usual in (("--clients", 40), ("--notes", 600), ("--seed", 1)):
            commands.choices["sample"].add_argument(size, type=int, default=usual)
    return parser.parse_args(arguments)


def _open_window(chosen: Namespace) -> int:
    from storage.display import has_display
    from storage.paths import default_vault, last_vault

    if not has_display():
        sys.stderr.write(NO_DISPLAY + "\n")
        return NO_WINDOW
    from ui.app import Casekeep, make_application

    folder = (chosen.vault or last_vault()).absolute()
    app = make_application(sys.argv)
    window = Casekeep(app, rooms(chosen.vault or default_vault(), harden=_harden), folder)
    window.start(chosen.place)
    return int(app.exec())


def _harden() -> None:
    """Close this process to others, take back what a crash left, let faults be told in codes."""
    from storage import doors
    from ui.fault_reports import install

    doors.harden()
    doors.take_back_outside()
    install(sys.stderr)


def rooms(proposed: Path, harden: "Callable[[], object]" = lambda: None) -> "Rooms":
    """Build what the window is given of the other rooms."""
    from storage import doors
    from ui.app import Rooms
    from ui.relaunch import ending

    return Rooms(
        clock=doors.clock(),
        glance=doors.glance,
        make_keeper=doors.keeper,
        make_press=doors.press,
        make_outbox=doors.outbox,
        make_calendars=doors.calendars,
        first_run_ports=doors.first_run_ports,
        proposed_folder=proposed.absolute,
        make_sample=doors.make_sample,
        remember=doors.remember,
        theme=doors.last_theme,
        remember_theme=doors.remember_theme,
        harden=harden,
        ending=lambda rest: ending(lambda: [*doors.program(), *rest()]),
    )


def _sample(chosen: Namespace) -> int:
    from storage.sample_vault import print_sample

    return print_sample(chosen.folder, clients=chosen.clients, notes=chosen.notes, seed=chosen.seed)


def _check(chosen: Namespace) -> int:
    from storage.check import print_check

    return print_check(chosen.folder)


def _tour(chosen: Namespace) -> int:
    from ui.tour import take_tour

    return take_tour(chosen.out, rooms(chosen.out))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
