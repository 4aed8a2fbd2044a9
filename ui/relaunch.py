"""Ends this process, with or without a fresh, locked one in its place.

Wiping inside Python and Qt can't be finished: copies of what was shown stay in memory until
the process ends. So locking ends the process.
"""

import os
import subprocess
from collections.abc import Callable, Sequence

Ending = Callable[[bool], None]


def ending(command: Callable[[], Sequence[str]]) -> Ending:
    """Give the end of the process: `command` starts the locked one in its place.

    The command holds no secret and no client's name: arguments can be read by every program
    of the same user.
    """

    def end(relaunch: bool) -> None:
        try:
            if relaunch:
                subprocess.Popen(  # noqa: S603 -- our own program with our own arguments
                    command(),
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    start_new_session=True,
                    close_fds=True,
                )
        finally:
            os._exit(0)

    return end
