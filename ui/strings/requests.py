"""Words on requests: who asks for what, and what can't be answered here yet."""

from collections.abc import Callable

from ui.strings import translate
from vault.requests import Request, RequestKind


def asked(kind: RequestKind, name: str) -> str:
    """Who asks for what: "Dana Reyes asks for a copy of the file"."""
    return _ASKED[kind]().format(name=name)


def not_here_yet(request: Request, name: str) -> str:
    """What is said of a request that the desk can't answer, and what to do with it."""
    said = translate("requests", "{request}: this can't be answered in Casekeep yet.").format(
        request=asked(request.kind, name)
    )
    if request.due_on is None:
        no_clock = translate("requests", "Look for its deadline in what you received.")
        said = f"{said} {no_clock}"
    todo = translate(
        "requests",
        "Ask your attorney or your board before anything leaves, answer outside Casekeep, and keep"
        " a copy under Documents.",
    )
    return f"{said} {todo}"


def not_here() -> str:
    """A pill beside such a request."""
    return translate("requests", "Not in Casekeep yet")


_ASKED: dict[RequestKind, Callable[[], str]] = {
    RequestKind.ACCESS: lambda: translate("requests", "{name} asks for a copy of the file"),
    RequestKind.AMENDMENT: lambda: translate("requests", "{name} asks for a correction"),
    RequestKind.ACCOUNTING: lambda: translate("requests", "{name} asks who got their records"),
    RequestKind.RESTRICTION: lambda: translate("requests", "{name} asks for a restriction"),
    RequestKind.THIRD_PARTY: lambda: translate("requests", "Someone asks for {name}'s records"),
    RequestKind.PAYER: lambda: translate("requests", "A payer asks for {name}'s records"),
    RequestKind.SUBPOENA: lambda: translate("requests", "Subpoena for {name}'s records"),
    RequestKind.COURT_ORDER: lambda: translate("requests", "Court order for {name}'s records"),
    RequestKind.OTHER: lambda: translate("requests", "A request about {name}"),
}
