from portal.views.account import owner_file, owner_home, owner_list
from portal.views.certificate import verify, verify_token
from portal.views.home import home, search
from portal.views.instrument import instrument
from portal.views.news import (
    article,
    articles,
    change_article,
    new_article,
    news,
    page,
    pages,
    picture,
    picture_of_article,
)
from portal.views.order import file, status
from portal.views.sidang import schedule, schedule_calendar, sidang, sidang_calendar

__all__ = [
    "article",
    "articles",
    "change_article",
    "file",
    "home",
    "instrument",
    "new_article",
    "news",
    "owner_file",
    "owner_home",
    "owner_list",
    "page",
    "pages",
    "picture",
    "picture_of_article",
    "schedule",
    "schedule_calendar",
    "search",
    "sidang",
    "sidang_calendar",
    "status",
    "verify",
    "verify_token",
]
