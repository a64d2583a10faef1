from django.utils.translation import gettext as _

from services.enums import RepairNews
from services.models import OrderItem
from simetro.core.templatetags.simetro import tanggal
from simetro.core.web.public_pages import public_url
from uttp.names import name_of


def repair_subject(item: OrderItem, news: RepairNews) -> str:
    return f"{RepairNews(news).label}: {item.instrument.uttp_id}"


def repair_body(item: OrderItem, news: RepairNews) -> str:
    facts = {
        "uttp": f"{name_of(item.instrument.kind)} {item.instrument} ({item.instrument.uttp_id})",
        "reason": item.reason,
        "day": tanggal(item.repair_until),
    }
    what = {
        RepairNews.SENT: _("%(uttp)s belum dapat disahkan dan perlu diperbaiki: %(reason)s"),
        RepairNews.SOON: _("%(uttp)s masih tercatat diperbaiki: %(reason)s"),
        RepairNews.DUE: _("Hari ini batas perbaikan %(uttp)s."),
        RepairNews.OVERDUE: _("Batas perbaikan %(uttp)s sudah lewat, dan kami belum menerimanya kembali."),
    }[RepairNews(news)] % facts
    back = _(
        "Bawa kembali paling lambat %(day)s untuk diuji lagi pada order yang sama, tanpa biaya. "
        "Bila tidak jadi diperbaiki, kabari kami."
    )
    late = _("Bawa kembali secepatnya, atau kabari kami; bila tidak, UTTP ini ditetapkan batal.")
    next_step = late if news == RepairNews.OVERDUE else back % facts
    follow = _("Nomor transaksi: %(number)s\nIkuti prosesnya di %(url)s") % {
        "number": item.order.transaction_number,
        "url": public_url(item.order),
    }
    return f"{_('Yth.')} {item.order.owner.name},\n\n{what}\n\n{next_step}\n\n{follow}\n"
