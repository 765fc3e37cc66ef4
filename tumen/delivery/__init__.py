"""From a digest to a receipt: rendering, the ledger's order of steps, and the channels."""

from tumen.delivery.channels import Channels
from tumen.delivery.dispatch import deliver
from tumen.delivery.mail import Letterhead
from tumen.delivery.plan import plan

__all__ = ["Channels", "Letterhead", "deliver", "plan"]
