"""What the backlog costs at any size, beside a bare count: ``python -m tests.bench.backlog [--petitions 1000000]``.

The bare page is Flask alone and one statement, how many open duties are late: what the first figure of the page costs
at the least, when nobody signs in and nothing is hidden, narrowed, joined, grouped or drawn. Measured as others
are (:mod:`tests.bench.paging`): CPU time of this process and of PostgreSQL's that serve it, the best of fifteen, in
turn. ``--dear`` prints each statement that took long.
"""

from __future__ import annotations

import argparse

from tests.bench.paging import measure
from tests.bench.searching import BARE, filled

PAGES = {
    "bench1": (
        "/ton-dong", "/ton-dong?nhom=level", "/ton-dong?nhom=kind", "/ton-dong?nhom=stage", "/ton-dong?nhom=field",
        "/ton-dong?nhom=place", "/ton-dong?nhom=conduct", "/ton-dong?nhom=age", "/ton-dong?nhom=rule",
        "/ton-dong?co-quan=b2", "/ton-dong?loai=complaint", "/qua-han",
    ),
    "bench3": ("/don-vi", "/qua-han"),
}  # fmt: skip
A_COUNT = (
    "SELECT count(*) AS code, '' AS title, '' AS opened_on FROM obligations o WHERE {} AND o.due_on < CURRENT_DATE"
)


def main() -> None:
    """Fill, open, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--petitions", type=int, default=100_000)
    parser.add_argument("--database", choices=[*BARE, "both"], default="both")
    parser.add_argument("--url", help="a register filled before, left as it is")
    parser.add_argument("--dear", action="store_true", help="print each statement that takes long")
    chosen = parser.parse_args()
    for url in [chosen.url] if chosen.url else filled(chosen.database, chosen.petitions, searched=False):
        measure(url, PAGES, bare=A_COUNT, dear=chosen.dear)


if __name__ == "__main__":
    main()
