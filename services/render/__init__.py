"""Documents on paper; each template sees what its sheet says, nothing else."""

from services.render.attendance import render_attendance_list
from services.render.letters import render_assignment_letter, render_mark_statement, render_site_report
from services.render.observations import render_observations
from services.render.registration import render_registration_form, render_sign_up_slip
from services.render.slips import render_hand_over, render_queue_slip, render_stickers

__all__ = [
    "render_assignment_letter",
    "render_attendance_list",
    "render_hand_over",
    "render_mark_statement",
    "render_observations",
    "render_queue_slip",
    "render_registration_form",
    "render_sign_up_slip",
    "render_site_report",
    "render_stickers",
]
