"""The rules of a schedule in words: one rule, and all that run in a month."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from flask_babel import gettext as _

from app.casework.schedule_rules import rules_of
from app.extensions import db
from app.records.reception import ReceptionKind, ReceptionRule, RuleEvery
from app.web.reception.day_words import kind_short
from app.web.reception.rule_forms import TIMES
from app.web.wording import WEEKDAYS


def rule_words(rule: ReceptionRule) -> str:
    """Ngày 15 hằng tháng · Thứ Tư hằng tuần · Thứ Hai lần thứ hai hằng tháng."""
    weekday = str(WEEKDAYS[rule.weekday])
    if rule.every is RuleEvery.MONTH_DAY:
        said = _("Ngày %(n)s hằng tháng", n=rule.number)
    elif rule.every is RuleEvery.WEEK:
        said = _("%(weekday)s hằng tuần", weekday=weekday)
    else:
        said = _("%(weekday)s %(which)s trong tháng", weekday=weekday, which=str(dict(TIMES)[rule.number]))
    return said[:1].upper() + said[1:]


def rules_told(agency_id: int, first: date, last: date) -> Iterator[str]:
    """Định kỳ: Ngày 10 hằng tháng; Ngày 25 hằng tháng. A sentence a kind, of the rules that run between two days."""
    running = [
        one
        for one in reversed(rules_of(db.session(), agency_id))
        if one.from_on <= last and (one.until_on is None or one.until_on >= first)
    ]
    for kind in ReceptionKind:
        said = dict.fromkeys(rule_words(one) for one in running if one.kind is kind)
        if said:
            yield f"{kind_short(kind)}: {'; '.join(said)}."
