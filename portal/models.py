from django.db import models
from django.utils.translation import gettext_lazy as _

from simetro.core.models import Versioned


class Article(Versioned):
    """News of the office. Without a day it is a draft; from that day on everybody reads it."""

    title = models.CharField(_("judul"), max_length=150)
    slug = models.SlugField(max_length=80, unique=True, editable=False)  # never changes: links to it stay good
    summary = models.CharField(_("ringkasan"), max_length=300)
    body = models.TextField(_("isi"), max_length=20_000)  # Markdown
    publish_on = models.DateField(_("terbit"), null=True, blank=True)

    class Meta:
        verbose_name = _("berita")
        verbose_name_plural = _("berita")
        ordering = ("-publish_on", "-pk")
        indexes = [models.Index(fields=("-publish_on", "-id"), name="article_by_day")]

    def __str__(self) -> str:
        return self.title
