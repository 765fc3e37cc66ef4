"""A day of work in minutes, with all that goes wrong in one: `python -m benchmarks.soak [ROUNDS [FEEDS]] [--sqlite]`.

22 rounds of 66 simulated minutes: 200 feeds on loopback, one in ten faulty, are asked, read, judged and told by a
runner and two workers on PostgreSQL; in each round one of the three is killed; the mail server and Slack lose one reply
in fifty. In the end invariants I1 to I10 are checked. Prints what came of it; exit code 1 when a promise was broken.
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from benchmarks.scale import postgres
from tests.support.soaking import Plan, Report, soak


def run(plan: Plan) -> Report:
    """Soak in a temporary folder, saying each round."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        return soak(Path(folder), plan, lambda line: print(line, flush=True))


def main(arguments: list[str]) -> int:
    """Run it as asked and print the report."""
    sizes = [int(one) for one in arguments if one.isdigit()]
    plan = Plan(**dict(zip(("rounds", "feeds"), sizes, strict=False)))
    if "--sqlite" in arguments:
        report = run(plan)
    else:
        with postgres() as database:
            plan.url = database("soak")
            report = run(plan)
    for name, value in asdict(report).items():
        print(f"{name}: {value}")
    return 1 if report.broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
