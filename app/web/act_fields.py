"""What an act says beside its date: labels, lists of choices, and the words of what was written down.

The law names the fields (``app.statute.procedures``) and keeps the lists (``app.statute.grounds``); this is their
wording.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from flask_babel import get_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.casework.held_texts import ground_key
from app.records.petitions import PetitionKind
from app.statute.eligibility import LINES, Answer
from app.statute.findings import FINDINGS
from app.statute.grounds import (
    CHAIRS,
    CLEAR_CASES,
    COMPLAINT_DISCONTINUED,
    COMPLAINT_NOT_ACCEPTED,
    COMPLAINT_SUSPENDED,
    COMPLEXITY,
    DENUNCIATION_CONTINUED,
    DENUNCIATION_DISCONTINUED,
    DENUNCIATION_FILED,
    DENUNCIATION_NOT_ACCEPTED,
    DENUNCIATION_NOT_PROCESSED,
    DENUNCIATION_SUSPENDED,
    DENUNCIATION_TRANSFERRED,
    HANDLINGS,
    INSPECTION_ROUTES,
    ONLINE_CONDITIONS,
    ONLINE_GROUNDS,
    OVERDUE_NOT_ACCEPTED,
    PUBLICATIONS,
    RECIPIENTS,
    REFUSAL_GROUNDS,
    RESOLVER_AT_FAULT,
    TAKE_OVER,
    VERDICTS,
    VERIFIED_HOW,
    Ground,
    complexity_letter,
)
from app.statute.instruments import cite, cite_in_english
from app.statute.papers_sent import PAPERS_SENT
from app.statute.procedures import FieldKind, FieldSpec, each_content_of, edges_of
from app.statute.procedures.contents import FINDING, REMEDY
from app.statute.procedures.people import OF, OTHERS, PEOPLE, WHO
from app.statute.terms import ACT_VERBS
from app.statute.terms_of_mediation import NEXT_AUTHORITIES, SIDES
from app.statute.terms_of_orders import GIVERS
from app.web.rules import held_by
from app.web.wording import day, spoken, term, words

LABELS: dict[str, Any] = {
    "asked": _l("Yêu cầu"),
    "giver": _l("Ai giao"),
    "giver_name": _l("Tên cơ quan, người ký giao"),
    "of_term": _l("Về hạn nào đã giao"),
    "about": _l("Tố cáo về"),
    "absent": _l("Bên vắng mặt"),
    "account": _l("Nội dung hòa giải, các bên đã thỏa thuận gì"),
    "basis": _l("Kết quả xác minh, căn cứ"),
    "where": _l("Nơi niêm yết"),
    "posted_by": _l("Người niêm yết"),
    "carried_out": _l("Đã thực hiện những gì"),
    "chair": _l("Người chủ trì"),
    "chaired_by": _l("Người chủ trì, chức vụ"),
    "complex_grounds": _l("Vụ việc phức tạp vì"),
    "contact": _l("Người cần liên hệ"),
    "contents": _l("Nội dung"),
    "criteria": _l("Tiêu chí phức tạp"),
    "day": _l("Ngày tiếp công dân"),
    "days": _l("Số ngày gia hạn"),
    "decided_on": _l("Ngày quyết định không thụ lý"),
    "dialogue_on": _l("Ngày đối thoại"),
    "evidence": _l("Văn bản, chứng cứ"),
    "evidence_by": _l("Cơ quan ban hành văn bản hoặc đang giải quyết"),
    "evidence_no": _l("Số văn bản làm căn cứ, hoặc mã lượt tiếp trước"),
    "evidence_on": _l("Ngày văn bản làm căn cứ"),
    "explained_at": _l("Giờ đã giải thích"),
    "finding": _l("Kết quả"),
    "found_on": _l("Ngày phát hiện"),
    "ground": _l("Căn cứ"),
    "ground_complete_on": _l("Ngày đủ căn cứ từ chối"),
    "meeting_on": _l("Ngày họp công khai"),
    "handling": _l("Xử lý thế nào"),
    "how": _l("Ai xác minh"),
    "members": _l("Thành viên Hội đồng dự phiên"),
    "next_authority": _l("Cơ quan có thẩm quyền tiếp theo"),
    "place": _l("Địa điểm"),
    "papers_posted": _l("Văn bản công khai"),
    "paper": _l("Giấy tờ"),
    "people": _l("Những người rút"),
    "others": _l("Số người khác cùng rút, không ghi tên trong hồ sơ"),
    "papers": _l("Văn bản được gửi"),
    "promised_on": _l("Hẹn trả lời ngày"),
    "reason": _l("Lý do"),
    "recipients": _l("Gửi cho"),
    "remedy": _l("Xử lý quyết định, hành vi bị khiếu nại"),
    "routing": _l("Hướng xử lý"),
    "short_notice": _l("Lý do báo trước chưa đủ số ngày luật định"),
    "term_on": _l("Hạn giao"),
    "to_agency": _l("Cơ quan nhận"),
    "until_on": _l("Đến ngày"),
    "verdict": _l("Kết luận"),
}

CHAIR = "chair"
GROUNDS: dict[str, Mapping[str, Ground]] = {
    "complaint_not_accepted": COMPLAINT_NOT_ACCEPTED,
    "complaint_suspended": COMPLAINT_SUSPENDED,
    "complaint_discontinued": COMPLAINT_DISCONTINUED,
    "denunciation_not_accepted": DENUNCIATION_NOT_ACCEPTED,
    "denunciation_suspended": DENUNCIATION_SUSPENDED,
    "denunciation_discontinued": DENUNCIATION_DISCONTINUED,
    "denunciation_continued": DENUNCIATION_CONTINUED,
    "denunciation_filed": DENUNCIATION_FILED,
    "denunciation_not_processed": DENUNCIATION_NOT_PROCESSED,
    "denunciation_transferred": DENUNCIATION_TRANSFERRED,
    "clear_cases": CLEAR_CASES,
    "overdue_not_accepted": OVERDUE_NOT_ACCEPTED,
    "resolver_at_fault": RESOLVER_AT_FAULT,
    "take_over": TAKE_OVER,
    "reception_refused": REFUSAL_GROUNDS,
    "online_reception": ONLINE_GROUNDS,
    **FINDINGS,
}
PAIRS: dict[str, Mapping[str, tuple[str, str]]] = {
    "complexity": COMPLEXITY,
    "verdicts": VERDICTS,
    "inspection_routes": INSPECTION_ROUTES,
    "verified_how": VERIFIED_HOW,
    "handlings": HANDLINGS,
    "publications": PUBLICATIONS,
    "recipients": RECIPIENTS,
    "chairs": CHAIRS,
    "online_conditions": ONLINE_CONDITIONS,
    "papers_sent": PAPERS_SENT,
    "sides": SIDES,
    "next_authorities": NEXT_AUTHORITIES,
    "givers": GIVERS,
}


def label(spec: FieldSpec) -> str:
    """The label of a field of an act. Raises ``KeyError`` when it has none: a test keeps that from happening."""
    return str(LABELS[spec.name])


def choices(table: str, on: date) -> list[tuple[str, str]]:
    """The lines of a list of the law that hold on a day. Raises ``KeyError`` for an unknown list."""
    if table in PAIRS:
        return [(code, _of_pair(pair)) for code, pair in PAIRS[table].items()]
    return [(code, _offered(ground, on)) for code, ground in GROUNDS[table].items() if ground.holds_on(on)]


def _offered(ground: Ground, on: date) -> str:
    """A ground as it is offered on a day, with the doubt there is about it."""
    words = _with_article(ground)
    if not ground.is_disputed_on(on):
        return words
    if held_by(ground_key(ground)):
        return _("%(ground)s, có hai cách hiểu, quản trị viên đã đối chiếu", ground=words)
    return _("%(ground)s, có hai cách hiểu", ground=words)


def plain_choices(table: str, on: date) -> list[tuple[str, str]]:
    """As :func:`choices`, for a list that is asked many times on one page: only what is disputed names its article."""
    return [
        (code, _offered(ground, on) if ground.is_disputed_on(on) else _bare(ground))
        for code, ground in GROUNDS[table].items()
        if ground.holds_on(on)
    ]


def choice_words(table: str, code: str) -> str:
    """One line of a list, whenever it held; the code itself when the list does not know it."""
    if table in PAIRS:
        bare = _letter(code) if table == "complexity" else code
        return _of_pair(PAIRS[table][bare]) if bare in PAIRS[table] else code
    ground = GROUNDS[table].get(code)
    return _with_article(ground) if ground else code


def written(procedure: str, act: str, data: Mapping[str, Any], *, sealed: bool = False) -> Iterator[str]:
    """What an act says, a line a field: "Căn cứ: …". Of a sealed matter free text is left to its sealed page."""
    for spec in fields_of(procedure, act):
        value = data.get(spec.name)
        if spec in WHO:  # told together
            continue
        if spec.kind is FieldKind.TERM:  # told from the log: what is kept is a mark in it
            continue
        if value not in (None, "", []) and not (sealed and spec.kind is FieldKind.TEXT):
            yield f"{label(spec)}: {_value(spec, value)}"
        elif spec.name == CHAIR and not value:  # a dialogue nobody is written down for shows it
            yield _("%(field)s: chưa ghi", field=label(spec))
    yield from _withdrew(data)
    yield from _found(procedure, act, data)
    yield from _triaged(procedure, data)


def finding_words(procedure: str, act: str, found: Mapping[str, Any]) -> str:
    """What was found of one content, and what becomes of what it contests: "Đúng một phần; Sửa đổi"."""
    lists = {spec.name: spec.choices for spec in each_content_of(procedure, act)}
    said = [(lists[name], str(found[name])) for name in (FINDING, REMEDY) if found.get(name) and name in lists]
    return "; ".join(_bare(GROUNDS[table][code]) if code in GROUNDS[table] else code for table, code in said)


def _withdrew(data: Mapping[str, Any]) -> Iterator[str]:
    """How many of how many people withdraw; who, the people of the file say."""
    if of := data.get(OF):
        n = len(data.get(PEOPLE.name) or ()) + int(data.get(OTHERS.name) or 0)
        yield _("Người rút: %(n)s trong %(of)s người", n=n, of=of)


def _found(procedure: str, act: str, data: Mapping[str, Any]) -> Iterator[str]:
    for number, found in (data.get("findings") or {}).items():
        yield _("Nội dung %(n)s: %(found)s", n=number, found=finding_words(procedure, act, found))


def _triaged(procedure: str, data: Mapping[str, Any]) -> Iterator[str]:
    """What was kept of a triage beside an act: the kind, a hint that was ignored, conditions not met, the proposal."""
    if kind := data.get("kind"):
        yield _("Loại đơn: %(kind)s", kind=words(PetitionKind(kind)))
    if hint := data.get("hint"):
        yield _("Khác gợi ý: nghi là %(kind)s", kind=words(PetitionKind(hint)).lower())
    if failed := [code for code, said in data.get("eligibility", {}).items() if said == Answer.NO]:
        yield _("Điều kiện không đạt: %(lines)s", lines="; ".join(_question(procedure, code) for code in failed))
    if proposed := data.get("proposed"):
        yield _("Đề xuất khi đó: %(act)s", act=term(ACT_VERBS, proposed))


def _question(procedure: str, code: str) -> str:
    """A condition in words: the same question whatever its version."""
    return next((spoken(one.question) for one in LINES if one.code == code and procedure in one.procedures), code)


def fields_of(procedure: str, act: str) -> tuple[FieldSpec, ...]:
    """Every field an act has in some stage of a procedure, each once."""
    found = (spec for edge in edges_of(procedure) if edge.act == act for spec in edge.fields)
    return tuple({spec.name: spec for spec in found}.values())


def _value(spec: FieldSpec, value: Any) -> str:
    if spec.kind in {FieldKind.CHOICE, FieldKind.CHOICES}:
        codes = value if isinstance(value, list) else [value]
        return "; ".join(choice_words(spec.choices, str(code)) for code in codes)
    if spec.kind is FieldKind.CONTENTS:
        return ", ".join(str(one) for one in value)
    if spec.kind is FieldKind.DATE:
        return day(date.fromisoformat(str(value)))
    return str(value)


def _letter(code: str) -> str:
    try:
        return complexity_letter(code)
    except KeyError:
        return code


def _in_english() -> bool:
    return str(get_locale()) == "en"


def _of_pair(pair: tuple[str, str]) -> str:
    return pair[1] if _in_english() else pair[0]


def _bare(ground: Ground) -> str:
    return ground.en if _in_english() else ground.vi


def _with_article(ground: Ground) -> str:
    if _in_english():
        return f"{ground.en} ({cite_in_english(ground.provision)})"
    return f"{ground.vi} ({cite(ground.provision)})"
