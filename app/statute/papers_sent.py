"""Which papers "sent" (Gửi văn bản) may say it sends, each named by the act that made it.

A sending says what went out, because dates cannot: what was sent on the day of a decision need not be the decision.
Logs from before the field was asked for say nothing; such a sending counts for every paper made until then.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

SENT: Final = "sent"
FIELD: Final = "papers"
OTHER: Final = "other"

PAPERS_SENT: dict[str, tuple[str, str]] = {
    "supplement_requested": ("Yêu cầu bổ sung", "The request for what is missing"),
    "guided": ("Văn bản hướng dẫn", "The guidance"),
    "transferred": ("Văn bản về việc chuyển đơn", "The letter on the transfer"),
    "not_accepted": ("Thông báo không thụ lý", "The notice of non-acceptance"),
    "no_re_resolution": ("Thông báo không giải quyết lại", "The notice of no new resolution"),
    "accepted": ("Thông báo thụ lý", "The notice of acceptance"),
    "acceptance_annulled": ("Văn bản hủy việc thụ lý", "The annulment of the acceptance"),
    "verifying": ("Văn bản giao xác minh", "The assignment of the verification"),
    "dialogue_notified": ("Thông báo đối thoại", "The notice of the dialogue"),
    "extended": ("Quyết định gia hạn", "The extension"),
    "suspended": ("Quyết định tạm đình chỉ", "The suspension"),
    "resumed": ("Quyết định tiếp tục giải quyết", "The resumption"),
    "discontinued": ("Quyết định đình chỉ", "The discontinuance"),
    "decided": ("Quyết định giải quyết", "The decision"),
    "concluded": ("Kết luận, thông báo kết luận", "The conclusion, or the notice of it"),
    OTHER: ("Văn bản khác", "Another paper"),
}


def named(data: Mapping[str, object]) -> frozenset[str] | None:
    """The papers a sending says it sends; None when it does not say."""
    papers = data.get(FIELD)
    return frozenset(map(str, papers)) if isinstance(papers, (list, tuple)) and papers else None


def sends(data: Mapping[str, object], paper: str) -> bool:
    """Whether a sending that says ``data`` sends the paper an act made."""
    papers = named(data)
    return papers is None or paper in papers


def there_to_send(done: Collection[str]) -> tuple[str, ...]:
    """What may be sent once the acts ``done`` are in the log."""
    return tuple(paper for paper in PAPERS_SENT if paper == OTHER or paper in done)
