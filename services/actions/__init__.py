from services.actions.arrivals import arrive
from services.actions.assignments import assignment_for, assignment_of, issue_assignment
from services.actions.authority import save_competence, save_scope
from services.actions.capacity import (
    close_on,
    move_request,
    remove_kind_time,
    remove_service_day,
    save_kind_time,
    save_service_day,
)
from services.actions.items import (
    add_item,
    give_up_repair,
    receive_repaired,
    send_to_repair,
    set_document_state,
    withdraw_item,
)
from services.actions.notices import tell_owner
from services.actions.office_letters import state_mark
from services.actions.orders import accept_order, cancel_order, register_order, reject_order, schedule_order
from services.actions.registrations import cancel_registration, forget_registrations, sign_up
from services.actions.reminders import remind_owners
from services.actions.repairs import remind_repairs
from services.actions.sidang import (
    announce_sidang,
    call_in,
    cancel_sidang,
    change_sidang,
    close_sidang,
    plan_sidang,
    register_walk_in,
)
from services.actions.stamps import (
    correct_move,
    damage_stamps,
    hand_out_stamps,
    receive_stamps,
    return_stamps,
    save_stamp_kind,
    take_back_stamps,
    use_stamps,
)
from services.actions.standards import save_standard
from services.actions.verifications import finalize_many, finalize_verification, replace_readings, start_verification

__all__ = [
    "accept_order",
    "add_item",
    "announce_sidang",
    "arrive",
    "assignment_for",
    "assignment_of",
    "call_in",
    "cancel_order",
    "cancel_registration",
    "cancel_sidang",
    "change_sidang",
    "close_on",
    "close_sidang",
    "correct_move",
    "damage_stamps",
    "finalize_many",
    "finalize_verification",
    "forget_registrations",
    "give_up_repair",
    "hand_out_stamps",
    "issue_assignment",
    "move_request",
    "plan_sidang",
    "receive_repaired",
    "receive_stamps",
    "register_order",
    "register_walk_in",
    "reject_order",
    "remind_owners",
    "remind_repairs",
    "remove_kind_time",
    "remove_service_day",
    "replace_readings",
    "return_stamps",
    "save_competence",
    "save_kind_time",
    "save_scope",
    "save_service_day",
    "save_stamp_kind",
    "save_standard",
    "schedule_order",
    "send_to_repair",
    "set_document_state",
    "sign_up",
    "start_verification",
    "state_mark",
    "take_back_stamps",
    "tell_owner",
    "use_stamps",
    "withdraw_item",
]
