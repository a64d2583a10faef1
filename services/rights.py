from simetro.core.kit.roles import (
    DESK,
    STAFF,
    Rights,
    Role,
)

RIGHTS: Rights = {
    "services.view_order": STAFF | {Role.OWNER},
    "services.add_order": DESK | {Role.OWNER},
    "services.review_order": DESK,
    "services.cancel_order": DESK | {Role.OWNER},
    "services.view_sidang": DESK | {Role.SIGNATORY},
    "services.change_sidang": DESK,
    "services.register_walk_in": DESK | {Role.PENERA},
    "services.view_orderitem": STAFF | {Role.OWNER},
    "services.repair_item": DESK | {Role.PENERA},
    "services.view_verification": STAFF | {Role.OWNER},
    "services.record_verification": frozenset({Role.PENERA}),
    "services.add_markstatement": DESK | {Role.PENERA},
    "services.evaluate": STAFF,
    "services.view_assignmentletter": STAFF,
    "services.use_desk": DESK | {Role.SIGNATORY},
    "services.view_standard": DESK,
    "services.view_stampmove": DESK,
    "services.keep_stamps": DESK,
    "services.use_stamps": frozenset({Role.PENERA}),
    "services.view_history": DESK | {Role.SIGNATORY},
}
