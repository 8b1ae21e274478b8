"""What the strict parser objects to is found on a page whose like was read before."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from html5lib.html5parser import ParseError

from tests import once
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
        {"value": '" id="a" id="b'},
        {"value": '"id="a'},
        {"value": '" hidden="" / class2="'},
        {"words": "<li>1</li><li>2</li><li>3<b></li>"},
        {"words": "<table><tr><td>1</td></tr>2</table>"},
        {"words": '<table><input type="text"></table>'},
        {"words": "<a href>1<a href>2</a></a>"},
        {"words": "<img></img>"},
        {"words": "<span/>1"},
        {"words": "<span hidden= class=''>1</span hidden>"},
        {"words": "<svg><font color=''></svg>"},
    ],
)
def test_what_is_wrong_is_found_though_a_page_like_it_was_right(wrong: dict[str, str]) -> None:
    with pytest.raises(ParseError):
        strictly.look_through(PAGE.format(**{**WORDS, **wrong}))


RIGHT = {"title": "Vụ việc", "value": "td-code", "words": "&lt;b&gt; &#39;a&#34; 😀"}
ROW, HIDDEN = '<tr class="{0}"><td>{0}<td>{0}</tr>', '<input type="hidden" name="{0}">'


def read_again(html: str) -> None:
    pytest.fail(f"read again: {html}")


@pytest.mark.parametrize(
    "other",
    [{}, {"words": "một" * 80, "value": '" hidden data-later="'}, {"title": "\n  12\n", "value": '" id="a" lang="vi'}],
)
def test_a_page_with_the_same_elements_is_read_once(monkeypatch: pytest.MonkeyPatch, other: dict[str, str]) -> None:
    monkeypatch.setattr(strictly, "read", read_again)
    strictly.look_through(PAGE.format(**{**RIGHT, **other}))


@pytest.mark.parametrize("other", [{"words": " "}, {"words": "<b>1</b>"}, {"words": HIDDEN}])
def test_a_page_with_other_elements_is_read(monkeypatch: pytest.MonkeyPatch, other: dict[str, str]) -> None:
    monkeypatch.setenv(once.FOLDER, str(Path(os.environ[once.FOLDER], "of this test")))
    monkeypatch.setattr(strictly, "read", read_again)
    with pytest.raises(pytest.fail.Exception, match="read again"):
        strictly.look_through(PAGE.format(**{**RIGHT, **other}))


def test_of_many_equal_rows_two_are_read_and_of_unequal_ones_each(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [ROW.format(number) for number in range(9)]
    tables = [
        PAGE.replace("<p", "<table><tbody>{rows}</tbody></table><p").format(rows="".join(some), **RIGHT)
        for some in (rows[:2], rows)
    ]
    strictly.look_through(tables[0])
    monkeypatch.setattr(strictly, "read", read_again)
    strictly.look_through(tables[1])
    with pytest.raises(pytest.fail.Exception, match="read again"):
        strictly.look_through(tables[1].replace("<td>8<td>", "<td>8<th>"))


BOOLEAN = (
    "allowfullscreen", "async", "autofocus", "checked", "controls", "default", "defer", "disabled", "download",
    "formnovalidate", "hidden", "inert", "ismap", "itemscope", "loop", "multiple", "muted", "nomodule", "novalidate",
    "open", "playsinline", "readonly", "required", "reversed", "selected",
)  # fmt: skip
EVERYTHING = """
<p class="a b" data-empty="" data-none title="&lt;1&gt; &amp; &#34;2&#34;&nbsp;">trước <b>đậm</b> sau<br>&amp;nbsp;</p>
<textarea name="x">\r\n\r\n hai\r\n</textarea><textarea>\nmột</textarea><textarea></textarea><pre>\n b</pre>
<table><caption>c</caption><tbody><tr><td>1<td>2<tr><th>3</table><ul><li>a<li>b</ul><dl><dt>a<dd>b</dl>
<select><option>1<option value="2">2</select><details open><summary>s</summary>t</details>
<svg class="i" aria-hidden="true"><use href="#a"/></svg><template><i>1</i></template><noscript><p>2</p></noscript>
<script type="module">const a = "&amp;" + '"';</script><input name="name"><input value="checked" type="text">
"""


def test_a_tree_made_quickly_is_the_tree_of_the_strict_parser() -> None:
    page = PAGE.format(title="&lt;Đơn&gt; 😀", value="x", words=EVERYTHING.join(("</p>", "<p>")))
    page = page.replace("</body>", "".join(f"<input {name}>" for name in BOOLEAN) + "</body>")
    quick, strict = (
        [(one.tag.rpartition("}")[2], dict(one.items()), one.text or "", one.tail or "") for one in tree.iter()]
        for tree in (strictly.tree_of(page), strictly.read(page))
    )
    assert quick == strict
