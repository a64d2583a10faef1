from simetro.core.kit.roles import STAFF, Rights, Role

RIGHTS: Rights = {
    "core.enter_office": STAFF,
    "core.manage_people": frozenset({Role.SUPER_ADMIN}),
    "core.manage_reference_data": frozenset({Role.SUPER_ADMIN}),
    "core.view_logentry": frozenset({Role.SUPER_ADMIN}),
}
