from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from portal.enums import ArticleSection
from portal.models import Article
from simetro.core.db.locking import lock
from simetro.core.documents.pictures import Picture, keep_picture, owe_forgetting
from simetro.core.kit.errors import Conflict, Invalid
from simetro.core.kit.slugs import free_slug
from simetro.core.log.audit import record
from simetro.core.models import User


@transaction.atomic
def write_article(
    *,
    by: User,
    title: str,
    summary: str,
    body: str,
    publish_on: date | None = None,
    section: ArticleSection = ArticleSection.NEWS,
    **picture: Any,
) -> Article:
    """`picture`: as `_show` takes it."""
    article = Article(
        section=section,
        title=title,
        slug=free_slug(title, Article.objects.all(), otherwise="berita"),
        summary=summary,
        body=body,
        publish_on=publish_on,
    )
    _show(article, **picture)
    try:
        with transaction.atomic():
            article.save()
    except IntegrityError:
        raise Conflict(_("Berita dengan judul yang sama baru saja disimpan. Simpan sekali lagi.")) from None
    record(by, "portal.write_article", article, title=title)
    return article


@transaction.atomic
def change_article(
    *,
    by: User,
    article: Article,
    version: int,
    title: str,
    summary: str,
    body: str,
    publish_on: date | None = None,
    section: ArticleSection = ArticleSection.NEWS,
    **picture: Any,
) -> Article:
    """`picture`: as `_show` takes it; without any the article keeps the one that it has."""
    article = lock(article, version)
    article.title, article.summary, article.body = title, summary, body
    article.publish_on, article.section = publish_on, section
    _show(article, **({"picture_text": article.picture_text} | picture))
    article.save_change()
    record(by, "portal.change_article", article, title=title)
    return article


def _show(
    article: Article, *, picture: Picture | None = None, picture_text: str = "", drop_picture: bool = False
) -> None:
    """Replaces the article's picture. `picture_text` is its description for people who cannot see it."""
    before = article.picture
    if picture:
        keep_picture(picture)
        article.picture, article.picture_width, article.picture_height = picture.name, picture.width, picture.height
    elif drop_picture:
        article.picture, article.picture_width, article.picture_height = "", 0, 0
    if article.picture and not picture_text:
        raise Invalid.field("picture_text", _("Tulis apa yang tampak pada gambar, untuk yang tidak dapat melihatnya."))
    article.picture_text = picture_text if article.picture else ""
    if before and before != article.picture:
        owe_forgetting(before)
