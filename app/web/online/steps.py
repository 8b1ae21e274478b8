"""The steps of an online day: what each form does, and the words of its button."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l

from app.casework import online as deeds
from app.casework.following import Hand
from app.casework.online import Preparation
from app.extensions import db
from app.web.online.forms import (
    SUCCEEDED,
    ConnectForm,
    DecisionForm,
    IdentifyForm,
    PointsForm,
    PublishForm,
    RecordingForm,
    StepForm,
    TellForm,
    TrialForm,
)

Do = Callable[[Preparation, Any, Hand], object]


@dataclass(frozen=True, slots=True)
class Step:
    """One step. ``duty``: what the ledger owes it by, if the law gives it days; ``stages``: where it can be done."""

    code: str  # in addresses
    title: Any
    verb: Any
    saved: Any
    form: type[StepForm]
    do: Do
    provision: str
    duty: str = ""
    stages: frozenset[str] = frozenset()
    on_the_day: bool = False  # not before it


def _decide(it: Preparation, form: DecisionForm, hand: Hand) -> None:
    deeds.decide(db.session(), it, form.decision(), hand)


def _points(it: Preparation, form: PointsForm, hand: Hand) -> None:
    deeds.set_points(db.session(), it, form.named(), form.expected_version.data, hand)


def _publish(it: Preparation, form: PublishForm, hand: Hand) -> None:
    deeds.publish(
        db.session(), it, form.on.data or date.max, where=form.where.data or "", posted_by=form.posted_by.data or "",
        version=form.expected_version.data, hand=hand,
    )  # fmt: skip


def _tell(it: Preparation, form: TellForm, hand: Hand) -> None:
    deeds.tell(
        db.session(), it, citizen=form.citizen.data, bodies=form.bodies.data, prepared=form.prepared.data,
        version=form.expected_version.data, hand=hand,
    )  # fmt: skip


def _try_out(it: Preparation, form: TrialForm, hand: Hand) -> None:
    deeds.try_out(
        db.session(), it, form.on.data or date.max, succeeded=form.result.data == SUCCEEDED, note=form.note.data or "",
        version=form.expected_version.data, hand=hand,
    )  # fmt: skip


def _connect(it: Preparation, form: ConnectForm, hand: Hand) -> None:
    deeds.connect(db.session(), it, form.connected_at.data, version=form.expected_version.data, hand=hand)


def _identify(it: Preparation, form: IdentifyForm, hand: Hand) -> None:
    deeds.identify(
        db.session(), it, form.participants.data or "", version=form.expected_version.data, hand=hand
    )  # fmt: skip


def _record(it: Preparation, form: RecordingForm, hand: Hand) -> None:
    deeds.keep_recording(
        db.session(), it, form.on.data or date.max, reference=form.reference.data or "",
        version=form.expected_version.data, hand=hand,
    )  # fmt: skip


ON_SCHEDULE = frozenset({"planned", "published", "postponed"})
PREPARING = frozenset({"online_decided", "online_published", "online_notified", "online_tested", "online_connected"})
ENDED = frozenset({"session_held", "conclusion_pending", "conclusion_issued", "tasks_open", "closed"})
DECIDING = Step(
    "quyet-dinh", _l("Quyết định của thủ trưởng"), _l("Ghi quyết định tiếp trực tuyến"),
    _l("Đã ghi quyết định tiếp công dân trực tuyến."), DecisionForm, _decide, "ND154 20", stages=ON_SCHEDULE,
)  # fmt: skip
POINTS = Step(
    "diem-cau", _l("Điểm cầu trung tâm, điểm cầu thành phần"), _l("Ghi các điểm cầu"), _l("Đã ghi các điểm cầu."),
    PointsForm, _points, "ND154 22.1", stages=PREPARING,
)  # fmt: skip
PUBLISHING = Step(
    "cong-bo", _l("Công bố lịch tiếp trực tuyến"), _l("Ghi đã công bố lịch"), _l("Đã ghi ngày công bố lịch."),
    PublishForm, _publish, "ND154 19.3", "tcd.online_publish", frozenset({"online_decided"}),
)  # fmt: skip
TELLING = Step(
    "thong-bao", _l("Báo công dân, cơ quan tham gia; chuẩn bị hệ thống"), _l("Ghi ngày đã báo, đã chuẩn bị"),
    _l("Đã ghi ngày thông báo, chuẩn bị."), TellForm, _tell, "ND154 23.1 đoạn 1", "tcd.online_notify",
    frozenset({"online_published"}),
)  # fmt: skip
TRYING = Step(
    "ket-noi-thu", _l("Kết nối thử"), _l("Ghi kết quả kết nối thử"), _l("Đã ghi kết quả kết nối thử."), TrialForm,
    _try_out, "ND154 23.1 đoạn 2", "tcd.online_trial", frozenset({"online_notified"}),
)  # fmt: skip
CONNECTING = Step(
    "ket-noi", _l("Kết nối mọi điểm cầu, đủ hình và tiếng"), _l("Ghi giờ kết nối xong"), _l("Đã ghi giờ kết nối."),
    ConnectForm, _connect, "ND154 23.1 đoạn 3", stages=frozenset({"online_tested"}), on_the_day=True,
)  # fmt: skip
IDENTIFYING = Step(
    "nguoi-tham-du", _l("Kiểm tra giấy tờ người tham dự"), _l("Ghi người tham dự"), _l("Đã ghi người tham dự."),
    IdentifyForm, _identify, "ND154 21.4", stages=PREPARING | ENDED, on_the_day=True,
)  # fmt: skip
RECORDING = Step(
    "ban-ghi", _l("Lưu bản ghi âm, ghi hình"), _l("Ghi nơi lưu bản ghi"), _l("Đã ghi nơi lưu bản ghi."),
    RecordingForm, _record, "ND154 24.1", "tcd.online_record", ENDED, on_the_day=True,
)  # fmt: skip
STEPS: tuple[Step, ...] = (
    DECIDING, POINTS, PUBLISHING, TELLING, TRYING, CONNECTING, IDENTIFYING, RECORDING,
)  # fmt: skip
BY_CODE = {step.code: step for step in STEPS}
