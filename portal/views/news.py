"""News and pages that stay: read by everybody, written by the desk."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal import actions, queries
from portal.enums import ArticleSection
from portal.forms import ArticleForm, ChangeArticleForm, NewArticleForm
from portal.models import Article
from portal.render import html_of
from simetro.core.access.guards import SignedIn, allowed
from simetro.core.documents.pictures import name_in, picture_file
from simetro.core.web.listing import page_of
from simetro.core.web.pages import created, post_data, saved, show_form

WRITE = "portal.change_article"
PER_PAGE = 10  # pictures that a phone has to load at once


def news(request: HttpRequest) -> HttpResponse:
    page = page_of(request, queries.published_articles(timezone.localdate()), PER_PAGE)
    return render(request, "portal/news.html", {"page_obj": page})


def article(request: HttpRequest, slug: str) -> HttpResponse:
    return _article(request, slug, ArticleSection.NEWS, "portal/article.html")


@require_safe
def picture(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    if queries.published_with_picture(slug, name_in(name), timezone.localdate()) is None:
        raise Http404
    return picture_file(name, is_public=True)


def pages(request: HttpRequest) -> HttpResponse:
    articles = queries.published_articles(timezone.localdate(), ArticleSection.PAGE).order_by("title", "pk")
    return render(request, "portal/pages.html", {"articles": articles})


def page(request: HttpRequest, slug: str) -> HttpResponse:
    return _article(request, slug, ArticleSection.PAGE, "portal/page.html")


def _article(request: HttpRequest, slug: str, section: ArticleSection, template: str) -> HttpResponse:
    article = queries.published_article(slug, timezone.localdate(), section)
    if article is None:
        raise Http404
    return render(request, template, {"article": article, "body": html_of(article.body)})


@allowed(WRITE)
def articles(request: SignedIn) -> HttpResponse:
    context = {"page_obj": page_of(request, Article.objects.all()), "today": timezone.localdate()}
    return render(request, "portal/articles.html", context)


@allowed(WRITE)
def new_article(request: SignedIn) -> HttpResponse:
    form = NewArticleForm(post_data(request), request.FILES or None)
    if not _is_preview(request) and (
        article := created(request, form, Article, lambda: actions.write_article(by=request.user, **form.facts()))
    ):
        return _saved(request, article)
    return _show(request, form, title=_("Tulis berita"))


@allowed(WRITE)
def change_article(request: SignedIn, id: int) -> HttpResponse:
    article = get_object_or_404(Article, pk=id)
    form = ChangeArticleForm(post_data(request), request.FILES or None, article=article)
    if not _is_preview(request) and (
        changed := saved(form, lambda: actions.change_article(by=request.user, article=article, **form.cleaned_data))
    ):
        return _saved(request, changed)
    return _show(request, form, title=_("Ubah berita"), article=article)


@require_safe
@allowed(WRITE)
def picture_of_article(request: SignedIn, id: int) -> HttpResponse:
    """The picture of an article for its writers, also while it is a draft."""
    article = get_object_or_404(Article.objects.exclude(picture=""), pk=id)
    return picture_file(article.picture_small)


def _is_preview(request: SignedIn) -> bool:
    return request.POST.get("go") == "preview"


def _saved(request: SignedIn, article: Article) -> HttpResponse:
    messages.success(request, _("“%(title)s” tersimpan.") % {"title": article.title})
    return redirect("article_list")


def _show(request: SignedIn, form: ArticleForm, *, title: str, article: Article | None = None) -> HttpResponse:
    """The form of an article: new, with errors, or with a preview."""
    preview = html_of(form.cleaned_data["body"]) if _is_preview(request) and form.is_valid() else ""
    context = {"title": title, "preview": preview, "article": article, "is_lost": bool(request.FILES)}
    return show_form(request, "portal/article_form.html", form, **context)
