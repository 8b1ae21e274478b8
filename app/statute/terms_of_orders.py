"""The words of a term a superior gives on a petition or a case (hạn cấp trên giao): its acts, and who gives it."""

from __future__ import annotations

from app.statute.words import Term

# The act as the timeline names it.
ACTS: dict[str, Term] = {
    "term_given": Term("Cấp trên giao hạn", "Term given by a superior"),
    "given_extended": Term("Cấp trên gia hạn", "Superior’s term extended"),
    "given_answered": Term("Báo cáo, trả lời cấp trên", "Superior answered"),
    "given_withdrawn": Term("Cấp trên thôi giao hạn", "Superior’s term taken back"),
}

# The act as a button: a verb with its object.
ACT_VERBS: dict[str, Term] = {
    "term_given": Term("Ghi hạn cấp trên giao", "Record a term given by a superior"),
    "given_extended": Term("Ghi gia hạn của cấp trên", "Record its extension"),
    "given_answered": Term("Ghi đã báo cáo cấp trên", "Record the answer to the superior"),
    "given_withdrawn": Term("Ghi cấp trên thôi giao hạn", "Record that it was taken back"),
}

GIVERS: dict[str, tuple[str, str]] = {
    "province_chair": ("Chủ tịch Ủy ban nhân dân cấp tỉnh", "The chairman of the province"),
    "direct_superior": ("Thủ trưởng cấp trên trực tiếp", "The head of the agency above"),
    "inspectorate": ("Chánh Thanh tra tỉnh", "The Chief Inspector of the province"),
    "ban_tcd": ("Trưởng Ban Tiếp công dân", "The head of the Reception Board"),
    "central": ("Cơ quan trung ương", "A central authority"),
    "elected_or_party": (
        "Cơ quan Đảng, Hội đồng nhân dân, Đoàn đại biểu Quốc hội",
        "A Party body, a People’s Council, a delegation of the Assembly",
    ),
    "other": ("Cơ quan khác có thẩm quyền giao", "Another authority that may give it"),
}
