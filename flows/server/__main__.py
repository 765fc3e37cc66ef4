"""`python -m flows.server` is `python -m flows.server.serve`."""

from __future__ import annotations

import sys

from flows.server.serve import main

sys.exit(main())
