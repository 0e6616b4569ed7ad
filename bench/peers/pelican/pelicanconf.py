"""Plain Pelican: no plugin, its own readers and cache; ceremonies are articles, profiles are pages."""

SITENAME = "Charter Diversiteit"
SITEURL = "https://charter.example.org"
TIMEZONE = "Europe/Amsterdam"
DEFAULT_LANG = "nl"
PATH = "content"
ARTICLE_PATHS = ["news"]
PAGE_PATHS = ["signatories"]
THEME = "theme"
STATIC_PATHS: list[str] = []
READERS = {"html": None, "rst": None}
MARKDOWN = {"extension_configs": {"markdown.extensions.meta": {}}, "output_format": "html5"}

ARTICLE_URL = "nieuws/{slug}/"
ARTICLE_SAVE_AS = ARTICLE_URL + "index.html"
ARTICLE_LANG_URL = "{lang}/news/{slug}/"
ARTICLE_LANG_SAVE_AS = ARTICLE_LANG_URL + "index.html"
PAGE_URL = "ondertekenaars/{slug}/"
PAGE_SAVE_AS = PAGE_URL + "index.html"
PAGE_LANG_URL = "{lang}/signatories/{slug}/"
PAGE_LANG_SAVE_AS = PAGE_LANG_URL + "index.html"

# Listings that Pelican has of itself: the news, page by page, and one directory. No groups: they are slower.
DIRECT_TEMPLATES = ["index", "directory"]
INDEX_SAVE_AS = "nieuws/index.html"
DIRECTORY_SAVE_AS = "ondertekenaars/index.html"
PAGINATED_TEMPLATES = {"index": 50}
PAGINATION_PATTERNS = ((1, "nieuws/", "nieuws/index.html"),
                       (2, "nieuws/pagina/{number}/", "nieuws/pagina/{number}/index.html"))
CATEGORY_SAVE_AS = TAG_SAVE_AS = AUTHOR_SAVE_AS = ""
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None

# Reads a file again only when its time stamp changes.
CACHE_CONTENT = True
LOAD_CONTENT_CACHE = True
CACHE_PATH = "cache"
CHECK_MODIFIED_METHOD = "mtime"
