from django.urls import path

from services.views import orders

ORDERS = [
    path("order", orders.listed, name="order_list"),
    path("order/<str:number>", orders.detail, name="order_detail"),
]

urlpatterns = [*ORDERS]
