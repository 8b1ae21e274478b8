"""``flask --app wsgi agencies …`` on the real command line."""

import json
from pathlib import Path

from flask import Flask


def run(app: Flask, *arguments: str) -> tuple[int, str]:
    result = app.test_cli_runner().invoke(args=["agencies", *arguments])
    return result.exit_code, result.output


def test_the_list_is_loaded_once(app: Flask) -> None:
    assert run(app, "load", "--json") == (0, '{"created": 155, "kept": 0}\n')
    assert run(app, "load", "--json") == (0, '{"created": 0, "kept": 155}\n')
    assert run(app, "load") == (0, "0 agencies added, 155 were there already.\n")


def test_the_register_is_read_as_of_a_day(sqlite_app: Flask) -> None:
    run(sqlite_app, "load")
    status, text = run(sqlite_app, "list", "--json", "--today", "2026-11-23")
    told = json.loads(text)
    assert (status, told["count"]) == (0, 155)
    pleiku = next(row for row in told["rows"] if row["name"] == "UBND phường Pleiku")
    assert (pleiku["code"], pleiku["parent"], pleiku["head_title"]) == ("23575", "ubnd-tinh", "Chủ tịch UBND phường")
    assert json.loads(run(sqlite_app, "list", "--json", "--today", "2025-06-30")[1])["count"] == 0
    assert "23575" in run(sqlite_app, "list")[1]


def test_a_file_of_another_shape_is_refused_in_one_sentence(sqlite_app: Flask, tmp_path: Path) -> None:
    path = tmp_path / "list.yaml"
    path.write_text("- 1\n", encoding="utf-8")
    status, text = run(sqlite_app, "load", str(path))
    assert status == 1
    assert text.startswith("Error: Tệp danh sách đơn vị không đúng mẫu")


def test_an_address_is_set_and_a_wrong_one_refused(app: Flask) -> None:
    run(app, "load")
    assert run(app, "set-email", "23575", "vanthu@pleiku.example") == (
        0,
        "UBND phường Pleiku: vanthu@pleiku.example.\n",
    )
    status, text = run(app, "set-email", "23575", "khong-phai")
    assert (status, "Nhập địa chỉ thư điện tử" in text) == (1, True)
    assert run(app, "set-email", "khong-co", "a@b.example")[0] == 1
    assert run(app, "set-email", "23575", "") == (0, "UBND phường Pleiku: no address.\n")
