"""Copies what pages use out of node_modules into static files: `python -m simetro.assets`."""

import re
import shutil
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
SOURCE = BASE_DIR / "node_modules"
TARGET = BASE_DIR / "simetro" / "core" / "static" / "vendor"

FILES = (
    "bootstrap/dist/css/bootstrap.min.css",
    "htmx.org/dist/htmx.min.js",
    "fraction.js/dist/fraction.mjs",
    "@fontsource/inter/files/inter-latin-400-normal.woff2",
    "@fontsource/inter/files/inter-latin-600-normal.woff2",
    "@fontsource/inter/files/inter-latin-ext-400-normal.woff2",
    "@fontsource/inter/files/inter-latin-ext-600-normal.woff2",
    "@fontsource/inter/files/inter-greek-400-normal.woff2",
    "@fontsource/inter/files/inter-greek-600-normal.woff2",
    "@fontsource/inter/files/inter-vietnamese-400-normal.woff2",
    "@fontsource/inter/files/inter-vietnamese-600-normal.woff2",
    "@fontsource/noto-sans-arabic/files/noto-sans-arabic-arabic-400-normal.woff2",
    "@fontsource/noto-sans-arabic/files/noto-sans-arabic-arabic-600-normal.woff2",
    "@fontsource/noto-sans-javanese/files/noto-sans-javanese-javanese-400-normal.woff2",
    "@fontsource/noto-sans-javanese/files/noto-sans-javanese-javanese-600-normal.woff2",
    "@fontsource/jetbrains-mono/files/jetbrains-mono-latin-400-normal.woff2",
)

# fmt: off
ICONS = (
    "alert-triangle", "archive", "arrow-back-up", "arrow-down", "arrow-left", "arrow-right", "arrow-up",
    "arrows-sort", "ban", "bell", "brand-whatsapp", "building-store", "calendar", "certificate", "chart-bar",
    "check", "chevron-down", "chevron-left", "chevron-right", "circle-check", "circle-dashed", "circle-x",
    "clipboard-check", "clipboard-list", "clock", "cloud-upload", "copy", "device-floppy", "device-tablet",
    "download", "edit", "external-link", "eye", "eye-off", "file-certificate", "file-plus", "file-spreadsheet",
    "file-text", "file-x", "filter", "flag", "gas-station", "history", "home", "inbox", "info-circle", "key",
    "language", "layout-dashboard", "list", "lock", "login", "logout", "mail", "map-pin", "menu-2", "news",
    "paperclip", "phone", "player-pause", "plus", "printer", "qrcode", "refresh", "rubber-stamp", "ruler-measure",
    "scale", "search", "send", "settings", "share", "shield-check", "signature", "tool", "trash", "upload", "user",
    "user-check", "user-plus", "users", "wifi-off", "world", "writing", "x",
)
# fmt: on

# They name files that are not served, which the manifest storage refuses.
SOURCE_MAP = re.compile(rb"/[*/]# sourceMappingURL=\S+( \*/)?\s*$")


def copy_all() -> None:
    shutil.rmtree(TARGET, ignore_errors=True)
    (TARGET / "icons").mkdir(parents=True)
    for name in FILES:
        source = SOURCE / name
        (TARGET / source.name).write_bytes(SOURCE_MAP.sub(b"", source.read_bytes()))
    for icon in ICONS:
        shutil.copyfile(SOURCE / "@tabler/icons/icons/outline" / f"{icon}.svg", TARGET / "icons" / f"{icon}.svg")


if __name__ == "__main__":
    copy_all()
