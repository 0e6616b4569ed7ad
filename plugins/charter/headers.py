"""What a host sends with every file: one policy, in the forms of Netlify and Cloudflare, nginx and Apache. Pure.

Nothing on the pages is inline and nothing comes from elsewhere, so the policy allows what is on the site itself and no more.
It is public as a whole: other sites may show its pictures and read its feeds and data, but may not put it in a frame.
"""

from __future__ import annotations

import re

# Without upgrade-insecure-requests: pages only load what stands beside them, so it would change nothing but break a host on http.
CONTENT = {
    "default-src": "'none'", "script-src": "'self'", "style-src": "'self'", "img-src": "'self'", "font-src": "'self'", "connect-src": "'self'",
    "form-action": "'self'", "frame-ancestors": "'none'", "base-uri": "'none'", "require-trusted-types-for": "'script'", "trusted-types": "'none'",
}
# Copying from the kit needs clipboard-write and a picture may fill the screen; the rest of what a browser can do is off.
_OFF = ("accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "geolocation", "gyroscope", "magnetometer", "microphone",
        "midi", "payment", "picture-in-picture", "publickey-credentials-get", "screen-wake-lock", "sync-xhr", "usb", "xr-spatial-tracking")
POLICY = {
    "Content-Security-Policy": "; ".join(f"{what} {allowed}" for what, allowed in CONTENT.items()),
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _OFF),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_OPEN = {"Cross-Origin-Resource-Policy": "cross-origin", "Access-Control-Allow-Origin": "*"}
# What folders have besides. Static files, fonts too, have their digest behind ?v=.
# Pictures are kept for a day, though their addresses hold a digest too: who withdraws consent must not stay in sight for a year.
FOLDERS = {
    "/data/": _OPEN, "/en/feeds/": _OPEN, "/feeds/": _OPEN,
    "/images/": _OPEN | {"Cache-Control": "public, max-age=86400"},
    "/static/": {"Cache-Control": "public, max-age=31536000, immutable"},
}
# What feeds are, by the end of their address: most hosts know none of these, and a browser then downloads a feed or shows its source.
FEEDS = ("/en/feeds/", "/feeds/")
TYPES = {".atom": "application/atom+xml; charset=utf-8", ".ics": "text/calendar; charset=utf-8", ".json": "application/feed+json",
         ".rss": "application/rss+xml; charset=utf-8"}
_TYPE = "Content-Type"
_KEPT = "Cache-Control"         # never of an error: a file that is missing for a minute would be so for a year
HOSTED, NGINX, APACHE = "_headers", "headers.nginx.conf", "headers.apache.conf"


def forms(root: str) -> dict[str, str]:
    """The policy in each form, by the name of its file. `root` is what addresses begin with: '' or /path."""
    return {HOSTED: _hosted(root), NGINX: _nginx(root), APACHE: _apache(root)}


def _hosted(root: str) -> str:
    """Netlify and Cloudflare Pages read it by itself. What fits several rules gets the headers of all, so no header stands in two that meet."""
    rules = {f"{root}/*": POLICY} | {f"{root}{folder}*": more for folder, more in FOLDERS.items()}
    rules |= {f"{root}{folder}*{ending}": {_TYPE: type_} for folder in FEEDS for ending, type_ in TYPES.items()}
    return "".join(f"{where}\n" + "".join(f"  {name}: {value}\n" for name, value in headers.items()) for where, headers in rules.items())


def _nginx(root: str) -> str:
    """To be included in a server block. A location that adds a header inherits none, so each has them all."""
    def lines(headers: dict[str, str], indent: str = "") -> str:
        return "".join(f'{indent}add_header {name} "{value}"{"" if name == _KEPT else " always"};\n' for name, value in headers.items())

    def types(folder: str) -> str:
        """Those of the feeds; what stands in no list keeps the type of the server."""
        if folder not in FEEDS:
            return ""
        names = {ending: type_.partition(";")[0] for ending, type_ in TYPES.items()}
        known = " ".join(f"{name} {ending[1:]};" for ending, name in names.items())
        with_charset = " ".join(names[ending] for ending, type_ in TYPES.items() if "charset" in type_)
        return f"    types {{ {known} }}\n    charset utf-8;\n    charset_types {with_charset};\n"

    folders = "".join(f"location ^~ {root}{folder} {{\n{lines(POLICY | more, '    ')}{types(folder)}}}\n" for folder, more in FOLDERS.items())
    return f"# include /path/to/{NGINX};    in the server block of this site\n{lines(POLICY)}{folders}"


def _apache(root: str) -> str:
    """To be included in a virtual host, or copied to .htaccess."""
    always = [f'Header always set {name} "{value}"' for name, value in POLICY.items()]
    some = [f'Header {"" if name == _KEPT else "always "}set {name} "{value}" "expr=%{{REQUEST_URI}} =~ m#^{re.escape(root)}{folder}#"'
            for folder, more in FOLDERS.items() for name, value in more.items()]
    # Without `always`: what is not found is a page that says so.
    types = [f'Header set {_TYPE} "{type_}" "expr=%{{REQUEST_URI}} =~ m#^{re.escape(root)}{folder}.*{re.escape(ending)}$#"'
             for folder in FEEDS for ending, type_ in TYPES.items()]
    lines = "".join(f"    {line}\n" for line in [*always, *some, *types])
    return f"# Include /path/to/{APACHE}    in the virtual host of this site, or copy it to .htaccess\n<IfModule mod_headers.c>\n{lines}</IfModule>\n"
