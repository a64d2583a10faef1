from simetro.core.roles import DESK, Rights

RIGHTS: Rights = {
    "portal.change_article": DESK,
    "portal.change_linkrequest": DESK,
    "portal.change_broadcast": DESK,
}
