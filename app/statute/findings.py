"""What a resolution finds of each content of a complaint, a denunciation, a feedback, and what that makes of the whole.

A denunciation is right, partly right or wrong by the law, which also has the result of the verification and the ground
in law said of it (LTC 35.2). That an allegation may be without any ground beside being wrong is how inspectorates read
it, and is offered as disputed. A complaint is wholly right, partly right or wholly wrong, and the contested decision is
kept, changed or annulled, the contested act stopped (LKN 31.2, 40.2; of discipline LKN 54.1, 56.1). Of feedback the law
closes no list: these are the answers that LTCD 28.1 has told to the citizen, in our words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from app.statute.grounds import DENUNCIATION_LAW, LAW_OF_2011, RECEPTION_LAW, Ground

RIGHT, PARTLY_RIGHT, WRONG, NO_GROUND = "right", "partly_right", "wrong", "no_ground"

DENUNCIATION: Mapping[str, Ground] = {
    RIGHT: Ground("Đúng", "Right", "LTC 35.2.c", DENUNCIATION_LAW),
    PARTLY_RIGHT: Ground("Đúng một phần", "Partly right", "LTC 35.2.c", DENUNCIATION_LAW),
    WRONG: Ground("Sai sự thật", "Wrong", "LTC 35.2.c", DENUNCIATION_LAW),
    NO_GROUND: Ground(
        "Không có cơ sở", "Without ground", "LTC 35.2.b", DENUNCIATION_LAW, disputed_from=DENUNCIATION_LAW
    ),
}  # fmt: skip
FEEDBACK: Mapping[str, Ground] = {
    "taken_up": Ground("Tiếp thu", "Taken up", "LTCD 28.1", RECEPTION_LAW),
    "explained": Ground("Đã giải trình, trả lời", "Explained", "LTCD 28.1", RECEPTION_LAW),
    "passed_on": Ground("Chuyển, kiến nghị nơi có thẩm quyền", "Passed on to whoever may act", "LTCD 28.1",
                        RECEPTION_LAW),
}  # fmt: skip


def _complaint(article: str) -> dict[str, Ground]:
    return {
        RIGHT: Ground("Đúng toàn bộ", "Wholly right", article, LAW_OF_2011),
        PARTLY_RIGHT: Ground("Đúng một phần", "Partly right", article, LAW_OF_2011),
        WRONG: Ground("Sai toàn bộ", "Wholly wrong", article, LAW_OF_2011),
    }


def _remedies(article: str, *, acts: bool) -> dict[str, Ground]:
    """What becomes of the contested decision. ``acts``: an act may be contested, too."""
    stopped = Ground("Chấm dứt hành vi bị khiếu nại", "The contested act is stopped", article, LAW_OF_2011)
    return {
        "kept": Ground("Giữ nguyên", "Kept as it is", article, LAW_OF_2011),
        "changed": Ground("Sửa đổi", "Changed", article, LAW_OF_2011),
        "annulled": Ground("Hủy bỏ", "Annulled", article, LAW_OF_2011),
        **({"stopped": stopped} if acts else {}),
    }


# By the names the fields of an act have for their lists.
FINDINGS: Mapping[str, Mapping[str, Ground]] = {
    "denunciation_findings": DENUNCIATION,
    "feedback_findings": FEEDBACK,
    "complaint_first_findings": _complaint("LKN 31.2"),
    "complaint_second_findings": _complaint("LKN 40.2"),
    "discipline_first_findings": _complaint("LKN 54.1"),
    "discipline_second_findings": _complaint("LKN 56.1"),
    "complaint_first_remedies": _remedies("LKN 31.2", acts=True),
    "complaint_second_remedies": _remedies("LKN 40.2", acts=True),
    "discipline_first_remedies": _remedies("LKN 54.1", acts=False),
    "discipline_second_remedies": _remedies("LKN 56.1", acts=False),
}


def verdict_of(findings: Iterable[str]) -> str:
    """What the findings of every content make of the whole denunciation: right, partly right or wrong."""
    found = set(findings)
    if found == {RIGHT}:
        return RIGHT
    return WRONG if found <= {WRONG, NO_GROUND} else PARTLY_RIGHT
