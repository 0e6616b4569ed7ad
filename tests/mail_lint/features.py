"""Which features of caniemail an element, an attribute, a declaration or a word in it uses."""

from __future__ import annotations


def named(kind: str, names: str) -> dict[str, str]:
    """Features that are called as what uses them."""
    return {f"{kind}-{name}": name for name in names.split()}


def by_use(table: dict[str, str]) -> dict[str, str]:
    """What uses a feature -> the feature."""
    return {use: feature for feature, uses in table.items() for use in uses.split()}


# A feature, then what uses it. caniemail tests a whole table with its rows and cells, a whole list, a form's fields.
ELEMENTS = {
    "html-table": "table thead tbody tfoot tr td th colgroup col caption", "html-lists": "ul ol li dl dt dd", "html-h1-h6": "h1 h2 h3 h4 h5 h6",
    "html-semantics": "article aside details figcaption figure footer header main mark nav section summary time", "html-image-maps": "map area",
    "html-object": "object embed", "html-picture": "picture source", "html-select": "select option optgroup", "html-input-text": "input", "html-button-submit": "button",
    **named("html", """abbr acronym address audio base bdi blockquote body code del dfn dialog div form hr img link marquee meter p pre
       progress rp rt ruby small span strike strong style svg textarea video wbr"""),
}
# Of an element with this value of an attribute.
TYPED = {
    "html-input-checkbox": ("input", "type", "checkbox"), "html-input-hidden": ("input", "type", "hidden"), "html-input-radio": ("input", "type", "radio"),
    "html-input-reset": ("input", "type", "reset"), "html-input-submit": ("input", "type", "submit"), "html-button-reset": ("button", "type", "reset"),
    "html-meta-color-scheme": ("meta", "name", "color-scheme"),
}
ATTRIBUTES = {
    "html-srcset": "srcset sizes", "html-loading-attribute": "loading", "css-inert-attribute": "inert", "html-image-maps": "usemap ismap",
    **named("html", """align aria-describedby aria-hidden aria-label aria-labelledby aria-live background cellpadding cellspacing dir height
       hidden lang popover required role target valign width"""),
}
# The address of a picture ends so.
PICTURES = {
    "image-jpg": "jpg jpeg", "image-png": "png", "image-gif": "gif", "image-svg": "svg", "image-webp": "webp", "image-avif": "avif", "image-bmp": "bmp",
    "image-ico": "ico", "image-tiff": "tif tiff", "image-heif": "heic heif", "image-apng": "apng", "image-hdr": "hdr", "image-mp4": "mp4 webm",
}
PROPERTIES = {
    "css-block-inline-size": "block-size", "css-inline-size": "inline-size",
    "css-border": """border border-width border-style border-color border-top border-bottom border-left border-right border-top-width border-top-style border-top-color
       border-bottom-width border-bottom-style border-bottom-color border-left-width border-left-style border-left-color border-right-width border-right-style border-right-color""",
    "css-border-inline-block": "border-inline border-block",
    "css-border-inline-block-individual": """border-inline-color border-block-color border-inline-style border-block-style border-inline-width border-block-width
       border-inline-start border-inline-end border-block-start border-block-end""",
    "css-border-inline-block-longhand": " ".join(f"border-{axis}-{end}-{what}" for axis in ("inline", "block") for end in ("start", "end") for what in ("color", "style", "width")),
    "css-border-radius": "border-radius border-top-left-radius border-top-right-radius border-bottom-left-radius border-bottom-right-radius",
    "css-border-radius-logical": "border-start-start-radius border-start-end-radius border-end-start-radius border-end-end-radius",
    "css-border-image": "border-image border-image-source border-image-slice border-image-width border-image-outset border-image-repeat",
    "css-animation": "animation animation-name animation-duration animation-delay", "css-transition": "transition transition-property transition-duration",
    "css-column-layout-properties": "columns column-fill column-rule column-rule-color column-rule-style column-rule-width column-span column-width",
    "css-gap": "gap column-gap row-gap", "css-grid-template": "grid-template grid-template-areas grid-template-columns grid-template-rows",
    "css-inset": "inset inset-block inset-inline inset-inline-start inset-inline-end inset-block-start inset-block-end", "css-left-right-top-bottom": "left right top bottom",
    "css-margin": "margin margin-left margin-right margin-top margin-bottom", "css-margin-inline-block": "margin-inline margin-block",
    "css-margin-block-start-end": "margin-block-start margin-block-end", "css-margin-inline-start-end": "margin-inline-start margin-inline-end",
    "css-padding": "padding padding-left padding-right padding-top padding-bottom", "css-padding-inline-block": "padding-inline padding-block",
    "css-padding-block-start-end": "padding-block-start padding-block-end", "css-padding-inline-start-end": "padding-inline-start padding-inline-end",
    "css-outline": "outline outline-color outline-style outline-width", "css-overflow": "overflow overflow-x overflow-y overflow-block overflow-inline",
    "css-scroll-snap": "scroll-snap-type scroll-snap-align scroll-snap-stop", "css-text-emphasis": "text-emphasis text-emphasis-color text-emphasis-style",
    "css-transform": "transform rotate scale translate", "css-flex-wrap": "flex-wrap flex-flow", "css-flex-direction": "flex-direction",
    "css-text-wrap": "text-wrap text-wrap-mode text-wrap-style",
    **named("css", """accent-color align-items aspect-ratio backdrop-filter background background-blend-mode background-clip background-color background-image
       background-origin background-position background-repeat background-size border-collapse border-spacing box-shadow box-sizing caption-side clear clip-path color-scheme
       column-count cursor direction display empty-cells filter float font font-kerning font-size font-size-adjust font-stretch font-weight height hyphenate-character
       hyphenate-limit-chars hyphens justify-content letter-spacing line-height list-style list-style-image list-style-position list-style-type mask-image
       max-block-size max-height max-inline-size max-width min-block-size min-height min-inline-size min-width mix-blend-mode object-fit object-position opacity orphans
       outline-offset overflow-wrap position resize shape-margin shape-outside tab-size table-layout text-align text-align-last text-decoration text-decoration-color
       text-decoration-line text-decoration-skip-ink text-decoration-style text-decoration-thickness text-emphasis-position text-indent text-justify text-orientation
       text-overflow text-shadow text-transform text-underline-offset text-underline-position user-select vertical-align visibility white-space white-space-collapse widows
       width word-break word-spacing word-wrap writing-mode z-index"""),
}
# Of a property with this word in its value.
WORDS = {
    "css-display-flex": ("display", "flex inline-flex"), "css-display-grid": ("display", "grid inline-grid"), "css-display-none": ("display", "none"),
    "css-sytem-ui": ("", "system-ui ui-serif ui-sans-serif ui-rounded ui-monospace"),
    "css-intrinsic-size": ("", "fit-content min-content max-content"), "css-unit-initial": ("", "initial"),
}
FUNCTIONS = {
    "css-linear-gradient": "linear-gradient repeating-linear-gradient", "css-radial-gradient": "radial-gradient repeating-radial-gradient",
    "css-conic-gradient": "conic-gradient repeating-conic-gradient", "css-modern-color": "lch oklch lab oklab", "css-unit-calc": "calc", "css-variables": "var",
    "css-rgb": "rgb", "css-rgba": "rgba", **named("css-function", "clamp light-dark max min"),
}
UNITS = {"css-unit-percent": "%", **named("css-unit", "ch cm em ex in mm pc pt px rem vh vmax vmin vw")}
AT_RULES = {"css-at-font-face": "font-face", "css-at-import": "import", "css-at-keyframes": "keyframes", "css-at-media": "media", "css-at-supports": "supports"}
# In the conditions of @media.
MEDIA = {
    "css-at-media-device-pixel-ratio": "device-pixel-ratio", "css-at-media-hover": "hover", "css-at-media-orientation": "orientation",
    "css-at-media-prefers-color-scheme": "prefers-color-scheme", "css-at-media-prefers-reduced-motion": "prefers-reduced-motion",
}
# In a selector, as regular expressions.
SELECTORS = {
    **{feature: rf"(?<!:):{name}(?![\w-])" for feature, name in named("css-pseudo-class", """active checked default first-child first-of-type focus focus-visible focus-within has hover lang
       last-child last-of-type link not nth-child nth-last-child nth-last-of-type nth-of-type only-child only-of-type target visited""").items()},
    **{feature: rf"::?{name}(?![\w-])" for feature, name in named("css-pseudo-element", "after before first-letter first-line marker placeholder").items()},
    "css-selector-adjacent-sibling": r"\+", "css-selector-attribute": r"\[", "css-selector-chaining": r"[\w-][.#]", "css-selector-child": ">", "css-selector-class": r"\.\w",
    "css-selector-descendant": r"[\w\])] +[\w.#\[*]", "css-selector-general-sibling": "~", "css-selector-grouping": ",", "css-selector-id": r"#\w",
    "css-selector-type": r"(?:^|[\s>+~,])[a-zA-Z]", "css-selector-universal": r"\*", "css-nesting": "&",
}
FEATURE_OF = {"element": by_use(ELEMENTS), "attribute": by_use(ATTRIBUTES), "picture": by_use(PICTURES), "property": by_use(PROPERTIES), "function": by_use(FUNCTIONS),
              "unit": by_use(UNITS), "at-rule": by_use(AT_RULES)}
# Found where they stand, by the linter itself.
PLACES = ("html-comments", "html-doctype", "html-anchor-links", "html-mailto-links", "image-base64", "css-comments", "css-important", "css-variables", "css-unit-initial")
# Of a message or a sender, not of HTML.
ELSEWHERE = ("amp", "bimi")


def known() -> set[str]:
    """Every feature that the linter can find, and the two that are none of its business."""
    tables = (ELEMENTS, TYPED, ATTRIBUTES, PICTURES, PROPERTIES, WORDS, FUNCTIONS, UNITS, AT_RULES, MEDIA, SELECTORS)
    return {*PLACES, *ELSEWHERE}.union(*tables)
