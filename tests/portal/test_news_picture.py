"""The picture of an article: in words too, public with its article and not before, and light."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError
from django.test import Client
from django.utils import timezone

from portal.actions import change_article, write_article
from portal.models import Article
from simetro.core.kit.errors import Invalid
from simetro.core.models import Office as OfficeRow
from tests.office import Office
from tests.pictures import opened, photo, picture, upload

pytestmark = pytest.mark.django_db
FACTS = {"title": "Sidang di Pasar Wage", "summary": "Senin pekan depan.", "body": "Bawa *timbangan* Anda."}
SEEN = "Pedagang mengantre di depan meja uji"


def written(office: Office, days: int | None = 0, **facts: Any) -> Article:
    day = None if days is None else timezone.localdate() + timedelta(days=days)
    shown = {"picture": picture(), "picture_text": SEEN}
    return write_article(by=office.admin, publish_on=day, **(FACTS | shown | facts))


def typed(**facts: Any) -> dict[str, Any]:
    day = timezone.localdate().isoformat()
    return {**FACTS, "publish_on": day, "section": "news", "picture_text": SEEN, "once": str(uuid4()), **facts}


def address(article: Article, ending: str = "") -> str:
    return f"/berita/{article.slug}/{article.picture}{ending}.webp"


def is_kept(name: str) -> bool:
    return default_storage.exists(f"pictures/{name[:2]}/{name}.webp")


@pytest.fixture(autouse=True)
def _office_row(db: None) -> None:
    OfficeRow().save()


@pytest.fixture
def desk(office: Office, visit: Any) -> Client:
    return visit(office.admin)


def test_the_desk_adds_one_and_everybody_sees_it(desk: Client, client: Client) -> None:
    assert desk.post("/staf/berita/baru", typed(picture=upload(photo(2000, 1000))))["Location"] == "/staf/berita"
    article = Article.objects.get()
    assert (article.picture_width, article.picture_height, article.picture_text) == (1600, 800, SEEN)
    page = client.get(f"/berita/{article.slug}").content.decode()
    assert f'<img src="{address(article, "-kecil")}" alt="{SEEN}" width="1600" height="800">' in page
    listed = client.get("/berita").content.decode()
    assert f'<img src="{address(article, "-mini")}" alt="" width="96" height="96" loading="lazy">' in listed
    assert article.picture not in client.get("/").content.decode()
    answer = client.get(address(article))
    assert opened(answer.content).size == (1600, 800)
    assert dict(opened(answer.content).getexif()) == {}
    assert (answer["Cache-Control"], answer["X-Content-Type-Options"]) == (
        "public, max-age=604800, immutable",
        "nosniff",
    )
    assert answer["Content-Disposition"].startswith("attachment; ")


@pytest.mark.parametrize("days", [None, 1])
def test_what_is_not_published_shows_its_picture_to_the_desk_alone(
    office: Office, desk: Client, client: Client, visit: Any, days: int | None
) -> None:
    article = written(office, days)
    for ending in ("", "-kecil", "-mini"):
        assert client.get(address(article, ending)).status_code == 404
    assert visit(office.penera).get(f"/staf/berita/{article.pk}/gambar").status_code == 403
    answer = desk.get(f"/staf/berita/{article.pk}/gambar")
    assert (answer.status_code, answer["Cache-Control"]) == (200, "private, no-store")
    assert f'src="/staf/berita/{article.pk}/gambar"' in desk.get(f"/staf/berita/{article.pk}").content.decode()


def test_a_picture_is_found_only_by_its_own_article(office: Office, client: Client) -> None:
    seen, draft = written(office), written(office, None, title="Draf")
    assert client.get(f"/berita/{seen.slug}/{draft.picture}.webp").status_code == 404
    plain = written(office, title="Tanpa", picture=None, picture_text="")
    assert client.get(f"/berita/{plain.slug}/-kecil.webp").status_code == 404


def test_a_page_that_stays_shows_one_too(office: Office, client: Client) -> None:
    page = written(office, section="page")
    assert address(page, "-kecil") in client.get(f"/informasi/{page.slug}").content.decode()
    assert client.get(address(page, "-kecil")).status_code == 200


def test_without_words_for_it_there_is_no_picture(office: Office, desk: Client) -> None:
    answer = desk.post("/staf/berita/baru", typed(picture=upload(), picture_text=""))
    page = answer.content.decode()
    assert (answer.status_code, "Tulis apa yang tampak pada gambar" in page) == (422, True)
    assert "Pilih lagi gambarnya" in page
    assert not Article.objects.exists()
    with pytest.raises(Invalid):
        written(office, picture_text="")
    article = written(office)
    answer = desk.post(f"/staf/berita/{article.pk}", typed(version=1, picture_text=""))
    assert list(answer.context["form"].errors) == ["picture_text"]
    with pytest.raises(IntegrityError, match="article_picture_in_words"):
        Article.objects.update(picture_text="")


def test_words_without_a_picture_are_not_kept(desk: Client) -> None:
    desk.post("/staf/berita/baru", typed())
    assert Article.objects.get().picture_text == ""


def test_it_is_kept_changed_and_dropped(
    office: Office, desk: Client, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    article = written(office)
    page, first = f"/staf/berita/{article.pk}", article.picture
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(page, typed(version=1, title="Lain"))
        assert Article.objects.get().picture == first
        desk.post(page, typed(version=2, picture=upload(photo(300, 300))))
    article.refresh_from_db()
    assert (article.picture_width, is_kept(first), is_kept(article.picture)) == (300, False, True)
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(page, typed(version=3, drop_picture="on"))
    second = article.picture
    article.refresh_from_db()
    assert (article.picture, article.picture_text, is_kept(second)) == ("", "", False)
    assert "drop_picture" not in desk.get(page).context["form"].fields
    assert client.get(f"/berita/{article.slug}/{second}.webp").status_code == 404
    assert desk.get(f"{page}/gambar").status_code == 404


def test_who_changes_it_otherwise_keeps_the_picture(office: Office) -> None:
    article = written(office)
    changed = change_article(by=office.admin, article=article, version=1, **FACTS)
    assert (changed.picture, changed.picture_text) == (article.picture, SEEN)


def test_a_preview_says_that_the_file_is_chosen_once_more(desk: Client) -> None:
    page = desk.post("/staf/berita/baru", typed(picture=upload(), go="preview")).content.decode()
    assert "Pilih lagi gambarnya" in page
    assert not Article.objects.exists()


def test_what_is_no_picture_is_told(desk: Client) -> None:
    answer = desk.post("/staf/berita/baru", typed(picture=upload(b"GIF89a")))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["picture"])
