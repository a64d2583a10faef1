from ninja import Router

from services.orders.api import items, orders
from services.repairs import api as repairs
from services.testing import api as testing

router = Router()
router.add_router("", orders.router)
router.add_router("", items.router)
router.add_router("", repairs.router)
router.add_router("", testing.router)
