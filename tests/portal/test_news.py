"""News: written by the desk, read by everybody from its day on, and unable to do harm."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from portal.actions import change_article, write_article
from portal.models import Article
from portal.render import html_of
from simetro.core.kit.errors import StaleVersion
from simetro.core.models import LogEntry
from simetro.core.models import Office as OfficeRow
from tests.api.answers import done, problem
from tests.office import Office

pytestmark = pytest.mark.django_db
FACTS = {"title": "Sidang di Pasar Wage", "summary": "Senin pekan depan.", "body": "Bawa *timbangan* Anda."}


def written(office: Office, days: int | None = 0, **facts: str) -> Article:
    day = None if days is None else timezone.localdate() + timedelta(days=days)
    return write_article(by=office.admin, publish_on=day, **(FACTS | facts))


def sent(**facts: str) -> dict[str, str]:
    return {**FACTS, "publish_on": "", "section": "news", **facts}


@pytest.fixture
def desk(office: Office, visit: Any) -> Client:
    return visit(office.admin)


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("Satu\n\ndua", "<p>Satu</p>\n<p>dua</p>\n"),
        ("# Judul", "<h2>Judul</h2>\n"),
        ("##### Judul", "<h4>Judul</h4>\n"),
        ("- a\n- **b**", "<ul>\n<li>a</li>\n<li><strong>b</strong></li>\n</ul>\n"),
        ("[kami](https://a.id)", '<p><a href="https://a.id" rel="noopener nofollow">kami</a></p>\n'),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>\n"),
        ("[x](data:text/html,y)", "<p>[x](data:text/html,y)</p>\n"),
    ],
)
def test_what_is_written_becomes_harmless_html(markdown: str, html: str) -> None:
    assert html_of(markdown).strip() in (html.strip(), f"<p>{html}</p>")


def test_pictures_from_elsewhere_are_not_fetched() -> None:
    assert "<img" not in html_of("![x](https://a.id/x.png)")


def test_everybody_reads_what_is_published_and_nothing_else(office: Office) -> None:
    seen = written(office, 0)
    later, draft = written(office, 1, title="Besok"), written(office, None, title="Draf")
    page = Client().get("/berita").content.decode()
    assert [one.title in page for one in (seen, later, draft)] == [True, False, False]
    assert [Client().get(f"/berita/{one.slug}").status_code for one in (seen, later, draft)] == [200, 404, 404]
    for address in ("/", "/cari?q="):
        assert seen.title in Client().get(address).content.decode()


def test_api_lists_and_tells_the_same(office: Office) -> None:
    article = written(office, -1)
    later = written(office, 1, title="Besok")
    facts = {"slug": "sidang-di-pasar-wage", "title": article.title, "summary": article.summary}
    facts["published_on"] = article.publish_on.isoformat()
    assert done(Client().get("/api/v1/public/news")) == {"items": [facts], "count": 1}
    told = done(Client().get(f"/api/v1/public/news/{article.slug}"))
    assert told == {**facts, "body_html": "<p>Bawa <em>timbangan</em> Anda.</p>\n"}
    for slug in (later.slug, "tidak-ada", "%00", "é"):
        problem(Client().get(f"/api/v1/public/news/{slug}"), 404)


def test_newest_stand_first_and_search_finds_by_title(office: Office) -> None:
    for days, title in ((-3, "Lama"), (-1, "Baru"), (-2, "Tengah")):
        written(office, days, title=title)
    items = done(Client().get("/api/v1/public/news"))["items"]
    assert [item["title"] for item in items] == ["Baru", "Tengah", "Lama"]
    assert done(Client().get("/api/v1/public/news?search=tengah&limit=1"))["count"] == 1


def test_equal_titles_have_addresses_of_their_own_that_never_change(office: Office) -> None:
    first, second, third = (written(office) for _ in range(3))
    slugs = ["sidang-di-pasar-wage", "sidang-di-pasar-wage-2", "sidang-di-pasar-wage-3"]
    assert [first.slug, second.slug, third.slug] == slugs
    change_article(by=office.admin, article=first, version=1, **(FACTS | {"title": "Lain"}))
    assert Article.objects.get(pk=first.pk).slug == slugs[0]
    assert written(office, title="??? !!!").slug == "berita"


def test_a_change_that_saw_an_older_version_is_refused(office: Office) -> None:
    article = written(office)
    change_article(by=office.admin, article=article, version=1, **FACTS)
    with pytest.raises(StaleVersion):
        change_article(by=office.superadmin, article=article, version=1, **FACTS)
    assert LogEntry.objects.filter(verb__startswith="portal.").count() == 2


def test_desk_writes_previews_and_changes(desk: Client) -> None:
    once = {"once": str(uuid4())}
    preview = desk.post("/staf/berita/baru", sent(**once, go="preview")).content.decode()
    assert "<em>timbangan</em>" in preview
    assert not Article.objects.exists()
    for _ in range(2):  # the button pressed twice
        assert desk.post("/staf/berita/baru", sent(**once))["location"] == "/staf/berita"
    article = Article.objects.get()
    assert (article.publish_on, "Draf" in desk.get("/staf/berita").content.decode()) == (None, True)
    today = timezone.localdate().isoformat()
    desk.post(f"/staf/berita/{article.pk}", sent(publish_on=today, version="1"))
    assert Client().get(f"/berita/{article.slug}").status_code == 200
    stale = desk.post(f"/staf/berita/{article.pk}", sent(title="Lain", version="1"))
    assert (stale.status_code, 'value="Lain"' in stale.content.decode()) == (422, True)


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("title", ""),
        ("title", "x" * 151),
        ("body", ""),
        ("body", "x" * 20_001),
        ("summary", ""),
        ("publish_on", "besok"),
        ("once", "x"),
    ],
)
def test_what_cannot_be_stored_is_told_and_kept_on_the_screen(desk: Client, field: str, text: str) -> None:
    answer = desk.post("/staf/berita/baru", sent(once=str(uuid4())) | {field: text})
    assert answer.status_code == 422
    assert "Senin pekan depan." in answer.content.decode() or field == "summary"
    assert not Article.objects.exists()


def test_empty_pages_say_so(desk: Client) -> None:
    assert "Belum ada berita." in Client().get("/berita").content.decode()
    assert "Belum ada berita" in desk.get("/staf/berita").content.decode()


def test_a_page_stays_apart_from_the_news(office: Office, desk: Client) -> None:
    OfficeRow().save()
    day = timezone.localdate().isoformat()
    desk.post("/staf/berita/baru", sent(section="page", title="Standar pelayanan", publish_on=day) | {"once": uuid4()})
    page = Article.objects.get()
    assert "Standar pelayanan" in Client().get("/informasi").content.decode()
    assert "<em>timbangan</em>" in Client().get(f"/informasi/{page.slug}").content.decode()
    assert Client().get(f"/berita/{page.slug}").status_code == 404
    assert done(Client().get("/api/v1/public/news"))["items"] == []
    assert f'href="/informasi/{page.slug}"' in desk.get("/staf/berita").content.decode()


def test_without_pages_it_says_so() -> None:
    OfficeRow().save()
    assert "Belum ada halaman informasi." in Client().get("/informasi").content.decode()
