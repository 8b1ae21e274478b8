"""What the backlog costs at any size, beside a bare count: ``python -m tests.bench.backlog [--petitions 1000000]``.

The bare page is Flask alone and one statement, how many open duties are late: what the first figure of the page costs
at the least, when nobody signs in and nothing is hidden, narrowed, joined, grouped or drawn. Measured as others
are (:mod:`tests.bench.paging`): CPU time of this process and of PostgreSQL's that serve it, the best of fifteen, in
turn. ``--dear`` prints each statement that took long.
"""

from __future__ import annotations

from tests.bench.paging import asked, measure

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
    for url, dear in asked(__doc__):
        measure(url, PAGES, bare=A_COUNT, dear=dear)


if __name__ == "__main__":
    main()
