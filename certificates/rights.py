from simetro.core.kit.roles import DESK, Rights, Role

RIGHTS: Rights = {
    "certificates.view_certificate": DESK | {Role.SIGNATORY, Role.OWNER},
    "certificates.draft_certificate": DESK,
    "certificates.sign_certificate": frozenset({Role.SIGNATORY}),
    "certificates.use_certificates": DESK | {Role.SIGNATORY},
    "certificates.withdraw_certificate": DESK | {Role.SIGNATORY},
}
