"""Settings for Pelican: everything is made by our own generator, so Pelican's own make nothing."""

import os
from pathlib import Path

ROOT = Path(__file__).parent

SITENAME = "Ondertekend"
SITEURL = os.environ.get("CHARTER_BASE_URL", "https://charter.example.org")
TIMEZONE = "Europe/Amsterdam"
DEFAULT_LANG = "nl"
PATH = str(ROOT / "content")
OUTPUT_PATH = "output"
THEME = str(ROOT / "theme")
PLUGINS = ["charter.plugin", "trajectory.plugin"]
CHARTER_PLUGINS = list(PLUGINS)     # Pelican builds on without one that it cannot load; we do not

CHARTER_RECORDS = "signatories"
CHARTER_SETTINGS = __file__
CHARTER_PREVIEW = False
CHARTER_QUIET = False
CHARTER_SUMMARY = None      # a list here is given the summary; without one it is printed

# Pelican's own generators have nothing to do, and its own cleaning never runs.
ARTICLE_PATHS: list = []
PAGE_PATHS: list = []
STATIC_PATHS: list = []
THEME_STATIC_PATHS: list = []
DIRECT_TEMPLATES: list = []
DELETE_OUTPUT_DIRECTORY = False
ARTICLE_TRANSLATION_ID = None
PAGE_TRANSLATION_ID = None
CACHE_CONTENT = False
LOAD_CONTENT_CACHE = False
for _what in ("FEED_ALL_ATOM", "CATEGORY_FEED_ATOM", "TRANSLATION_FEED_ATOM", "AUTHOR_FEED_ATOM", "AUTHOR_FEED_RSS"):
    globals()[_what] = None
