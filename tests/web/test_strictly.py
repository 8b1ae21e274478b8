"""What the strict parser objects to is found on a page whose like was read before."""

from __future__ import annotations

import pytest
from html5lib.html5parser import ParseError

from tests.web import strictly

PAGE = """<!doctype html><html lang="vi"><head><title>{title}</title></head>
<body><p class="{value}">{words}</p></body></html>"""
WORDS = {"title": "Đơn", "value": "td-lede", "words": "12 &amp; 13"}


@pytest.fixture(autouse=True)
def read_before() -> None:
    strictly.look_through(PAGE.format(**WORDS))


@pytest.mark.parametrize(
    "wrong",
    [
        {"words": "&nothing;"},
        {"words": "a < b"},
        {"words": "</b>"},
        {"words": "<p>một<div></p>"},
        {"words": "a\0b"},
        {"words": "a\x1fb"},
        {"words": "a\ufdd0b"},
        {"value": '"'},
        {"value": '" class="'},
        {"value": 'a"b'},
        {"value": "a&b=1&copy"},
        {"title": "</title><b>"},
    ],
)
def test_what_is_wrong_is_found_though_a_page_like_it_was_right(wrong: dict[str, str]) -> None:
    with pytest.raises(ParseError):
        strictly.look_through(PAGE.format(**{**WORDS, **wrong}))


def test_a_page_of_the_same_shape_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(strictly, "tree_of", lambda html: pytest.fail(f"read again: {html}"))
    strictly.look_through(PAGE.format(title="Vụ việc", value="td-code", words="&lt;b&gt; &#39;a&#34; 😀"))
    with pytest.raises(pytest.fail.Exception, match="read again"):
        strictly.look_through(PAGE.format(title="Vụ việc", value="td-code", words=" "))
