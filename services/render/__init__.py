"""Documents on paper; each template sees what its sheet says, nothing else."""

from services.render.registration import render_registration_form

__all__ = ["render_registration_form"]
