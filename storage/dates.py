"""Dates as the database keeps them: ISO text, without a zone."""

from datetime import date


def to_text(day: date | None) -> str | None:
    """Give a date as the database keeps it."""
    return day.isoformat() if day else None


def from_text(text: str | None) -> date | None:
    """Give back the date that was stored."""
    return date.fromisoformat(text) if text else None
