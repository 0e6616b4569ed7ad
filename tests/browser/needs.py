"""The programs that tests need: which are missing, and how they come. Run as a script it installs them."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
MODULES = TESTS / "node_modules"
AXE = MODULES / "axe-core" / "axe.min.js"
VNU = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
YAML_SERVER = MODULES / "yaml-language-server" / "bin" / "yaml-language-server"
QUILL = MODULES / "quill" / "dist" / "quill.js"
TINYMCE = MODULES / "tinymce" / "tinymce.min.js"
PACKAGES = (AXE, VNU, YAML_SERVER, QUILL, TINYMCE)
# Debian's package -> the commands that do; the first that is found is used.
PROGRAMS = {
    "chromium": ("chromium", "chromium-browser", "google-chrome"),
    "default-jre-headless": ("java",),
    "nodejs": ("node", "nodejs"),
    "npm": ("npm",),
    "openssl": ("openssl",),
    "libimage-exiftool-perl": ("exiftool",),
    "libreoffice-calc-nogui": ("soffice", "libreoffice"),
    "mpack": ("munpack",),
    "unzip": ("unzip",),
}
# What Playwright's own driver and WeasyPrint are linked to, and small machines lack.
LIBRARIES = {"libatomic1": "libatomic.so.1", "libpango-1.0-0": "libpango-1.0.so.0", "libpangoft2-1.0-0": "libpangoft2-1.0.so.0",
             "libharfbuzz-subset0": "libharfbuzz-subset.so.0"}
NOT_FOR_THE_BROWSER = ("libimage-exiftool-perl", "libreoffice-calc-nogui", "mpack", "unzip", "libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")
INSTALL = f"sudo apt-get install --no-install-recommends {' '.join((*PROGRAMS, *LIBRARIES))}"


def program(package: str) -> str | None:
    """The path of the first command of a package that is there."""
    return next((path for command in PROGRAMS[package] if (path := shutil.which(command))), None)


def absent() -> list[str]:
    """The packages of which no command or library is there."""
    libraries = LIBRARIES if sys.platform == "linux" else {}
    return [*(package for package in PROGRAMS if not program(package)),
            *(package for package, library in libraries.items() if not _loads(library))]


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def reason() -> str | None:
    """Why the browser tests cannot run, and what to type; None when they can."""
    missing = [package for package in absent() if package not in NOT_FOR_THE_BROWSER]
    if missing:
        return f"missing {', '.join(missing)}; install with: {INSTALL}"
    lacking = [path.relative_to(MODULES).parts[0] for path in PACKAGES if not path.is_file()]
    if lacking:
        return f"missing {', '.join(lacking)}; install with: make test"
    return None


def in_ci() -> bool:
    """In CI nothing may be skipped."""
    return os.environ.get("CI", "").lower() in ("1", "true")


def _apt(packages: list[str]) -> None:
    command = ["apt-get", "-o", "Acquire::Retries=3"]
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    print(f"Installing {' '.join(packages)} ...", flush=True)
    for rest in (["update", "-q"], ["install", "-q", "-y", "--no-install-recommends", *packages]):
        subprocess.run([*command, *rest], env=quiet, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=True)


def _npm() -> None:
    """Installs what package-lock.json names, when that has not been done since it changed."""
    done, lock = MODULES / ".package-lock.json", TESTS / "package-lock.json"
    if done.is_file() and done.stat().st_mtime >= lock.stat().st_mtime and all(path.is_file() for path in PACKAGES):
        return
    command = [program("npm") or "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier", "--silent"]
    subprocess.run(command, cwd=TESTS, stdin=subprocess.DEVNULL, check=True)


def main() -> int:
    """Installs what is missing and may be installed. Exit code 1 in CI when something is still missing."""
    may_install = hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get")
    try:
        if absent() and may_install:
            _apt(absent())
        if program("npm"):
            _npm()
    except subprocess.CalledProcessError as failed:
        print(f"{' '.join(failed.cmd)} failed", file=sys.stderr)
    why = reason() or (f"missing {', '.join(absent())}; install with: {INSTALL}" if absent() else None)
    if why:
        print(f"\nTests that need it {'fail' if in_ci() else 'will be skipped'}: {why}\n", file=sys.stderr)
    return 1 if why and in_ci() else 0


if __name__ == "__main__":
    sys.exit(main())
