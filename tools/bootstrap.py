"""Installs what Casekeep needs on this machine, with the standard library alone."""

import ctypes
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"

# What Qt's libraries and its X11, Wayland, offscreen, GL and print plugins load from the
# system, by soname, with the Debian package that holds it.
LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libcups.so.2": "libcups2",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
TEST_COMMANDS = {
    "Xvfb": "xvfb",
    "fc-list": "fontconfig",
    "pdftotext": "poppler-utils",
    "qpdf": "qpdf",
    "strace": "strace",
    "xauth": "xauth",
    "xdotool": "xdotool",
}


def main() -> None:
    """Readies the machine and .venv for the lock named on the command line."""
    lock = sys.argv[1]
    if sys.platform == "linux":
        install_system_packages(with_tests=lock == "dev")
    make_venv(lock)


def install_system_packages(*, with_tests: bool) -> None:
    """Installs missing system packages, or stops and says which ones to install."""
    needed = [package for soname, package in LIBRARIES.items() if not loads(soname)]
    if not venv_can_be_made():
        needed.append(f"python3.{sys.version_info.minor}-venv")
    useful = [package for command, package in TEST_COMMANDS.items() if not shutil.which(command)]
    wanted = needed + (useful if with_tests else [])
    if not wanted:
        return
    if shutil.which("apt-get") and (prefix := root_prefix()) is not None:
        say(f"Installing {' '.join(wanted)}")
        # A machine that has just started may still be installing its own updates.
        apt_get = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
        apt_get += ["-o", "DPkg::Lock::Timeout=300"]
        run([*apt_get, "update"])
        run([*apt_get, "install", "-y", "--no-install-recommends", *wanted], quiet=True)
        return
    say(request(wanted))
    if needed:
        sys.exit(1)
    say("Going on without them: the tests that need them say that they are skipped.")


def request(packages: list[str]) -> str:
    """Returns the sentence that asks the user to install what this program may not."""
    names = " ".join(packages)
    if shutil.which("apt-get") is None:
        return f"Missing here, under their Debian names: {names}."
    sudo, who = ("sudo ", "") if shutil.which("sudo") else ("", " as root")
    line = f"{sudo}apt-get update && {sudo}apt-get install --no-install-recommends {names}"
    return f"System packages are missing. To install them, run{who}: {line}"


def loads(soname: str) -> bool:
    """Tells whether the dynamic linker finds a library."""
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def venv_can_be_made() -> bool:
    """Tells whether this Python brings pip along; Debian keeps that in a package apart."""
    try:
        import ensurepip  # noqa: F401, PLC0415 - its absence is the question
    except ImportError:
        return False
    return True


def root_prefix() -> list[str] | None:
    """Returns what to put before a command that needs root, or None where root is out of reach."""
    if os.geteuid() == 0:
        return []
    sudo = ["sudo", "-n"]
    reachable = (
        shutil.which("sudo")
        and not subprocess.run([*sudo, "true"], check=False, capture_output=True).returncode
    )
    return sudo if reachable else None


def make_venv(lock: str) -> None:
    """Makes .venv hold the lock; a changed lock or another Python starts it afresh."""
    requirements = ROOT / "requirements" / f"{lock}.txt"
    python = VENV / "bin" / "python"
    stamps = sorted(VENV.glob("lock-*.txt"))
    current = bool(stamps) and all(
        stamp.read_bytes() == (ROOT / "requirements" / stamp.name[5:]).read_bytes()
        for stamp in stamps
    )
    if current and same_python(python) and VENV / f"lock-{lock}.txt" in stamps:
        return
    if not current or not same_python(python):
        say(f"Making .venv with Python {sys.version.split()[0]}; the first time takes a minute.")
        run([sys.executable, "-m", "venv", "--clear", str(VENV)])
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    run([*pip, "--require-hashes", "--only-binary=:all:", "-r", str(requirements)])
    holds = [lock] if lock == "runtime" else ["runtime", "dev"]
    for name in holds:
        shutil.copyfile(ROOT / "requirements" / f"{name}.txt", VENV / f"lock-{name}.txt")


def same_python(python: Path) -> bool:
    """Tells whether an environment's Python exists and has this interpreter's version."""
    if not python.exists():
        return False
    ask = [str(python), "-c", "import sys; print(sys.version)"]
    answer = subprocess.run(ask, check=False, capture_output=True, text=True)
    return answer.returncode == 0 and answer.stdout.strip() == sys.version.strip()


def run(command: list[str], *, quiet: bool = False) -> None:
    """Runs a command and ends this program with its exit code when it fails.

    A quiet command keeps only its standard error.
    """
    output = subprocess.DEVNULL if quiet else None
    code = subprocess.run(command, check=False, stdout=output).returncode
    if code:
        say(f"This failed: {' '.join(command)}")
        sys.exit(code)


def say(sentence: str) -> None:
    """Prints a sentence at once, so that it stands before the output of what follows."""
    print(sentence, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
