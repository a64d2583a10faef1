"""Documents on paper; each template sees what its sheet says, nothing else."""

from services.render.attendance import render_attendance_list
from services.render.letters import render_assignment_letter, render_mark_statement, render_site_report
from services.render.observations import render_observations
from services.render.registration import render_registration_form, render_sign_up_slip

__all__ = [
    "render_assignment_letter",
    "render_attendance_list",
    "render_mark_statement",
    "render_observations",
    "render_registration_form",
    "render_sign_up_slip",
    "render_site_report",
]
