"""What a host sends with every file: one policy in three forms, without anything unsafe, and it really keeps scripts out."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from charter import headers
from conftest import hosted

POLICY = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; "
        "frame-ancestors 'none'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'"),
    "Permissions-Policy": (
        "accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), geolocation=(), gyroscope=(), magnetometer=(), "
        "microphone=(), midi=(), payment=(), picture-in-picture=(), publickey-credentials-get=(), screen-wake-lock=(), sync-xhr=(), usb=(), "
        "xr-spatial-tracking=()"),
    "Referrer-Policy": "no-referrer", "X-Content-Type-Options": "nosniff", "Cross-Origin-Opener-Policy": "same-origin",
}
OPEN = {"Cross-Origin-Resource-Policy": "cross-origin", "Access-Control-Allow-Origin": "*"}
FOLDERS = {
    "/data/": OPEN, "/en/feeds/": OPEN, "/feeds/": OPEN, "/images/": OPEN | {"Cache-Control": "public, max-age=86400"},
    "/static/": {"Cache-Control": "public, max-age=31536000, immutable"},
}
FEEDS = ("/en/feeds/", "/feeds/")
TYPES = {".atom": "application/atom+xml; charset=utf-8", ".ics": "text/calendar; charset=utf-8", ".json": "application/feed+json",
         ".rss": "application/rss+xml; charset=utf-8"}
NAMES = {name.lower() for name in (*POLICY, *OPEN, "Cache-Control")}
# An address of each folder, one that is not there in two of them, and what each must be sent with.
SENT = {
    "/": POLICY, "/nieuws/": POLICY, "/geen-pagina/": POLICY, "/feeds/nieuws.atom": POLICY | OPEN, "/en/feeds/news.json": POLICY | OPEN,
    "/static/site.css?v=1": POLICY | FOLDERS["/static/"], "/static/geen.css": POLICY, "/images/geen.jpg": POLICY | OPEN,
    "/opensearch.xml": POLICY,
}


def expected(root: str) -> dict[str, dict[str, str]]:
    """By the beginning of an address, everything that is sent."""
    return {f"{root}/": POLICY} | {f"{root}{folder}": POLICY | more for folder, more in FOLDERS.items()}


def types(root: str) -> dict[str, str]:
    """By folder and ending, what a feed is sent as."""
    return {f"{root}{folder}*{ending}": type_ for folder in FEEDS for ending, type_ in TYPES.items()}


def types_of_hosted(text: str) -> dict[str, str]:
    return {where: sent["Content-Type"] for where, sent in hosted(text).items() if list(sent) == ["Content-Type"]}


def of_hosted(text: str) -> dict[str, dict[str, str]]:
    """Every rule that fits adds its headers; without those for a type of file."""
    rules = {where.removesuffix("*"): sent for where, sent in hosted(text).items() if where.endswith("*")}
    return {where: {name: value for other, sent in rules.items() if where.startswith(other) for name, value in sent.items()} for where in rules}


def of_nginx(text: str, root: str) -> dict[str, dict[str, str]]:
    """Locations, and what stands around them; nothing but these, and only what may be kept lacks `always`."""
    found: dict[str, dict[str, str]] = {f"{root}/": {}}
    where = f"{root}/"
    for line in text.splitlines()[1:]:
        if begins := re.fullmatch(r"location \^~ (\S+) \{", line):
            where = begins[1]
            found[where] = {}
        elif line == "}":
            where = f"{root}/"
        elif not line.startswith(("    types ", "    charset")):
            header = re.fullmatch(r'(?:    )?add_header ([\w-]+) "([^"]+)"( always)?;', line)
            assert header, line
            assert (header[3] is None) == (header[1] == "Cache-Control")
            found[where][header[1]] = header[2]
    return found


def types_of_nginx(text: str) -> dict[str, str]:
    """Of every location that has its own types; a charset stands behind those that are listed."""
    found = {}
    for where, names, charset, with_charset in re.findall(
            r"location \^~ (\S+) \{\n(?:    add_header .*\n)+    types \{ (.+) \}\n    charset (.+);\n    charset_types (.+);\n\}", text):
        for name, ending in re.findall(r"(\S+) (\w+);", names):
            found[f"{where}*.{ending}"] = f"{name}; charset={charset}" if name in with_charset.split() else name
    return found


def types_of_apache(text: str) -> dict[str, str]:
    found = re.findall(r'    Header set Content-Type "([^"]+)" "expr=%\{REQUEST_URI\} =~ m#\^([^#]+)\$#"', text)
    return {where.replace(".*", "*").replace("\\", ""): type_ for type_, where in found}


def of_apache(text: str, root: str) -> dict[str, dict[str, str]]:
    """Headers for all, then those with an expression."""
    first, opened, *lines, closed = text.splitlines()
    assert (first[0], opened, closed) == ("#", "<IfModule mod_headers.c>", "</IfModule>")
    rules: dict[str, dict[str, str]] = {}
    for line in lines:
        if " set Content-Type " in line:
            continue
        header = re.fullmatch(r'    Header (always )?set ([\w-]+) "([^"]+)"(?: "expr=%\{REQUEST_URI\} =~ m#\^([^#"]+)#")?', line)
        assert header, line
        assert (header[1] is None) == (header[2] == "Cache-Control")
        rules.setdefault((header[4] or f"{root}/").replace("\\", ""), {})[header[2]] = header[3]
    return {where: rules[f"{root}/"] | sent for where, sent in rules.items()}


@pytest.mark.parametrize("root", ["", "/charter.nl"])
def test_the_three_forms_say_the_same(root):
    made = headers.forms(root)
    assert list(made) == ["_headers", "headers.nginx.conf", "headers.apache.conf"]
    assert of_hosted(made["_headers"]) == expected(root)
    assert of_nginx(made["headers.nginx.conf"], root) == expected(root)
    assert of_apache(made["headers.apache.conf"], root) == expected(root)
    assert types_of_hosted(made["_headers"]) == types(root)
    assert types_of_nginx(made["headers.nginx.conf"]) == types(root)
    assert types_of_apache(made["headers.apache.conf"]) == types(root)


def test_no_two_rules_that_meet_send_the_same_header():
    """Hosts join the two values then, and no browser understands what comes of it."""
    rules = hosted(headers.forms("")["_headers"])
    assert [(where, name) for where, sent in rules.items() if where != "/*" for name in sent if name in rules["/*"]] == []


def test_the_policy_leaves_nothing_open(demo_site):
    """No source but the site itself; what a page loads, each way to send something and each frame is named."""
    policy = dict(rule.split(" ", 1) for rule in POLICY["Content-Security-Policy"].split("; "))
    assert {value for what, value in policy.items() if what.endswith("-src") or what in ("form-action", "frame-ancestors", "base-uri")} == {"'none'", "'self'"}
    assert {"default-src", "base-uri", "form-action", "frame-ancestors"} <= policy.keys()
    for name, text in headers.forms("").items():
        assert "unsafe-" not in text
        assert (demo_site / name).read_text("utf-8") == text


def port_that_is_free() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def nginx(site: Path, work: Path, port: int) -> list[str]:
    """The command that serves a site with its own snippet."""
    (work / "nginx.conf").write_text(f"""{"user root; " if os.geteuid() == 0 else ""}daemon off; pid {work}/pid; error_log {work}/error.log;
