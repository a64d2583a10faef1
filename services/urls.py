from django.urls import path

from services.views import new_order, order_steps, orders

ORDERS = [
    path("order", orders.listed, name="order_list"),
    path("order/baru", new_order.new, name="order_new"),
    path("order/baru/uttp", new_order.lines, name="order_lines"),
    path("order/<str:number>", orders.detail, name="order_detail"),
    path("order/<str:number>/bukti", new_order.receipt, name="order_receipt"),
    path("order/<str:number>/formulir.pdf", orders.form_pdf, name="order_form_pdf"),
    path("order/<str:number>/terima", order_steps.accept, name="order_accept"),
    path("order/<str:number>/tolak", order_steps.reject, name="order_reject"),
    path("order/<str:number>/batalkan", order_steps.cancel, name="order_cancel"),
    path("order/<str:number>/jadwal", order_steps.schedule, name="order_schedule"),
    path("order/<str:number>/tambah", order_steps.add_item, name="order_add_item"),
    path("order/<str:number>/uttp/<str:uttp_id>/tarik", order_steps.withdraw, name="order_item_withdraw"),
    path("order/<str:number>/uttp/<str:uttp_id>/perbaiki", order_steps.repair, name="order_item_repair"),
    path("order/<str:number>/uttp/<str:uttp_id>/batal-perbaikan", order_steps.give_up, name="order_item_give_up"),
]

urlpatterns = [*ORDERS]
