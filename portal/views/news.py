"""News: read by everybody, written by the desk."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from portal import actions, queries
from portal.forms import ArticleForm, ChangeArticleForm, NewArticleForm
from portal.models import Article
from portal.render import html_of
from simetro.core.access import SignedIn, allowed
from simetro.core.errors import DomainError
from simetro.core.listing import page_of
from simetro.core.once import once

WRITE = "portal.change_article"


def news(request: HttpRequest) -> HttpResponse:
    page = page_of(request, queries.published_articles(timezone.localdate()))
    return render(request, "portal/news.html", {"page_obj": page})


def article(request: HttpRequest, slug: str) -> HttpResponse:
    found = queries.published_article(slug, timezone.localdate())
    if found is None:
        raise Http404
    return render(request, "portal/article.html", {"article": found, "body": html_of(found.body)})


@allowed(WRITE)
def articles(request: SignedIn) -> HttpResponse:
    context = {"page_obj": page_of(request, Article.objects.all()), "today": timezone.localdate()}
    return render(request, "portal/articles.html", context)


@allowed(WRITE)
def new_article(request: SignedIn) -> HttpResponse:
    form = NewArticleForm(_typed(request))

    def save() -> Article:
        return once(
            by=request.user,
            key=form.cleaned_data["once"],
            sent=request.POST,
            make=lambda: actions.write_article(by=request.user, **form.written),
            model=Article,
        )

    return _edited(request, form, save, title=_("Tulis berita"))


@allowed(WRITE)
def change_article(request: SignedIn, id: int) -> HttpResponse:
    found = get_object_or_404(Article, pk=id)
    known = {name: getattr(found, name) for name in ("version", *ArticleForm.base_fields)}
    form = ChangeArticleForm(_typed(request), initial=known)

    def save() -> Article:
        version = form.cleaned_data["version"]
        return actions.change_article(by=request.user, article=found, version=version, **form.written)

    return _edited(request, form, save, title=_("Ubah berita"))


def _typed(request: SignedIn) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _edited(request: SignedIn, form: ArticleForm, save: Any, *, title: str) -> HttpResponse:
    """Stored, or shown once more: with what is wrong, or as everybody would read it."""
    is_preview = request.POST.get("go") == "preview"
    if form.is_valid() and not is_preview and _saved(request, form, save):
        return redirect("article_list")
    preview = html_of(form.cleaned_data["body"]) if is_preview and form.is_valid() else ""
    context = {"form": form, "title": title, "preview": preview}
    return render(request, "portal/article_form.html", context, status=422 if form.errors else 200)


def _saved(request: SignedIn, form: ArticleForm, save: Any) -> bool:
    try:
        messages.success(request, _("“%(title)s” tersimpan.") % {"title": save()})
    except DomainError as error:
        form.refuse(error)
        return False
    return True
