"""The one place where apprise is imported; its services are read here too, so that nothing is read at first use."""

from __future__ import annotations

import warnings

with warnings.catch_warnings():
    # apprise's PGP support imports imghdr, which Python 3.11 and 3.12 call deprecated; we use no PGP.
    warnings.simplefilter("ignore", DeprecationWarning)
    from apprise import Apprise, AppriseAsset, NotifyFormat, OverflowMode
    from apprise.plugins import N_MGR
    from apprise.plugins.email.base import NotifyEmail
    from apprise.plugins.slack import NotifySlack, SlackMode

    # Reads every plugin there is; asking for one name is enough.
    _ = "json" in N_MGR

__all__ = [
    "N_MGR",
    "Apprise",
    "AppriseAsset",
    "NotifyEmail",
    "NotifyFormat",
    "NotifySlack",
    "OverflowMode",
    "SlackMode",
]