events {{}}
http {{ access_log off; client_body_temp_path {work}/a; proxy_temp_path {work}/b; fastcgi_temp_path {work}/c; uwsgi_temp_path {work}/d; scgi_temp_path {work}/e;
  server {{ listen 127.0.0.1:{port}; root {site}; include {site}/headers.nginx.conf; }} }}
""", "utf-8")
    return ["nginx", "-e", f"{work}/error.log", "-c", f"{work}/nginx.conf"]


def apache(site: Path, work: Path, port: int) -> list[str]:
    modules = "/usr/lib/apache2/modules"
    loaded = "".join(f"LoadModule {name}_module {modules}/mod_{name}.so\n" for name in ("mpm_event", "authz_core", "dir", "headers"))
    (work / "apache.conf").write_text(f"""{loaded}ServerRoot {work}
ServerName localhost
PidFile {work}/pid
ErrorLog {work}/error.log
Listen 127.0.0.1:{port}
DocumentRoot {site}
DirectoryIndex index.html
Include {site}/headers.apache.conf
""", "utf-8")
    return ["apache2", "-X", "-f", f"{work}/apache.conf"]


SERVED = {
    "/feeds/nieuws.atom": "application/atom+xml; charset=utf-8", "/feeds/sector/zorg.rss": "application/rss+xml; charset=utf-8",
    "/en/feeds/news.json": "application/feed+json", "/feeds/kalender.ics": "text/calendar; charset=utf-8", "/feeds/geen.rss": "text/html",
}


@pytest.mark.show
@pytest.mark.parametrize("serve", [nginx, apache])
def test_a_real_server_sends_it(demo_site, tmp_path, serve: Callable[[Path, Path, int], list[str]]):
    """Each header once, errors included; but what was not found is never kept."""
    port = port_that_is_free()
    command = serve(demo_site, tmp_path, port)
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is missing: sudo apt-get install {'nginx-light' if serve is nginx else 'apache2'}")
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as server:
        try:
            assert {address: answer(port, address) for address in SENT} == SENT
            assert {address: types_in(port, address) for address in SERVED} == {address: [type_] for address, type_ in SERVED.items()}
        finally:
            server.terminate()


def answer(port: int, address: str) -> dict[str, str]:
    """The headers of ours in what a server on this computer says; it may need a moment to begin."""
    for _ in range(100):
        try:
            with urlopen(f"http://127.0.0.1:{port}{address}", timeout=5) as said:
                found = said.headers.items()
        except HTTPError as e:
            found = e.headers.items()
        except OSError:
            time.sleep(0.05)
            continue
        ours = [(name, value) for name, value in found if name.lower() in NAMES]
        assert len(ours) == len(dict(ours)), ours
        return dict(ours)
    raise AssertionError("the server did not begin")


def types_in(port: int, address: str) -> list[str]:
    """The type that a server says of one address; of a page of its own without the charset, which is the server's."""
    try:
        with urlopen(f"http://127.0.0.1:{port}{address}", timeout=5) as said:
            return said.headers.get_all("Content-Type")
    except HTTPError as e:
        return [type_.partition(";")[0] for type_ in e.headers.get_all("Content-Type")]


