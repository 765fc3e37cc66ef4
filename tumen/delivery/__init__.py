"""From a digest to a receipt: rendering, the ledger's order of steps, and the channels."""

from tumen.delivery.channels import Channels
from tumen.delivery.ledger import plan
from tumen.delivery.mail import Letterhead
from tumen.delivery.rounds import deliver

__all__ = ["Channels", "Letterhead", "deliver", "plan"]
