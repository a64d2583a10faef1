from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from portal.enums import Section
from portal.models import Article
from simetro.core.audit import record
from simetro.core.errors import Conflict
from simetro.core.locking import lock
from simetro.core.models import User
from simetro.core.slugs import free_slug


@transaction.atomic
def write_article(
    *,
    by: User,
    title: str,
    summary: str,
    body: str,
    publish_on: date | None = None,
    section: Section = Section.NEWS,
) -> Article:
    article = Article(
        section=section,
        title=title,
        slug=free_slug(title, Article.objects.all(), otherwise="berita"),
        summary=summary,
        body=body,
        publish_on=publish_on,
    )
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
    section: Section = Section.NEWS,
) -> Article:
    article = lock(article, version)
    article.title, article.summary, article.body = title, summary, body
    article.publish_on, article.section = publish_on, section
    article.save_change()
    record(by, "portal.change_article", article, title=title)
    return article
