"""Tumen watches the Russia–North Korea relationship: what is new, what changed, who says so, on what evidence."""

__version__ = "0.1.0"
