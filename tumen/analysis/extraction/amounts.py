"""Quantities as people write them."""

from __future__ import annotations


def amount(low: float, high: float) -> str:
    """Return a quantity as people write it: 11,000 or 8,000–10,000."""
    return _number(low) if low == high else f"{_number(low)}–{_number(high)}"


def _number(value: float) -> str:
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,}"
