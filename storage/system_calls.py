"""Forbids this process, on Linux, what reading never needs: starting, writing, calling somebody.

A filter of seccomp(2), which stays for good and holds for every thread; root is not exempt.
"""

import errno
import os
import platform
import struct
import sys
from collections.abc import Iterable
from typing import Final

_PR_SET_SECCOMP: Final = 22
_PR_SET_NO_NEW_PRIVS: Final = 38
_MODE_FILTER: Final = 2
_CLONE_THREAD: Final = 0x10000
_WRITES: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC

_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _KILL, _REFUSE = 0x7FFF0000, 0x80000000, 0x00050000
_NUMBER, _MACHINE, _ARGUMENTS, _ARGUMENT_BYTES = 0, 4, 16, 8
_FOREIGN_NUMBERS: Final = 0x40000000
"""Where x86_64 has its calls a second time, for programs of 32 bits."""

_MACHINES: Final = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}
"""Where a machine's numbers stand below, and the name that a filter knows it by."""

Numbers = dict[str, tuple[int | None, int | None]]
"""Calls and their numbers; source: unistd_64.h and asm-generic/unistd.h of Linux."""

_NEVER: Final[Numbers] = {
    "fork": (57, None),
    "vfork": (58, None),
    "execve": (59, 221),
    "execveat": (322, 281),
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "io_uring_setup": (425, 425),
    "socket": (41, 198),
    "connect": (42, 203),
    "kill": (62, 129),
    "tkill": (200, 130),
    "rt_sigqueueinfo": (129, 138),
    "rt_tgsigqueueinfo": (297, 240),
    "pidfd_send_signal": (424, 424),
    "creat": (85, None),
    "truncate": (76, 45),
    "rename": (82, None),
    "renameat": (264, 38),
    "renameat2": (316, 276),
    "link": (86, None),
    "linkat": (265, 37),
    "symlink": (88, None),
    "symlinkat": (266, 36),
    "unlink": (87, None),
    "unlinkat": (263, 35),
    "mkdir": (83, None),
    "mkdirat": (258, 34),
    "rmdir": (84, None),
    "mknod": (133, None),
    "mknodat": (259, 33),
    "chmod": (90, None),
    "fchmod": (91, 52),
    "fchmodat": (268, 53),
    "fchmodat2": (452, 452),
}
# Their arguments can't be looked at; libraries that find them unknown make the older calls.
_UNKNOWN: Final[Numbers] = {
    "clone3": (435, 435),
    "openat2": (437, 437),
}
_LOOKED_AT: Final[Numbers] = {
    "clone": (56, 220),
    "tgkill": (234, 131),
    "prlimit64": (302, 261),
    "open": (2, None),
    "openat": (257, 56),
}
Rule = tuple[int, int, int, int]
"""An instruction of the filter: what to do, two jumps, a value. Source: linux/bpf_common.h."""


def forbid_calls() -> bool:
    """Refuse to start programs, to write, to connect and to signal; says whether that holds.

    Threads, reading and computing go on. On other systems and machines nothing is forbidden.
    """
    machine = platform.machine()
    is_64_bit = sys.maxsize > 2**32
    if sys.platform != "linux" or machine not in _MACHINES or not is_64_bit:
        return False
    import ctypes  # noqa: PLC0415 -- after the first paint

    rules = [struct.pack("=HBBI", *one) for one in rules_for(machine)]
    packed = ctypes.create_string_buffer(b"".join(rules))
    program = struct.pack("@HP", len(rules), ctypes.addressof(packed))
    prctl = ctypes.CDLL(None).prctl
    no_privileges = prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0
    return bool(no_privileges and prctl(_PR_SET_SECCOMP, _MODE_FILTER, program, 0, 0) == 0)


def rules_for(machine: str) -> list[Rule]:
    """Give the filter for a machine of this name, and for the process that runs."""
    place, name = _MACHINES[machine]
    refuse, allow = _returns(_REFUSE | errno.EPERM), _returns(_ALLOW)

    def where(calls: Iterable[tuple[int | None, int | None]], *then: Rule) -> list[Rule]:
        numbers = [one[place] for one in calls]
        return [
            rule
            for number in numbers
            if number is not None
            for rule in ((_EQUAL, 0, len(then), number), *then)
        ]

    def unless(call: str, argument: int, is_allowed: Rule) -> list[Rule]:
        load = _loads(_ARGUMENTS + argument * _ARGUMENT_BYTES)
        return where([_LOOKED_AT[call]], load, is_allowed, refuse, allow)

    return [
        _loads(_MACHINE),
        (_EQUAL, 1, 0, name),
        _returns(_KILL),
        _loads(_NUMBER),
        (_AT_LEAST, 0, 1, _FOREIGN_NUMBERS),
        refuse,
        *where(_NEVER.values(), refuse),
        *where(_UNKNOWN.values(), _returns(_REFUSE | errno.ENOSYS)),
        *unless("clone", 0, (_ANY_BIT, 1, 0, _CLONE_THREAD)),
        *unless("tgkill", 0, (_EQUAL, 1, 0, os.getpid())),
        *unless("prlimit64", 0, (_EQUAL, 1, 0, 0)),
        *unless("open", 1, (_ANY_BIT, 0, 1, _WRITES)),
        *unless("openat", 2, (_ANY_BIT, 0, 1, _WRITES)),
        allow,
    ]


def _loads(offset: int) -> Rule:
    return _LOAD, 0, 0, offset


def _returns(value: int) -> Rule:
    return _RETURN, 0, 0, value
