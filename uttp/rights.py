from simetro.core.kit.roles import (
    DESK,
    STAFF,
    Rights,
    Role,
)

RIGHTS: Rights = {
    "uttp.view_owner": DESK | {Role.SIGNATORY, Role.OWNER},
    "uttp.add_owner": DESK | {Role.OWNER},
    "uttp.change_owner": DESK | {Role.OWNER},
    "uttp.delete_owner": frozenset({Role.SUPER_ADMIN}),
    "uttp.view_instrument": STAFF | {Role.OWNER},
    "uttp.add_instrument": DESK | {Role.OWNER},
    "uttp.change_instrument": DESK | {Role.OWNER},
    "uttp.transfer_instrument": DESK,
    "uttp.retire_instrument": DESK | {Role.OWNER},
    "uttp.delete_instrument": frozenset({Role.SUPER_ADMIN}),
    "uttp.import_register": DESK,
    "uttp.use_register": DESK | {Role.SIGNATORY},
}
