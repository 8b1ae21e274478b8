"""A register out of a real printer: the size of its sheets, headings and sums on each, the words of the paper book."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from werkzeug.routing import Map

from tests.browser.crawling import Doors, visiting

OFFICER = "Cán bộ tiếp công dân"
PERIOD = "tu=01/06/2026&den=23/11/2026"
NO_DOORS = Doors(Map().bind("127.0.0.1"), {}, set())  # nothing is crawled here
POINTS = {"a4": (842, 595), "a3": (1191, 842)}  # 1/72 inch, across


def read(tool: str, *arguments: str) -> str:
    path = shutil.which(tool)
    if path is None:
        pytest.exit(f"{tool} is missing: apt-get install poppler-utils", returncode=3)
    return subprocess.run([path, *arguments], capture_output=True, text=True, check=True, timeout=60).stdout


def pages_of(file: Path) -> list[str]:
    """The words of each page, blanks made single."""
    return [" ".join(page.split()) for page in read("pdftotext", "-layout", str(file), "-").split("\f") if page.strip()]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory, chromium: Browser, served: str) -> Path:
    """A folder with the registers of a small province, printed; beside each print how many pages the server cut."""
    folder = tmp_path_factory.mktemp("registers")
    with visiting(chromium, served, NO_DOORS, locale="vi", light="light") as visitor:
        visitor.enter_as(OFFICER)
        for name, path in (("visits", "/so-tiep-cong-dan"), ("petitions", "/so-theo-doi-don")):
            for size in POINTS:
                visitor.page.goto(f"{served}{path}/ban-in?{PERIOD}&kho={size}")
                visitor.page.pdf(path=folder / f"{name}-{size}.pdf", prefer_css_page_size=True)
                leaves = visitor.page.locator(".td-leaf").count()
                (folder / f"{name}-{size}.leaves").write_text(str(leaves), encoding="utf-8")
    return folder


@pytest.mark.parametrize("size", POINTS)
@pytest.mark.parametrize("name", ["visits", "petitions"])
def test_sheets_lie_across_in_the_size_asked_for(printed: Path, name: str, size: str) -> None:
    told = read("pdfinfo", str(printed / f"{name}-{size}.pdf"))
    found = re.search(r"Page size:\s+([\d.]+) x ([\d.]+)", told)
    assert found is not None
    assert tuple(round(float(one)) for one in found.groups()) == POINTS[size]


def test_every_page_of_lines_repeats_the_headings_and_is_numbered(printed: Path) -> None:
    pages = pages_of(printed / "visits-a4.pdf")
    assert len(pages) > 1
    for number, page in enumerate(pages, start=1):
        assert "dòng" in page
        assert "(12)" in page
        assert "STT" in page
        assert page.endswith(f"{number}/{len(pages)}")
    assert re.search(r"Cộng: \d+ lượt tiếp", pages[-1])


@pytest.mark.parametrize("size", POINTS)
@pytest.mark.parametrize("name", ["visits", "petitions"])
def test_a_page_of_the_print_is_a_page_the_server_cut_with_its_sum_and_what_is_carried_forward(
    printed: Path, name: str, size: str
) -> None:
    pages = pages_of(printed / f"{name}-{size}.pdf")
    assert len(pages) == int((printed / f"{name}-{size}.leaves").read_text(encoding="utf-8"))
    for page in pages:
        assert (page.count("Cộng trang: "), page.count("Lũy kế: ")) == (1, 1)


def test_the_book_opens_with_country_agency_and_name_and_closes_with_a_place_to_sign(printed: Path) -> None:
    pages = pages_of(printed / "visits-a4.pdf")
    for words in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "SỔ TIẾP CÔNG DÂN",
                  "Từ 01/06/2026 đến 23/11/2026"):  # fmt: skip
        assert words in pages[0]
    assert "THỦ TRƯỞNG CƠ QUAN" in pages[-1]
    assert "NGƯỜI GHI SỔ" in pages[-1]
    assert not re.search(r"Tải bảng tính|In sổ|Khổ giấy|Ghi lượt tiếp", "".join(pages))


def test_each_line_is_on_one_page_alone_and_the_running_count_ends_with_the_whole(printed: Path) -> None:
    for name in ("visits", "petitions"):
        counted = re.findall(r"dòng (\d+)/(\d+)", "".join(pages_of(printed / f"{name}-a4.pdf")))
        whole = int(counted[0][1])
        assert sorted(int(line) for line, _whole in counted) == list(range(1, whole + 1))
