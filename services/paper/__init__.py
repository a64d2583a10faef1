"""Fills what documents say from what is stored."""

from services.paper.attendance import attendance_list_of
from services.paper.common import letterhead_of, printed
from services.paper.item import item_of, standards_of
from services.paper.letters import (
    assignment_letter_for,
    assignment_letter_of,
    mark_statement_of,
    numbered_for,
    numbered_of,
)
from services.paper.observations import observation_sheet_of
from services.paper.registration import registration_form_of, sign_up_slip_of
from services.paper.site_report import site_report_of
from services.paper.slips import hand_over_of, queue_slip_of, stickers_of

__all__ = [
    "assignment_letter_for",
    "assignment_letter_of",
    "attendance_list_of",
    "hand_over_of",
    "item_of",
    "letterhead_of",
    "mark_statement_of",
    "numbered_for",
    "numbered_of",
    "observation_sheet_of",
    "printed",
    "queue_slip_of",
    "registration_form_of",
    "sign_up_slip_of",
    "site_report_of",
    "standards_of",
    "stickers_of",
]