PLANTED = """<script>document.documentElement.dataset.ran = "inline"</script>
<img src="x" onerror="document.documentElement.dataset.ran = 'handler'">
<a id="link" href="javascript:document.documentElement.dataset.ran = 'address'">x</a>
<script src="https://elsewhere.invalid/x.js"></script><style>h1 { color: rgb(1, 2, 3) }</style></body>"""


@pytest.mark.browser
def test_a_planted_script_does_not_run(demo_site, serve_folder, browser, tmp_path):
    """Not inline, not in a handler, not in an address, not from elsewhere; nor does an inline style count. JSON-LD is no script."""
    site = tmp_path / "site"
    shutil.copytree(demo_site, site)
    page = site / "index.html"
    page.write_text(page.read_text("utf-8").replace("</body>", PLANTED), "utf-8")
    said: list[str] = []
    found = browser.new_page()
    found.on("console", lambda message: said.append(message.text))
    found.goto(serve_folder(site) + "/")
    found.click("#link")
    assert found.evaluate("document.documentElement.dataset.ran || ''") == ""
    assert found.evaluate("getComputedStyle(document.querySelector('h1')).color") != "rgb(1, 2, 3)"
    refused = [text for text in said if "Content Security Policy" in text]
    assert {text for text in said if text not in refused} <= {"Failed to load resource: the server responded with a status of 404 (Not Found)"}
    assert len(refused) == 5
    assert [text for text in refused if "ld+json" in text] == []
    found.close()


def test_a_preview_sends_the_same_policy():
    """And what keeps a preview from being kept or shown elsewhere: no site may read what is not public yet."""
    from charter.preview import server
    assert server._HEADERS == POLICY | {"Cache-Control": "no-store", "Cross-Origin-Resource-Policy": "same-origin"}
