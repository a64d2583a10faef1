from certificates.api import router as certificates
from portal.api import router as portal
from services.api import router as services
from simetro.core.rest import HouseApi
from uttp.api import router as uttp

api = HouseApi(title="Simetro", version="1", urls_namespace="api-v1")
api.add_router("/public", portal)  # first, since nearly all calls are look-ups
api.add_router("", uttp)
api.add_router("", services)
api.add_router("", certificates)
