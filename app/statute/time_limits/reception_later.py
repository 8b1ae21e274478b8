"""Later versions of the limits on reception: what became of each of them when a circular or the reform came.

Each begins on the day after the version before it ended. Luật 136/2025 was read in its Article 1 clauses 1-2 only:
where it may have amended an article, the limit is kept as it was, as an interpretation. A limit whose circular ended,
and whose successor was not read, is kept switched off.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.statute.time_limits import reception, reception_heads, since
from app.statute.time_limits.shape import Certainty, Owner, TimeLimit

_BEFORE = {row.id: row for row in (*reception_heads.ROWS, *reception.ROWS)}


def _from(begins: date, rule: str, note: str, certainty: Certainty, *, enabled: bool = True) -> TimeLimit:
    """The version of a rule that follows its first one, until further notice, in the same words."""
    return replace(
        _BEFORE[rule], in_force_from=begins, in_force_until=None, note=note, certainty=certainty, enabled=enabled
    )


def _kept(rule: str, note: str) -> TimeLimit:
    return _from(since.REFORM, rule, note, Certainty.INTERPRETATION)


def _unread(rule: str, note: str) -> TimeLimit:
    return _from(since.CIRCULARS_OF_2021, rule, note, Certainty.UNVERIFIED, enabled=False)


ROWS: tuple[TimeLimit, ...] = (
    _kept(
        "tcd.province_head_days",
        "Art. 12 as amended by Luật 136/2025 was not read; NĐ 154 Art. 6.1.c presupposes the duty.",
    ),
    _kept(
        "tcd.reception_reply",
        "NĐ 154 Art. 10.4 still refers to Art. 28; its amendment by Luật 136/2025 was not read. Missing it is a "
        "disciplinary matter (tcd.result_notice_discipline).",
    ),
    _kept("tcd.report_back", "Complaints and denunciations only. Art. 27 as amended by Luật 136/2025 was not read."),
    _kept(
        "tcd.inform_citizen",
        "Complaints and denunciations only, and only when the citizen asked; also owed by a deputy who transferred. "
        "Art. 28 as amended by Luật 136/2025 was not read.",
    ),
    _kept("tcd.deputy_schedule", "Outside NĐ 154; the text of Luật 136/2025 was not read."),
    _kept(
        "tcd.deputy_decline",
        "Owed by the deputy, to the head of the delegation. Outside NĐ 154; the text of Luật 136/2025 was not read.",
    ),
    _from(
        since.REFORM,
        "tcd.transfer_once",
        "A rule on how often, not on when: warn on the second. NĐ 154 neither repeals nor mentions TT 05/2021: that it "
        "survives 01/07/2026 is unverified.",
        Certainty.UNVERIFIED,
    ),
    replace(
        _BEFORE["tcd.head_answer"],
        provisions=("LTCD 18.4", "TT06_2014 32.3"),
        in_force_from=since.CIRCULARS_OF_2014,
        in_force_until=since.CIRCULARS_OF_2014_LAST_DAY,
        note="The circular adds: the term and the person to contact are named, and entered in the register.",
    ),
    replace(
        _BEFORE["tcd.head_answer"],
        in_force_from=since.CIRCULARS_OF_2021,
        in_force_until=None,
        note=(
            "In the same session, or on a date announced: a promise, not a term of law. From 01/07/2026 NĐ 154 "
            "Art. 25.2-25.3 adds the term, the person to contact and a written conclusion (tcd.head_answer_2026)."
        ),
    ),
    _unread(
        "tcd.filed_petition_retention",
        "Switched off: TT 07/2014 ended on 14/11/2021, its equivalent in TT 05/2021 was not read, and NĐ 154 sets no "
        "retention.",
    ),
    _unread(
        "tcd.guide_once",
        "Switched off: TT 07/2014 ended on 14/11/2021 and its equivalent in TT 05/2021 was not read; NĐ 154 Art. 14.2 "
        "and 15.2 say guide, without once.",
    ),
    replace(
        _BEFORE["tcd.refusal_notice_until_2026"],
        provisions=("LTCD 9.3",),
        owner=Owner.HEAD,
        in_force_from=since.CIRCULARS_OF_2021,
        in_force_until=since.BEFORE_REFORM,
        certainty=Certainty.UNVERIFIED,
        quote="",
        note="Issued by the head of the agency in charge (TT 04/2021, by press accounts: its article was not read).",
    ),
)
