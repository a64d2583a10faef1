from simetro.core.kit.roles import DESK, Rights, Role

RIGHTS: Rights = {
    "portal.change_article": DESK,
    "portal.change_linkrequest": DESK,
    "portal.change_broadcast": DESK,
    "portal.change_complaint": DESK,
    "portal.change_datarequest": DESK,
    "portal.view_surveyanswer": DESK | {Role.SIGNATORY},
}
