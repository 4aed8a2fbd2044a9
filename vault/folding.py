"""How names are folded, so that they are found however they are typed."""

import unicodedata


def folded(text: str) -> str:
    """Give a text without case and accents, the same for all spellings that look alike."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))
