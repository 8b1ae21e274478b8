"""Names of people of the province: Kinh, Jrai and Bahnar. Put together by chance; nobody is meant."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from app.casework.demonstration.chance import Chance
from app.casework.persons import Person

NO_PROVINCE = "000"  # identity numbers of real people begin with the code of a province


class People(StrEnum):
    """Who lives there."""

    KINH = "kinh"
    JRAI = "jrai"
    BAHNAR = "bahnar"


KINH_FAMILY = (
    "Nguyễn", "Nguyễn", "Nguyễn", "Trần", "Trần", "Lê", "Lê", "Phạm", "Huỳnh", "Phan", "Võ", "Đặng", "Bùi", "Đỗ",
    "Hồ", "Ngô", "Dương", "Trương", "Lâm", "Mai", "Tô", "Cao", "Châu",
)  # fmt: skip
KINH_MEN = (
    "Văn Lợi", "Văn Thành", "Văn Được", "Văn Phước", "Hữu Tài", "Hữu Nghĩa", "Đình Khôi", "Đình Chiến", "Quốc Việt",
    "Quốc Thịnh", "Ngọc Sơn", "Ngọc Ánh", "Xuân Trường", "Xuân Hòa", "Minh Tâm", "Minh Đức", "Thanh Hải", "Thanh Bình",
    "Công Danh", "Tấn Phát", "Trọng Nhân", "Bá Lộc", "Đức Huy", "Khắc Cường", "Hoàng Long", "Viết Toàn", "Anh Dũng",
)  # fmt: skip
KINH_WOMEN = (
    "Thị Mỹ Lệ", "Thị Hồng", "Thị Hồng Nhung", "Thị Thu Thủy", "Thị Thu Vân", "Thị Kim Anh", "Thị Kim Chi", "Thị Lan",
    "Thị Ngọc Hà", "Thị Ngọc Diệp", "Thị Bích Liên", "Thị Bích Phượng", "Thị Tuyết", "Thị Xuân", "Thị Hường",
    "Thị Thanh Tâm", "Thị Thanh Trúc", "Thị Cẩm Tú", "Thị Minh Châu", "Thị Phương", "Thị Diễm", "Thị Như Ý",
)  # fmt: skip
JRAI_FAMILY = ("Siu", "Rơ Mah", "Rơ Châm", "Ksor", "Kpă", "Nay", "Rah Lan", "Puih", "Rcom", "Kpuih")
JRAI_MEN = (
    "Thin", "Blơi", "Hyan", "Thoan", "Djuk", "Hlik", "Dươm", "Bhem", "Tuyn", "Klang", "Phin", "Anhưk", "Hyol", "Bhung",
    "Lơi", "Brưn", "Tek", "Sinh", "Wơm",
)  # fmt: skip
JRAI_WOMEN = (
    "H'Yéo", "H'Bơm", "H'Lai", "H'Phiên", "H'Nhiên", "H'Uyên", "H'Bia", "H'Lem", "H'Dung", "H'Mlưng", "H'Thuyn",
    "H'Chuyên", "H'Krih", "H'Ngọc", "H'Prưn",
)  # fmt: skip
BAHNAR_MEN = (
    "Hmơr", "Yơn", "Hrơng", "Blưng", "Hyơm", "Klơt", "Nhưl", "Byơk", "Plơng", "Tưr", "Khưm", "Hlơn", "Pơm", "Grưn",
)  # fmt: skip
BAHNAR_WOMEN = (
    "Thị Blel", "Thị Nghi", "Thị Hyuch", "Thị Bơk", "Thị Mlơng", "Thị Hran", "Thị Lyơng", "Thị Byưn", "Thị Nhơm",
    "Thị Plin", "Thị Hmyơn", "Thị Jrưh", "Thị Glưnh", "Thị Ayêk",
)  # fmt: skip
ISSUER = "Cục Cảnh sát quản lý hành chính về trật tự xã hội"
OLDEST, YOUNGEST = 1948, 2003  # the years people who come to the desk were born in


def full_name(chance: Chance, people: People) -> str:
    """A name as that people gives it."""
    woman = chance.happens(48)
    if people is People.JRAI:
        return f"{chance.one(JRAI_FAMILY)} {chance.one(JRAI_WOMEN if woman else JRAI_MEN)}"
    if people is People.BAHNAR:
        return f"Đinh {chance.one(BAHNAR_WOMEN if woman else BAHNAR_MEN)}"
    return f"{chance.one(KINH_FAMILY)} {chance.one(KINH_WOMEN if woman else KINH_MEN)}"


def person(chance: Chance, people: People, address: str) -> Person:
    """Somebody living at ``address``, as an officer writes them down: often without every particular."""
    found = Person(full_name(chance, people), birth_year=chance.number(OLDEST, YOUNGEST), address=address)
    if chance.happens(78):
        found = replace(found, paper="Căn cước", paper_number=NO_PROVINCE + f"{chance.number(1, 999_999_999):09d}")
        if chance.happens(30):
            found = replace(found, paper_issued_by=ISSUER)
    if chance.happens(40):
        found = replace(found, phone=f"0000 {chance.number(100, 999)} {chance.number(100, 999)}")
    return found
