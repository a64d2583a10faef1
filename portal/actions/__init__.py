from portal.actions.broadcasts import (
    change_broadcast,
    compose_broadcast,
    start_broadcast,
    stop_broadcast,
    try_broadcast,
)
from portal.actions.complaints import answer_complaint, complain
from portal.actions.grants import accept_invitation, invite, refuse_invitation
from portal.actions.links import approve_link, ask_link, refuse_link
from portal.actions.news import change_article, write_article
from portal.actions.survey import answer_survey

__all__ = [
    "accept_invitation",
    "answer_complaint",
    "answer_survey",
    "approve_link",
    "ask_link",
    "change_article",
    "change_broadcast",
    "complain",
    "compose_broadcast",
    "invite",
    "refuse_invitation",
    "refuse_link",
    "start_broadcast",
    "stop_broadcast",
    "try_broadcast",
    "write_article",
]
