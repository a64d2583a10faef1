from ninja import Router

from services.api import items, orders, verifications

router = Router()
router.add_router("", orders.router)
router.add_router("", items.router)
router.add_router("", verifications.router)

__all__ = ["router"]
