from portal.actions.broadcasts import (
    change_broadcast,
    compose_broadcast,
    start_broadcast,
    stop_broadcast,
    try_broadcast,
)
from portal.actions.complaints import answer_complaint, complain
from portal.actions.data_requests import (
    answer_data_request,
    ask_about_data,
    hand_out_copy,
    note_copy,
    refuse_data_request,
)
from portal.actions.erasure import erase_owner
from portal.actions.grants import accept_invitation, invite, refuse_invitation
from portal.actions.links import approve_link, ask_link, refuse_link
from portal.actions.news import change_article, write_article
from portal.actions.survey import answer_survey

__all__ = [
    "accept_invitation",
    "answer_complaint",
    "answer_data_request",
    "answer_survey",
    "approve_link",
    "ask_about_data",
    "ask_link",
    "change_article",
    "change_broadcast",
    "complain",
    "compose_broadcast",
    "erase_owner",
    "hand_out_copy",
    "invite",
    "note_copy",
    "refuse_data_request",
    "refuse_invitation",
    "refuse_link",
    "start_broadcast",
    "stop_broadcast",
    "try_broadcast",
    "write_article",
]
