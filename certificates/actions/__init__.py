from certificates.actions.chain import appoint_stand_in, remove_tier, save_tier, withdraw_stand_in
from certificates.actions.drafting import change_certificate, discard_certificate, draft_certificate, submit_certificate
from certificates.actions.issuing import freeze_certificate
from certificates.actions.notices import note_view
from certificates.actions.signing import approve_certificate, approve_many, return_certificate
from certificates.actions.withdrawal import replace_certificate, revoke_certificate

__all__ = [
    "appoint_stand_in",
    "approve_certificate",
    "approve_many",
    "change_certificate",
    "discard_certificate",
    "draft_certificate",
    "freeze_certificate",
    "note_view",
    "remove_tier",
    "replace_certificate",
    "return_certificate",
    "revoke_certificate",
    "save_tier",
    "submit_certificate",
    "withdraw_stand_in",
]
