"""The desk: what is known, asked for and found again. Commands, pages and feeds all ask here; nothing is written."""

from tumen.desk.desk import Desk, Hit, Paper
from tumen.desk.query import Asked

__all__ = ["Asked", "Desk", "Hit", "Paper"]
