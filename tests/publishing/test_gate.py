"""Nothing but what the list names is published: hostile HTML in disguise, the real site, builds that are stopped."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from microsite import reading
from microsite.publishing import allowed, gate
from microsite.publishing import build as site
from microsite.publishing.gate import Hosts
from tests.browser import ADDRESS
from tests.test_site import build, digest, library_of, small

__all__ = ["small"]

LICENCE = "https://creativecommons.org/licenses/by/4.0/deed.vi"
HOSTS = Hosts(
    "https://vi-du.vn/nq57/", "https://ma-nguon.vn/a/b", frozenset({LICENCE, "https://chinhphu.vn/van-ban?id=1"})
)


def page(body: str, head: str = "") -> bytes:
    return (
        f'<!doctype html><html lang="vi" class="no-js"><head><meta charset="utf-8"><title>a</title>{head}</head>'
        f'<body dir="ltr"><article id="noi-dung">{body}</article></body></html>'
    ).encode()


def offences(body: str, head: str = "", name: str = "hoi-dap/a.html") -> str:
    return "\n".join(o.what for o in gate.of_page(name, page(body, head), HOSTS))


# --------------------------------------------------------------------------- what is allowed

SOUND = {
    "relative": '<a href="../muc-tieu/chi-rd.html#d1">a</a>',
    "fragment": '<a href="#d1">a</a>',
    "from the root": '<a href="/nq57/index.html">a</a>',
    "own address": '<a href="https://vi-du.vn/nq57/hoi-dap/a.html">a</a>',
    "repository": '<a href="https://ma-nguon.vn/a/b/edit/main/qa/1.yml" rel="noopener">a</a>',
    "its fragment": '<a href="https://ma-nguon.vn/a/b#in-cho-đơn-vị-mình">a</a>',
    "declared": '<a href="https://chinhphu.vn/van-ban?id=1">a</a>',
    "licence": f'<a href="{LICENCE}" rel="noopener license">a</a>',
    "drawing": '<svg viewBox="0 0 37 37" role="img" aria-label="a"><path fill="#fff" d="M0 0h37v37h-37z"/><path '
    'stroke="#000" d="M4 4.5h7"/></svg>',
    "escaped": "<p>&lt;script&gt;alert(1)&lt;/script&gt; javascript:alert(1)</p>",
    "unclosed": "<p>a<p>b<ul><li>c",
}


@pytest.mark.parametrize("name", SOUND)
def test_what_the_site_writes_passes(name: str) -> None:
    assert offences(SOUND[name]) == ""


def test_the_head_passes() -> None:
    head = (
        '<meta name="description" content="javascript:x"><link rel="stylesheet" href="../assets/site.css">'
        '<link rel="canonical" href="https://vi-du.vn/nq57/hoi-dap/a.html">'
        '<script src="../assets/start.js"></script><script defer src="../assets/site.js" data-root=".."></script>'
    )
    assert offences("", head) == ""


# --------------------------------------------------------------------------- what is not

HOSTILE = {
    "script": ("<script>alert(1)</script>", "mã chạy viết trong trang (<script>alert(1))"),
    "script in capitals": ("<ScRiPt >alert(1)</sCrIpT>", "mã chạy viết trong trang"),
    "script of the head in the body": (
        '<script src="../assets/start.js"></script>',
        "thẻ <script> đứng ngoài phần đầu trang",
    ),
    "foreign script": (
        '<script src="https://evil.example/a.js"></script>',
        "mã chạy từ tệp “https://evil.example/a.js”",
    ),
    "own file that is no script of the page": ('<script src="../in/a.pdf"></script>', "mã chạy từ tệp “../in/a.pdf”"),
    "script in svg": ("<svg><script>alert(1)</script></svg>", "mã chạy viết trong trang"),
    "script with xlink": ('<svg><script xlink:href="data:,alert(1)"/></svg>', "thuộc tính xlink:href"),
    "handler": ("<p onclick=alert(1)>a</p>", "thuộc tính onclick=“alert(1)”"),
    "handler, odd blanks": ("<p\x0conmouseover\n=\talert(1)>a", "thuộc tính onmouseover"),
    "handler after a slash": ("<svg/onload=alert(1)>", "thuộc tính onload"),
    "handler after a quote": ('<p id="a"onfocus=alert(1) tabindex=0>', "thuộc tính onfocus"),
    "handler of the body": ("<body onload=alert(1)>", "thuộc tính onload=“alert(1)” ở thẻ <body>"),
    "handler of the document": ("<html onclick=alert(1)>", "ở thẻ <html>"),
    "unknown handler": ("<p onx=1>", "thuộc tính onx"),
    "javascript": ('<a href="javascript:alert(1)">a</a>', "địa chỉ “javascript:alert(1)” ở thẻ <a href>"),
    "javascript, mixed case": ('<a href="JaVaScRiPt:alert(1)">a</a>', "địa chỉ “JaVaScRiPt:alert(1)”"),
    "javascript, entities": (
        '<a href="&#106;avascript&colon;alert&lpar;1&rpar;">a</a>',
        "địa chỉ “javascript:alert(1)”",
    ),
    "javascript, entities without semicolon": (
        '<a href="&#x6A&#x61vascript:alert(1)">a</a>',
        "địa chỉ “javascript:alert(1)”",
    ),
    "javascript, tab inside": ('<a href="java&Tab;script:alert(1)">a</a>', "địa chỉ “java·script:alert(1)”"),
    "javascript, line feed inside": ('<a href="java\nscript:alert(1)">a</a>', "địa chỉ “java·script:alert(1)”"),
    "javascript after blanks": ('<a href="\x01 \n javascript:alert(1)">a</a>', "javascript:alert(1)"),
    "javascript without quotes": ("<a href=javascript:alert(1)>a</a>", "địa chỉ “javascript:alert(1)”"),
    "vbscript": ('<a href="vbscript:msgbox(1)">a</a>', "địa chỉ “vbscript:msgbox(1)”"),
    "data": ('<a href="data:text/html,<script>alert(1)</script>">a</a>', "địa chỉ “data:text/html"),
    "blob": ('<a href="blob:https://vi-du.vn/x">a</a>', "địa chỉ “blob:"),
    "mail": ('<a href="mailto:a@b.vn">a</a>', "địa chỉ “mailto:a@b.vn”"),
    "telephone": ('<a href="tel:113">a</a>', "địa chỉ “tel:113”"),
    "foreign host": ('<a href="https://evil.example/">a</a>', "địa chỉ “https://evil.example/” ở thẻ <a href>"),
    "foreign host that begins like ours": (
        '<a href="https://vi-du.vn.evil.example/nq57/">a</a>',
        "địa chỉ “https://vi-du.vn.evil",
    ),
    "our host, other folder": ('<a href="https://vi-du.vn/khac/">a</a>', "địa chỉ “https://vi-du.vn/khac/”"),
    "our folder, then out": (
        '<a href="https://vi-du.vn/nq57/%2e%2e/khac">a</a>',
        "địa chỉ “https://vi-du.vn/nq57/%2e%2e/khac”",
    ),
    "a user's name before the host": ('<a href="https://vi-du.vn@evil.example/nq57/">a</a>', "địa chỉ"),
    "repository that goes on": ('<a href="https://ma-nguon.vn/a/bc">a</a>', "địa chỉ “https://ma-nguon.vn/a/bc”"),
    "declared with more": ('<a href="https://chinhphu.vn/van-ban?id=1&amp;u=//evil">a</a>', "địa chỉ"),
    "protocol-relative": ('<a href="//evil.example/a">a</a>', "địa chỉ “//evil.example/a”"),
    "protocol-relative, backslashes": ('<a href="\\\\evil.example/a">a</a>', "địa chỉ"),
    "protocol-relative, slash and backslash": ('<a href="/\\evil.example/a">a</a>', "địa chỉ"),
    "protocol-relative, tab between": ('<a href="/\t/evil.example/a">a</a>', "địa chỉ"),
    "scheme without slashes": ('<a href="https:evil.example">a</a>', "địa chỉ"),
    "out of the site": ('<a href="../../khac/a.html">a</a>', "địa chỉ “../../khac/a.html”"),
    "out of the site, encoded": ('<a href="%2e%2e/%2e%2e/khac">a</a>', "địa chỉ"),
    "root of the host": ('<a href="/khac/">a</a>', "địa chỉ “/khac/”"),
    "no address": ('<a href="hoi dap.html">a</a>', "địa chỉ"),
    "refresh": (
        '<meta http-equiv="refresh" content="0;url=https://evil.example/">',
        "thuộc tính http-equiv=“refresh” ở thẻ <meta>",
    ),
    "policy": ('<meta http-equiv="content-security-policy" content="x">', "thuộc tính http-equiv"),
    "meta in the body": ('<meta name="description" content="a">', "thẻ <meta> đứng ngoài phần đầu trang"),
    "base": ('<base href="https://evil.example/">', "thẻ <base>"),
    "foreign stylesheet": (
        '<link rel="stylesheet" href="https://evil.example/a.css">',
        "địa chỉ “https://evil.example/a.css”",
    ),
    "preload": ('<link rel="preload" href="../a.js">', "giá trị “preload” của thuộc tính rel ở thẻ <link>"),
    "form": ('<form action="https://evil.example/"><p>a</form>', "thuộc tính action"),
    "button that sends elsewhere": ('<button type="button" formaction="javascript:alert(1)">', "thuộc tính formaction"),
    "button that sends": ('<button type="submit">', "giá trị “submit”"),
    "password": ('<input type="password">', "giá trị “password”"),
    "textarea": ("<textarea>a</textarea>", "thẻ <textarea>"),
    "image": ('<img src="https://evil.example/t.png">', "thẻ <img>"),
    "image under its old name": ("<image src=x onerror=alert(1)>", "thẻ <img>"),
    "srcset": ('<img srcset="//evil.example/t.png 1x">', "thẻ <img>"),
    "picture": ('<picture><source srcset="//evil.example/a"></picture>', "thẻ <picture>"),
    "style": ("<p style=\"background:url('//evil.example/')\">", "thuộc tính style"),
    "style element": ("<style>@import '//evil.example/a.css'</style>", "thẻ <style>"),
    "background": ('<table background="//evil.example/">', "thuộc tính background"),
    "iframe": ('<iframe src="javascript:alert(1)"></iframe>', "thẻ <iframe>"),
    "srcdoc": ('<iframe srcdoc="<script>alert(1)</script>">', "thẻ <iframe>"),
    "object": ('<object data="//evil.example/"></object>', "thẻ <object>"),
    "embed": ('<embed src="//evil.example/">', "thẻ <embed>"),
    "applet": ("<applet code=x>", "thẻ <applet>"),
    "video": ('<video><source onerror="alert(1)"></video>', "thẻ <video>"),
    "marquee": ("<marquee onstart=alert(1)>", "thẻ <marquee>"),
    "dialog": ("<dialog open>Đăng nhập</dialog>", "thẻ <dialog>"),
    "ping": ('<a href="#a" ping="https://evil.example/">a</a>', "thuộc tính ping"),
    "target": ('<a href="#a" target="_top">a</a>', "thuộc tính target"),
    "xlink": ('<svg><a xlink:href="javascript:alert(1)"><text>a</text></a></svg>', "thuộc tính xlink:href"),
    "svg link": ('<svg><a href="javascript:alert(1)"><text>a</text></a></svg>', "địa chỉ “javascript:alert(1)”"),
    "svg use": ('<svg><use href="data:image/svg+xml,x#a"/></svg>', "thẻ <use>"),
    "svg animation": ('<svg><a><animate attributeName=href values="javascript:alert(1)"/></a></svg>', "thẻ <animate>"),
    "svg set": ("<svg><set onbegin=alert(1)></svg>", "thẻ <set>"),
    "svg image": ('<svg><image href="//evil.example/"/></svg>', "thẻ <image>"),
    "svg style": ("<svg><style>*{fill:url(//evil.example/)}</style></svg>", "thẻ <style>"),
    "svg fill from elsewhere": ('<svg><path fill="url(//evil.example/#a)"/></svg>', "giá trị “url(//evil.example/#a)”"),
    "foreign object": ("<svg><foreignObject><p onclick=alert(1)>a</p></foreignObject></svg>", "thẻ <foreignObject>"),
    "svg title": ("<svg><title><p onclick=alert(1)></title></svg>", "thẻ <title> đứng ngoài phần đầu trang"),
    "mathematics": ('<math href="javascript:alert(1)">a</math>', "thẻ <math>"),
    "namespace confusion": (
        "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
        "thẻ <math>",
    ),
    "template": ("<template><script>alert(1)</script></template>", "thẻ <template>"),
    "shadow root": (
        "<div><template shadowrootmode=open><img src=x onerror=alert(1)></template></div>",
        "thẻ <template>",
    ),
    "noscript": ("<noscript><p title='</noscript><img src=x onerror=alert(1)>'>", "thẻ <noscript>"),
    "noembed": ("<noembed><img title='</noembed><img src=x onerror=alert(1)>'>", "thẻ <noembed>"),
    "plaintext": ("<plaintext>", "thẻ <plaintext>"),
    "xmp": ("<xmp><p title='</xmp><img src=x onerror=alert(1)>'>", "thẻ <xmp>"),
    "select": ("<select><option>a</select>", "thẻ <select>"),
    "custom element": ("<x-a>a</x-a>", "thẻ <x-a>"),
    "unclosed tag": ("<p><img src=x onerror=alert(1)//", "thẻ <img>"),
    "tag in a tag": ("<p<script>alert(1)</script>", "thẻ <p<script>"),
    "mis-nested": ("<strong><p></strong><em onclick=alert(1)></p></em>", "thuộc tính onclick"),
    "out of the table": ("<table><tr><img src=x onerror=alert(1)></tr></table>", "thẻ <img>"),
    "out of the title": ("</article></title><img src=x onerror=alert(1)>", "thẻ <img>"),
    "comment": ("<!-- in --><p>a</p>", "lời chú"),
    "comment for old browsers": ("<!-- [if IE]><script>alert(1)</script><![endif] -->", "lời chú"),
    "comment that ends early": ("<!--><img src=x onerror=alert(1)>-->", "thẻ <img>"),
    "comment with a bang": ("<!-- in --!><img src=x onerror=alert(1)>", "thẻ <img>"),
    "processing instruction": ("<?xml-stylesheet href='//evil.example/'?>", "lời chú"),
    "class that is none": ('<p class="a" class="b"><p class="a{}">', "giá trị “a{}” của thuộc tính class"),
    "strange attribute": ("<p data-x=1>", "thuộc tính data-x"),
    "control character": ('<div aria-label="a&#x1b;[31m">', "của thuộc tính aria-label"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_html_is_found(name: str) -> None:
    html, expected = HOSTILE[name]
    assert expected in offences(html)


def test_a_frameset_in_place_of_the_body() -> None:
    raw = b'<!doctype html><meta charset="utf-8"><title>a</title>'
    raw += b'<frameset onload=alert(1)><frame src="javascript:alert(1)">'
    whats = " ".join(o.what for o in gate.of_page("a.html", raw, HOSTS))
    assert "thẻ <frameset>" in whats
    assert "thẻ <frame>" in whats


@pytest.mark.parametrize(
    "raw",
    [
        page("").replace(b"utf-8", b"utf-7"),
        page("").replace(b'<meta charset="utf-8">', b""),
        page("").replace(b"utf-8", b"iso-2022-jp"),
        page("\0"),
    ],
)
def test_a_page_says_that_it_is_utf_8(raw: bytes) -> None:
    assert any("UTF-8" in o.what for o in gate.of_page("a.html", raw, HOSTS))


def test_a_page_that_is_not_utf_8() -> None:
    assert [o.what for o in gate.of_page("a.html", page("").replace(b"<title>a", b"<title>\xff"), HOSTS)] == [
        "tệp không phải bảng mã UTF-8"
    ]


def test_no_script_stands_in_a_page() -> None:
    assert "mã chạy viết trong trang" in offences("", "<script>alert(1)</script>")
    assert "mã chạy từ tệp" in offences("", '<script src="../assets/site.js">alert(1)</script>')


def test_an_address_of_the_site_that_is_none_lets_nothing_through() -> None:
    hosts = Hosts('https://vi-du.vn/"><script>alert(5)</script>')
    link = '<a href="https://vi-du.vn/&quot;><script>alert(5)</script>a.html">a</a>'
    assert [o.what[:8] for o in gate.of_page("a.html", page(link), hosts)] == ["địa chỉ "]
    assert list(gate.of_page("404.html", page('<a href="/index.html">a</a>'), hosts)) == []


def test_deep_nesting_is_no_way_around() -> None:
    depth = 60_000
    assert "thuộc tính onclick" in offences("<span>" * depth + "<p onclick=alert(1)>")


# --------------------------------------------------------------------------- HTML that is handed on

FRAGMENTS = {
    "script": "<script>alert(1)</script>",
    "handler": "<p onclick=alert(1)>a</p>",
    "javascript": '<p><a href="javascript:alert(1)">a</a></p>',
    "foreign": '<p><a href="https://evil.example/">a</a></p>',
    "body": "<body onload=alert(1)>",
    "frameset": "<frameset onload=alert(1)>",
    "unclosed comment": "<p>a</p><!-- in ",
    "unclosed attribute": '<p>a</p><p class="a',
    "unclosed tag": "<p>a</p><p ",
    "unclosed element": "<div><p>a</p>",
    "closed too often": "<p>a</p></main></div>",
    "heading of a page": "<h1>a</h1>",
    "form": "<form><input></form>",
    "another main": '<main id="het"></main>',
}


@pytest.mark.parametrize("name", FRAGMENTS)
def test_hostile_html_in_data_is_found(name: str) -> None:
    raw = json.dumps({"items": [{"answer": {"markdown": "a", "html": FRAGMENTS[name]}}]}).encode()
    assert list(gate.of_json("api/v1/items.json", raw, HOSTS))
    sheet = json.dumps({"id": "a", "html": FRAGMENTS[name]})
    assert list(
        gate.of_script(
            "assets/bo-in/a.js", f'document.dispatchEvent(new CustomEvent("to-in", {{ detail: {sheet} }}));\n', HOSTS
        )
    )
    content = FRAGMENTS[name].replace("&", "&amp;").replace("<", "&lt;")
    feed = f'<feed xmlns="{allowed.ATOM_SPACE}" xml:lang="vi"><content type="html">{content}</content></feed>'
    assert list(gate.of_xml("feed.xml", feed.encode(), HOSTS))


def test_sound_html_in_data_passes() -> None:
    sound = '<p>a <strong>b</strong> <a class="ref-cau" href="hoi-dap/a.html">c</a></p>\n<ul>\n<li>d</li>\n</ul>'
    assert list(gate.of_json("api/v1/items/a.json", json.dumps([{"html": sound}]).encode(), HOSTS)) == []
    assert list(gate.of_json("api/v1/items/a.json", b'{"html": ', HOSTS))
    assert list(gate.of_json("api/v1/items/a.json", json.dumps({"text": "<script>"}).encode(), HOSTS)) == []


@pytest.mark.parametrize(
    "script",
    [
        "alert(1)",
        'document.dispatchEvent(new CustomEvent("to-in", { detail: {"html": "<p>a</p>"} }));\nalert(1)\n',
        'document.dispatchEvent(new CustomEvent("to-in", { detail: alert(1) }));\n',
        'SITE.add("text",{"a":"b"});alert({});\n',
        'SITE.add("text",{"a":"<img src=x onerror=alert(1)>"});\n',
        'SITE.add("text",{"a":"</script>"});\n',
    ],
)
def test_a_script_with_content_is_one_call_around_data(script: str) -> None:
    assert list(gate.of_script("search/text.js", script, HOSTS))


def test_search_data_passes() -> None:
    assert list(gate.of_script("search/text.js", 'SITE.add("text",{"a":"2 < 3 và 5 > 4"});\n', HOSTS)) == []


XML = {
    "entities": (
        '<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg"><text>&a;</text></svg>',
        "khai báo <!DOCTYPE svg>",
    ),
    "entity from a file": (
        '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg xmlns="http://www.w3.org/2000/svg"/>',
        "<!DOCTYPE",
    ),
    "declared elsewhere": (
        '<!DOCTYPE svg SYSTEM "https://evil.example/a.dtd"><svg xmlns="http://www.w3.org/2000/svg"/>',
        "<!DOCTYPE",
    ),
    "stylesheet": (
        '<?xml-stylesheet href="//evil.example/"?><svg xmlns="http://www.w3.org/2000/svg"/>',
        "chỉ dẫn <?xml-stylesheet?>",
    ),
    "script": ('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "thẻ <script>"),
    "handler": ('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "thuộc tính onload"),
    "xhtml": ('<svg xmlns="http://www.w3.org/2000/svg"><a xmlns="http://www.w3.org/1999/xhtml">a</a></svg>', "thẻ <a>"),
    "xhtml under another name": (
        '<h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script>',
        "thẻ <script>",
    ),
    "xlink": (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink" x:href="a"/>',
        "thuộc tính href",
    ),
    "no namespace": ("<svg/>", "thẻ <svg>"),
    "base": (f'<feed xmlns="{allowed.ATOM_SPACE}" xml:base="https://evil.example/"/>', "thuộc tính base"),
    "foreign link in a feed": (
        f'<feed xmlns="{allowed.ATOM_SPACE}"><link href="https://evil.example/"/></feed>',
        "địa chỉ “https://evil.example/”",
    ),
    "feed with other content": (
        f'<feed xmlns="{allowed.ATOM_SPACE}"><content type="xhtml">a</content></feed>',
        "giá trị “xhtml”",
    ),
    "foreign page in the map": (
        f'<urlset xmlns="{allowed.SITEMAP_SPACE}"><url><loc>https://evil.example/</loc></url></urlset>',
        "địa chỉ",
    ),
    "broken": ("<svg", "tệp XML viết sai cú pháp"),
    "comment": ('<svg xmlns="http://www.w3.org/2000/svg"><!-- a --></svg>', "lời chú"),
}


@pytest.mark.parametrize("name", XML)
def test_hostile_xml_is_found(name: str) -> None:
    xml, expected = XML[name]
    assert expected in "\n".join(o.what for o in gate.of_xml("a.xml", xml.encode(), HOSTS))


def test_strange_files_are_found(tmp_path: Path) -> None:
    (tmp_path / "a.swf").write_bytes(b"")
    (tmp_path / "b.xml").write_text("<urlset/>")
    (tmp_path / "b.xml.gz").write_bytes(b"\x1f\x8b")
    (tmp_path / "c.html").symlink_to("/etc/passwd")
    assert [(o.page, o.what) for o in gate.check(tmp_path, HOSTS)] == [
        ("a.swf", "loại tệp “.swf” không đăng"),
        ("b.xml", "thẻ <urlset>"),
        ("b.xml.gz", "tệp nén khác tệp cùng tên"),
        ("c.html", "liên kết hoặc tệp đặc biệt"),
    ]


# --------------------------------------------------------------------------- whole sites


def test_the_real_site_passes(built: Path, whole_project: Path) -> None:
    library = site.with_address(library_of(whole_project), ADDRESS)
    found = gate.check(built, gate.hosts(library))
    assert [f"{o.page}: {o.what}" for o in found] == []


def test_a_template_that_writes_something_foreign_stops_the_publication(small: Path) -> None:
    assert build(small)[0] == 0
    before = digest(small / "build")
    footer = small / "theme/material/partials/footer.html"
    footer.write_text(
        footer.read_text(encoding="utf-8") + '<img src="https://evil.example/t.png" alt="">', encoding="utf-8"
    )
    status, said = build(small)
    assert status == 1
    told = next(line for line in said if line.startswith("lỗi: "))
    assert "lỗi: có 1 chỗ không được phép đăng, nên chưa đăng gì:\n  404.html và " in told
    assert "thẻ <img>; không tệp nội dung nào viết thế: sửa mẫu trong theme/" in told
    assert "Bản đã xây trước đó giữ nguyên." in said
    assert digest(small / "build") == before


def test_the_record_that_wrote_it_is_named(small: Path) -> None:
    """With a link that the content rules let through, or would if they failed."""
    path = small / "qa/002-nguoi-dan-giam-sat.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("?", " [xem](javascript:alert(1))?", 1), encoding="utf-8")
    status, said = build(small)
    assert status == 1
    told = "\n".join(said)
    assert "hoi-dap/nguoi-dan-giam-sat.html" in told
    assert (
        "địa chỉ “javascript:alert(1)” ở thẻ <a href>; viết ở qa/002-nguoi-dan-giam-sat.yml: xóa phần ấy khỏi tệp."
        in told
    )
    assert not (small / "build/site").exists()


HOLES = {
    "title": (
        "content/site.yml",
        "title: Trang mẫu",
        'title: "Trang mẫu [[x:<svg/onload=alert(1)>]]"',
        "dữ liệu tìm kiếm: “<svg/onload=alert(1)”",
    ),
    "address": (
        "content/site.yml",
        "publisher:",
        'address: https://vi-du.vn/"><script>alert(5)</script>\npublisher:',
        "mã chạy viết trong trang",
    ),
    "handouts": (
        "content/handouts.yml",
        "description: Một câu hỏi và trả lời trên một tờ A4, để phát hoặc dán bảng tin.",
        "description: '[Bấm](javascript:alert(7)) *x*{:onmouseover=alert(8)} ![](https://evil.example/t.png)'",
        "địa chỉ “javascript:alert(7)” ở thẻ <a href>",
    ),
}


@pytest.mark.parametrize("name", HOLES)
def test_what_no_rule_looked_at_is_stopped_here(name: str, small: Path) -> None:
    """By the gate, unless the reader refuses it already."""
    file, sound, hostile, expected = HOLES[name]
    path = small / file
    assert sound in path.read_text(encoding="utf-8")
    path.write_text(path.read_text(encoding="utf-8").replace(sound, hostile, 1), encoding="utf-8")
    if reading.read(small).findings:
        return
    status, said = build(small)
    assert status == 1
    assert expected in "\n".join(said)
    assert f"viết ở {file}: xóa phần ấy khỏi tệp." in "\n".join(said)


def test_at_most_ten_are_told(tmp_path: Path) -> None:
    found = [gate.Offence("a.html", f"thẻ <x{i}>", "") for i in range(25)]
    lines = gate.report(found, {}, tmp_path).split("\n")
    assert lines[0] == "có 25 chỗ không được phép đăng, nên chưa đăng gì:"
    assert len(lines) == 12
    assert lines[-1] == "  … và 15 chỗ nữa."


def test_the_list_holds_nothing_dangerous() -> None:
    for elements in (allowed.PAGE, *allowed.XML.values()):
        assert not {
            "base",
            "embed",
            "iframe",
            "img",
            "object",
            "style",
            "template",
            "use",
            "foreignObject",
            "math",
        } & set(elements)
        for attributes in elements.values():
            assert not [
                name
                for name in attributes
                if name.startswith("on") or name in {"style", "srcset", "action", "http-equiv"}
            ]


def test_a_project_without_an_address_passes(project: Callable[..., Path]) -> None:
    library = reading.read(project()).library
    assert gate.hosts(library).base == "/"
