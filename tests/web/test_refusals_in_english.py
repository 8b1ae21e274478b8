"""A refusal in English: its words, the terms of law in it, and the article behind it."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from flask_babel import force_locale

from app.casework.errors import OutOfOrder, Refused
from app.statute.assessment import ActFact, ActRefused, assess
from app.statute.calendar import BUILT_IN
from app.statute.terms import ACTS, Procedure
from app.web.forms import sentence_of

REFUSED = OutOfOrder("Thủ tục này không có việc “%(name)s”.", provisions=("LKN 33.1",), name=ACTS["accepted"])


def test_terms_and_article_are_said_in_the_language_of_the_page(sqlite_app: Flask) -> None:
    with sqlite_app.test_request_context():
        with force_locale("vi"):
            vietnamese = sentence_of(REFUSED)
        with force_locale("en"):
            english = sentence_of(REFUSED)

    assert vietnamese == "Thủ tục này không có việc “Thụ lý” (Luật Khiếu nại, Điều 33 khoản 1)."
    assert english == "This procedure has no act “Accepted” (Law on Complaints, Article 33 clause 1)."


def test_days_are_written_the_same_in_both_languages(sqlite_app: Flask) -> None:
    refused = Refused("Ngày %(day)s chưa đến.", day=date(2026, 11, 30))
    with sqlite_app.test_request_context(), force_locale("en"):
        assert sentence_of(refused) == "The day 30/11/2026 has not come yet."
    assert refused.sentence == "Ngày 30/11/2026 chưa đến."


def test_what_the_law_does_not_allow_is_said_in_english_too(sqlite_app: Flask) -> None:
    on = date(2026, 10, 5)
    with pytest.raises(ActRefused) as caught:
        assess(Procedure.COMPLAINT_FIRST, {}, [ActFact("decided", on)], today=on, calendar=BUILT_IN)
    told = OutOfOrder(caught.value.template, provisions=caught.value.provisions, **caught.value.values)

    with sqlite_app.test_request_context(), force_locale("en"):
        english = sentence_of(told)

    assert english.startswith("“Decided” cannot be recorded")
    assert "Law on Complaints" in english
    assert not any(word in english for word in ("Luật", "Điều", "khoản"))
