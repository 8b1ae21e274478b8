"""What somebody asked the search, kept in their session under a word that tells nothing.

Names are typed into the box, and an address goes where a form does not: into the history of a browser, the log of a
proxy, a link sent on. So the question travels in the body of a form, lies sealed in the session, and the address of its
answer carries only the word, the filters and the place in the list.
"""

from __future__ import annotations

import secrets

from flask import session

from app.casework.drafts import Unreadable
from app.casework.search.asking import LONGEST
from app.web.drafting import sealer

KEPT = "searches"
MOST = 20  # questions of a session; the oldest goes
PURPOSE = "searches"


def keep(text: str) -> str:
    """The word under which ``text`` is kept from now on; asked again, the same."""
    kept: dict[str, str] = dict(session.get(KEPT) or {})
    for word in kept:
        if asked_before(word) == text:
            return word
    word = secrets.token_urlsafe(6)
    kept[word] = sealer(PURPOSE).seal({"text": text[:LONGEST]}).decode("ascii")
    session[KEPT] = dict(list(kept.items())[-MOST:])
    return word


def asked_before(word: str) -> str | None:
    """What was asked under ``word`` in this session, or None when nothing was, or not any more."""
    sealed = (session.get(KEPT) or {}).get(word)
    if not isinstance(sealed, str):
        return None
    try:
        text = sealer(PURPOSE).open(sealed.encode("ascii")).get("text")
    except Unreadable:
        return None
    return text if isinstance(text, str) else None
