"""News and pages that stay: read by everybody, written by the desk."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal import actions, queries
from portal.enums import Section
from portal.forms import ArticleForm, ChangeArticleForm, NewArticleForm
from portal.models import Article
from portal.render import html_of
from simetro.core.access.guards import SignedIn, allowed
from simetro.core.db.once import once as make_once
from simetro.core.documents.pictures import name_in, sent
from simetro.core.web.listing import page_of
from simetro.core.web.pages import refused, typed

WRITE = "portal.change_article"
PER_PAGE = 10  # pictures that a phone has to load at once


def news(request: HttpRequest) -> HttpResponse:
    page = page_of(request, queries.published_articles(timezone.localdate()), PER_PAGE)
    return render(request, "portal/news.html", {"page_obj": page})


def article(request: HttpRequest, slug: str) -> HttpResponse:
    found = queries.published_article(slug, timezone.localdate())
    if found is None:
        raise Http404
    return render(request, "portal/article.html", {"article": found, "body": html_of(found.body)})


@require_safe
def picture(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    if queries.published_with_picture(slug, name_in(name), timezone.localdate()) is None:
        raise Http404
    return sent(name, is_public=True)


def pages(request: HttpRequest) -> HttpResponse:
    found = queries.published_articles(timezone.localdate(), Section.PAGE).order_by("title", "pk")
    return render(request, "portal/pages.html", {"articles": found})


def page(request: HttpRequest, slug: str) -> HttpResponse:
    found = queries.published_article(slug, timezone.localdate(), Section.PAGE)
    if found is None:
        raise Http404
    return render(request, "portal/page.html", {"article": found, "body": html_of(found.body)})


@allowed(WRITE)
def articles(request: SignedIn) -> HttpResponse:
    context = {"page_obj": page_of(request, Article.objects.all()), "today": timezone.localdate()}
    return render(request, "portal/articles.html", context)


@allowed(WRITE)
def new_article(request: SignedIn) -> HttpResponse:
    def write(*, once: UUID, **written: Any) -> Article:
        make = partial(actions.write_article, by=request.user, **written)
        return make_once(by=request.user, key=once, sent=request.POST, files=request.FILES, make=make, model=Article)

    form = NewArticleForm(typed(request), request.FILES or None)
    return _edited(request, form, write, title=_("Tulis berita"))


@allowed(WRITE)
def change_article(request: SignedIn, id: int) -> HttpResponse:
    found = get_object_or_404(Article, pk=id)
    form = ChangeArticleForm(typed(request), request.FILES or None, article=found)
    change = partial(actions.change_article, by=request.user, article=found)
    return _edited(request, form, change, title=_("Ubah berita"), article=found)


@require_safe
@allowed(WRITE)
def picture_of_article(request: SignedIn, id: int) -> HttpResponse:
    """For whoever writes, also while it is a draft."""
    found = get_object_or_404(Article.objects.exclude(picture=""), pk=id)
    return sent(found.picture_small)


def _edited(
    request: SignedIn, form: ArticleForm, act: Callable[..., Article], *, title: str, article: Article | None = None
) -> HttpResponse:
    """Stored, or shown once more: with what is wrong, or as everybody would read it."""
    is_preview = request.POST.get("go") == "preview"
    if form.is_bound and not is_preview and not refused(form, act):
        messages.success(request, _("“%(title)s” tersimpan.") % {"title": form.cleaned_data["title"]})
        return redirect("article_list")
    preview = html_of(form.cleaned_data["body"]) if is_preview and form.is_valid() else ""
    context = {"form": form, "title": title, "preview": preview, "article": article, "is_lost": bool(request.FILES)}
    return render(request, "portal/article_form.html", context, status=422 if form.errors else 200)
