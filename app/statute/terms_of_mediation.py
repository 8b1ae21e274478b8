"""The words of mediating a land dispute at the commune: its acts, its stages, and what its acts choose from."""

from __future__ import annotations

from app.statute.words import Term

# The act as the timeline names it; "received" is everybody's.
ACTS: dict[str, Term] = {
    "mediation_accepted": Term("Thông báo thụ lý yêu cầu hòa giải", "Mediation accepted"),
    "mediation_refused": Term("Thông báo không thụ lý yêu cầu hòa giải", "Mediation not accepted"),
    "mediation_council": Term("Thành lập Hội đồng hòa giải", "Mediation council set up"),
    "mediation_held": Term("Phiên hòa giải, chưa kết thúc", "Mediation session, to be continued"),
    "mediation_absent": Term("Phiên hòa giải không tiến hành được, có bên vắng", "Session not held, a side absent"),
    "mediation_succeeded": Term("Hòa giải thành", "Mediation succeeded"),
    "mediation_unsettled": Term("Hòa giải không thành", "Mediation failed"),
    "mediation_absent_again": Term(
        "Hòa giải không thành, một bên vắng mặt lần thứ hai", "Mediation failed, a side absent for the second time"
    ),
    "mediation_record_sent": Term("Gửi biên bản hòa giải cho các bên", "Record sent to the sides"),
    "mediation_objected": Term("Một bên có ý kiến khác bằng văn bản", "A side objected in writing"),
    "mediation_withdrawn": Term("Rút yêu cầu hòa giải", "Request withdrawn"),
}

# The act as a button: a verb with its object.
ACT_VERBS: dict[str, Term] = {
    "mediation_accepted": Term("Thông báo thụ lý", "Give notice of acceptance"),
    "mediation_refused": Term("Thông báo không thụ lý", "Give notice of non-acceptance"),
    "mediation_council": Term("Ghi quyết định lập Hội đồng hòa giải", "Record the decision on the council"),
    "mediation_held": Term("Ghi phiên hòa giải chưa kết thúc", "Record a session to be continued"),
    "mediation_absent": Term("Ghi phiên có bên vắng mặt", "Record a session with a side absent"),
    "mediation_succeeded": Term("Ghi hòa giải thành", "Record a settlement"),
    "mediation_unsettled": Term("Ghi hòa giải không thành", "Record a failed mediation"),
    "mediation_absent_again": Term(
        "Ghi hòa giải không thành vì vắng mặt lần hai", "Record a failure, a side absent twice"
    ),
    "mediation_record_sent": Term("Ghi đã gửi biên bản cho các bên", "Record the sending of the minutes"),
    "mediation_objected": Term("Ghi ý kiến khác của một bên", "Record a written objection"),
    "mediation_withdrawn": Term("Ghi rút yêu cầu hòa giải", "Record the withdrawal"),
}

STAGES: dict[str, Term] = {
    "mediation_accepted": Term("Đã thụ lý, chờ hòa giải", "Accepted, to be mediated"),
    "mediation_refused": Term("Không thụ lý yêu cầu hòa giải", "Mediation not accepted"),
    "mediating": Term("Đang hòa giải", "Being mediated"),
    "mediation_succeeded": Term("Hòa giải thành", "Settled"),
    "mediation_failed": Term("Hòa giải không thành", "Not settled"),
    "mediation_objected": Term("Hòa giải lại theo ý kiến khác", "Mediated again after an objection"),
    "mediation_withdrawn": Term("Đã rút yêu cầu hòa giải", "Request withdrawn"),
}

REQUESTER, OTHER_SIDE = "requester", "other_side"
SIDES: dict[str, tuple[str, str]] = {
    REQUESTER: ("Bên yêu cầu hòa giải", "The side that asked"),
    OTHER_SIDE: ("Bên kia", "The other side"),
}
NEXT_AUTHORITIES: dict[str, tuple[str, str]] = {
    "court": ("Tòa án nhân dân có thẩm quyền", "The people’s court"),
    "commune_chair": ("Chủ tịch Ủy ban nhân dân cấp xã", "The chairman of the commune"),
    "province_chair": ("Chủ tịch Ủy ban nhân dân cấp tỉnh", "The chairman of the province"),
}
