"""A person's own data as one file to keep: for machines, for people, and the pictures."""

import json
from collections.abc import Iterable
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils import timezone, translation

from simetro.core.documents.pictures import content_of
from simetro.core.models import Office
from simetro.core.settings.personal_data import (
    Fact,
    Section,
    as_json,
    personal_data,
)
from simetro.core.templatetags.simetro import tanggal, waktu
from uttp.models import Owner

ZIP = "application/zip"
MOST_PICTURES = 20_000_000  # bytes in all; beyond that they are listed only
TOKENS = "simetro/tokens.css"


def copy_of(owner: Owner) -> bytes:
    """The copy of an owner's data, always in Indonesian."""
    now = timezone.localtime()
    with translation.override(settings.LANGUAGE_CODE):
        sections = personal_data(owner, owner.account)
        readable = _readable(owner, sections, now)
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as pack:
        pack.writestr("data.json", _for_machines(sections, now))
        pack.writestr("data.html", readable)
        _add_pictures(pack, sections)
    return file.getvalue()


def _for_machines(sections: list[Section], now: datetime) -> str:
    copy = {"office": Office.current().name, "made_at": now.isoformat(timespec="seconds"), **as_json(sections)}
    return json.dumps(copy, ensure_ascii=False, indent=2)


def _readable(owner: Owner, sections: list[Section], now: datetime) -> str:
    tables = [(section, [[(fact.label, _shown(fact)) for fact in row] for row in section.rows]) for section in sections]
    style = Path(str(finders.find(TOKENS))).read_text()
    context = {"owner": owner, "tables": tables, "now": now, "office": Office.current(), "style": style}
    return render_to_string("portal/documents/data_copy.html", context)


def _shown(fact: Fact) -> str:
    if fact.shown:
        return str(fact.shown)
    if isinstance(fact.value, datetime):
        return waktu(fact.value)
    if isinstance(fact.value, date):
        return tanggal(fact.value)
    return ", ".join(fact.value) if isinstance(fact.value, list) else str(fact.value or "–")


def _add_pictures(pack: ZipFile, sections: Iterable[Section]) -> None:
    room = MOST_PICTURES
    for section in sections:
        for path, name in section.pictures.items():
            content = content_of(name) if room > 0 else None
            if content is not None and len(content) <= room:
                pack.writestr(path, content, ZIP_STORED)  # WebP is compressed already
                room -= len(content)
