"""The thread, whole: a visit becomes a case, the case runs late, Thanh tra tỉnh hears of it.

On the real server with its scheduler, in a real browser, over real SMTP; on SQLite and on PostgreSQL.
"""

from __future__ import annotations

from email.message import EmailMessage

from playwright.sync_api import Page, expect

from tests.browser.cards import sign_in_by_card
from tests.browser.conftest import MONDAY, Installation, Postbox, wait_for

VISITOR = "Nay H'Bliêr Thử Nghiệm"
ADDRESS = "Làng Mook Trêl Thử Nghiệm"
PAPER = "064185001234"
SUBJECT = "Bồi thường cây điều khi làm đường liên xã"
HANDLER, PASSWORD = "thu.nghiem", "mat khau dai va rieng 2026"
NEXT_DAY = "2026-09-15T09:00+07:00"
FIRST_WORKING_DAY = "2026-11-02T08:00+07:00"  # 01/11 is a Sunday


def a_visit_is_logged(page: Page, address: str) -> None:
    sign_in_by_card(page, address, "Cán bộ tiếp công dân")
    page.goto(f"{address}/tiep-dan/ghi")
    page.get_by_label("Họ và tên").fill(VISITOR)
    page.get_by_label("Năm sinh").fill("1985")
    page.get_by_label("Nơi ở").fill(ADDRESS)
    page.locator("[name=paper_number]").fill(PAPER)
    page.locator("[name=kind][value=complaint]").check()
    page.locator("[name=content]").fill(f"{SUBJECT}. Kiểm đếm thiếu 40 cây.")
    page.locator("[name=request]").fill("Kiểm đếm lại số cây.")
    page.locator("[name=papers]").fill("Đơn khiếu nại, 2 tờ")
    page.locator("[name=outcome][value=petition_taken]").check()
    page.locator("[name=field]").select_option("resettlement")
    page.locator("button[name=then][value=page]:visible").first.click()
    expect(page.locator("main")).to_contain_text(VISITOR)


def the_petition_is_accepted(page: Page, address: str) -> str:
    """The code of the case."""
    page.goto(f"{address}/don")
    page.get_by_role("link", name="Đ-0001/2026").first.click()
    expect(page.locator("main")).to_contain_text("Kiểm đếm thiếu 40 cây")
    page.get_by_role("link", name="Phân loại").first.click()
    page.locator("[name=kind][value=complaint]").check()
    page.locator("[name=instance][value=first]").check()
    page.locator("[name=field]").select_option("resettlement")
    page.locator("[name=officials_conduct]").last.check()
    page.locator("[name=reason]").fill("Khiếu nại việc bồi thường của UBND xã.")
    page.locator("main form button.btn-primary").click()
    page.get_by_role("link", name="Thụ lý", exact=True).click()
    page.wait_for_load_state()  # the script that tells the clocks anew as one types
    foreseen = page.locator("[data-foreseen-lines]")
    expect(foreseen).to_contain_text("15/10/2026")
    page.locator("[name=remote_area]").check()
    expect(foreseen).not_to_contain_text("15/10/2026")
    page.locator("[name=remote_area]").uncheck()
    expect(foreseen).to_contain_text("15/10/2026")
    page.locator("[name=document_no]").fill("31/TB-UBND")
    page.get_by_role("button", name="Xem việc sẽ làm").click()
    expect(page.locator("main")).to_contain_text("15/10/2026")  # 30 days from 15/9, said before it is done
    page.locator("main form button[type=submit]").first.click()
    expect(page.locator("main")).to_contain_text("KN-0001/2026")
    return "KN-0001/2026"


def assert_no_citizen(text: str) -> None:
    for secret in (VISITOR, "Bliêr", ADDRESS, "Mook", PAPER, SUBJECT, "cây điều", "Kiểm đếm"):
        assert secret not in text


def lines_of(letter: EmailMessage) -> list[str]:
    body = letter.get_body(("plain",))
    assert body is not None
    return [line.strip() for line in body.get_content().splitlines() if line.strip()]


def the_petition_becomes_a_case(installation: Installation, page: Page) -> str:
    """A visit on Monday, its petition accepted on Tuesday by somebody with a password; the code of the case."""
    installation.run(
        "accounts", "create", HANDLER, "--full-name", "Người Thử Nghiệm", "--password-stdin", now=MONDAY, given=PASSWORD
    )
    installation.run("accounts", "give-role", HANDLER, "handler", "23872", now=MONDAY)
    with installation.serving(MONDAY, "--no-scheduler") as address:
        a_visit_is_logged(page, address)
        page.context.clear_cookies()
    with installation.serving(NEXT_DAY, "--no-scheduler") as address:
        page.goto(f"{address}/dang-nhap")
        page.get_by_label("Tên đăng nhập").fill(HANDLER)
        page.get_by_label("Mật khẩu").fill(PASSWORD)
        page.get_by_role("button", name="Đăng nhập").click()
        code = the_petition_is_accepted(page, address)
        page.context.clear_cookies()
    return code


def thanh_tra_sees_it(page: Page, address: str, code: str) -> None:
    sign_in_by_card(page, address, "Thanh tra tỉnh")
    page.goto(address)
    main = page.locator("main")
    expect(main).to_contain_text("quá hạn 18 ngày")
    expect(main).to_contain_text(code)
    expect(main).not_to_contain_text(VISITOR)
    page.goto(f"{address}/co-qua-han")
    expect(main).to_contain_text(code)
    page.goto(f"{address}/thu-da-gui")
    page.get_by_role("link", name="toàn tỉnh").click()
    expect(main).to_contain_text(code)
    expect(main).not_to_contain_text(VISITOR)


def the_letters_say_it(postbox: Postbox, code: str) -> None:
    (to_inspectorate,) = postbox.to("minh.nguyet@")
    (to_head,) = (one for one in postbox.to("iadom.example") if "quá hạn tháng" in str(one["Subject"]))
    assert "11/2026" in str(to_inspectorate["Subject"])
    assert "11/2026" in str(to_head["Subject"])
    assert "Ia Dom" in str(to_head["Subject"])
    for letter in postbox.letters:
        html = letter.get_body(("html",))
        assert html is not None
        assert_no_citizen(letter.as_string() + html.get_content() + "\n".join(lines_of(letter)))
        assert any(code in line for line in lines_of(letter))
    for said in ("18 ngày", "Luật Khiếu nại, Điều 28", "/ho-so/"):
        assert any(said in line for line in lines_of(to_head)), said


def test_a_visit_becomes_a_case_that_runs_late_and_thanh_tra_hears_of_it(
    installation: Installation, postbox: Postbox, page: Page
) -> None:
    code = the_petition_becomes_a_case(installation, page)

    # The clock passes. The scheduler wakes by itself: the flag, then the letters of the month, over SMTP.
    with installation.serving(FIRST_WORKING_DAY) as address:
        wait_for(lambda: postbox.to("minh.nguyet@") and len(postbox.to("iadom.example")) == len(("month", "week")), 90)
        thanh_tra_sees_it(page, address, code)
        page.context.clear_cookies()

    the_letters_say_it(postbox, code)
    overdue = installation.run("oversight", "overdue", "--json", "--today", "2026-11-02", now=FIRST_WORKING_DAY)
    assert code in overdue
    assert_no_citizen(overdue)
