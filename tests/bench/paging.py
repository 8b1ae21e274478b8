"""What the everyday pages cost at any size, beside a bare page: ``python -m tests.bench.paging [--petitions 1000000]``.

The bare page is the least that answers: Flask alone, the first 25 open duties by their date, plain HTML; nobody signs
in, nothing is hidden, counted or worded. Both are asked in turn, in one process, over the same data; the best of
fifteen times in CPU time (as :mod:`tests.bench.searching`), and the ratio. Beside it stand the statements of a page and
the milliseconds the database took for them; ``--dear`` prints each that took long.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from flask import Flask, render_template_string
from sqlalchemy import Engine, event, text

from tests.bench.searching import BARE, BARE_PAGE, FRAME, TIMES, browsing, connections_of_its_own, filled, say, timed
from tests.web.conftest import Browse

BARE_LIST = (
    "SELECT m.code, m.title, m.opened_on FROM obligations o JOIN matters m ON m.id = o.matter_id"
    " WHERE {} ORDER BY o.due_on, o.id LIMIT 25"
)
OPEN = {"sqlite": "o.open = 1", "postgresql": "o.open"}
DEAR = 20.0  # milliseconds
PAGES = {
    "bench1": ("/ton-dong", "/qua-han", "/sap-den-han", "/co-qua-han", "/csdl-quoc-gia", "/thu-da-gui"),
    "bench2": ("/viec-cua-toi", "/don", "/don?trang-thai=da-xong", "/vu-viec", "/so-theo-doi-don", "/csdl-quoc-gia"),
    "bench3": ("/don-vi", "/don", "/vu-viec", "/so-tiep-cong-dan", "/lich-tiep-cong-dan"),
    "bench4": ("/so-tiep-cong-dan", "/don", "/lich-tiep-cong-dan", "/csdl-quoc-gia"),
}
WHO = {"bench1": "a supervisor", "bench2": "a handler", "bench3": "a head", "bench4": "an officer"}


@dataclass
class Asked:
    """What the database was asked."""

    said: list[tuple[float, str]] = field(default_factory=list)

    @property
    def took(self) -> float:
        return sum(one[0] for one in self.said)


def asked(description: str | None) -> Iterator[tuple[str, bool]]:
    """The registers the command line asks for, filled where none is named; and whether to print what is dear."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--petitions", type=int, default=100_000)
    parser.add_argument("--database", choices=[*BARE, "both"], default="both")
    parser.add_argument("--url", help="a register filled before, left as it is")
    parser.add_argument("--dear", action="store_true", help="print each statement that takes long")
    chosen = parser.parse_args()
    for url in [chosen.url] if chosen.url else filled(chosen.database, chosen.petitions, searched=False):
        yield url, chosen.dear


def main() -> None:
    """Fill, open, print."""
    for url, dear in asked(__doc__):
        measure(url, dear=dear)


def measure(
    url: str, each: Mapping[str, Sequence[str]] = PAGES, *, bare: str = BARE_LIST, dear: bool = False,
    times: int = TIMES,
) -> None:  # fmt: skip
    """Open every page as each role; print the best in ms, the ratio, the statements."""
    with browsing(url) as (engine, browse), connections_of_its_own(url) as its_own:
        client = a_bare_list(its_own, bare).test_client()
        say(f"{'':<46}   bare    page   ratio   statements, ms")
        for username, pages in each.items():
            browse.sign_in(username)
            for page in (FRAME, *pages):
                with listening(engine) as asked:
                    browse.open(page)
                ours, theirs = timed(engine, partial(opened, browse, page), lambda: client.get("/").text, times=times)
                costs = f"{theirs:6.1f}  {ours:6.1f}  {ours / theirs:6.1f}   {len(asked.said):3} {asked.took:8.1f}"
                say(f"{f'  {WHO[username]}: {page}':<46} {costs}")
                for took, said in asked.said if dear else ():
                    if took > DEAR:
                        say(f"      {took:.0f} ms: {said}")


def opened(browse: Browse, page: str) -> str:
    return browse.client.get(page).text


@contextmanager
def listening(engine: Engine) -> Iterator[Asked]:
    """Every statement while this lasts, and how long it took."""
    asked, began = Asked(), [0.0]

    def before(*_: Any) -> None:
        began[0] = time.perf_counter()

    def after(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        asked.said.append(((time.perf_counter() - began[0]) * 1000, f"{' '.join(statement.split())} {parameters}"))

    event.listen(engine, "before_cursor_execute", before)
    event.listen(engine, "after_cursor_execute", after)
    yield asked
    event.remove(engine, "before_cursor_execute", before)
    event.remove(engine, "after_cursor_execute", after)


def a_bare_list(engine: Engine, said: str = BARE_LIST) -> Flask:
    """Flask and one statement."""
    app = Flask("bare")
    statement = text(said.format(OPEN[engine.dialect.name]))

    @app.get("/")
    def page() -> str:
        with engine.connect() as connection:
            return render_template_string(BARE_PAGE, rows=connection.execute(statement).all())

    return app


if __name__ == "__main__":
    main()
