"""What the map of keys shows."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _


@dataclass(frozen=True, slots=True)
class Keys:
    """Keys, each of them or all ``together``, and what they do."""

    pressed: tuple[str, ...]
    does: str
    together: bool = False


@dataclass(frozen=True, slots=True)
class KeyGroup:
    """Where keys act, and which."""

    words: str
    lines: tuple[Keys, ...]


def keys(*, search: bool) -> tuple[KeyGroup, ...]:
    """The map of keys; that of the search only where there is one."""
    find = (Keys(("/",), _("Đến ô tìm kiếm")),) if search else ()
    return (
        KeyGroup(
            _("Ở mọi trang"),
            (
                *find,
                Keys(("?",), _("Mở trang này")),
                Keys(("Alt", "N"), _("Ghi lượt tiếp mới, với vai được ghi"), together=True),
                Keys(("Tab",), _("Đến ô hoặc nút kế tiếp, theo thứ tự đọc")),
            ),
        ),
        KeyGroup(
            _("Trong danh sách"),
            (
                Keys(("j",), _("Đến dòng dưới")),
                Keys(("k",), _("Lên dòng trên")),
                Keys(("x",), _("Chọn hoặc bỏ chọn dòng, ở danh sách làm được nhiều dòng một lúc")),
                Keys(("Enter",), _("Mở dòng đang đứng")),
            ),
        ),
        KeyGroup(
            _("Trong biểu mẫu"),
            (
                Keys(("Ctrl", "Enter"), _("Bấm nút chính: lưu, lưu và in"), together=True),
                Keys(("↑", "↓"), _("Chọn một người trong danh sách gợi ý, hoặc một ô trong nhóm lựa chọn")),
                Keys(("Enter",), _("Lấy người đang chọn")),
                Keys(("Esc",), _("Ghi là người mới")),
                Keys(("Alt", "L"), _("Sang những lần đến trước; Esc trở về ô đang ghi"), together=True),
            ),
        ),
        KeyGroup(
            _("Khi xử lý đơn"),
            (
                Keys(("n",), _("Đến đơn tiếp theo đang chờ, theo hạn; ở danh sách: bắt đầu xử lý lần lượt")),
                Keys(("y",), _("Ghi đơn đủ mọi điều kiện, xem đề xuất")),
            ),
        ),
    )
