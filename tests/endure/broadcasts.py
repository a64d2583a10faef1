"""One text to many, over servers that hang up and put off, by a worker that is killed in the middle."""

from collections import Counter
from collections.abc import Iterator

from django.test.utils import override_settings

from portal import actions
from portal.models import Broadcast
from portal.queries import delivery_report
from tests.endure.counts import Count, count
from tests.endure.installation import Hosts, installation, work_until
from tests.endure.post import HANGS_UP, LATER, TAKEN, post
from tests.office import Office, open_office
from tests.whatsapp import ACCEPTED, Answer, cloud, failed

OWNERS = 250  # three batches
KILLED = range(7, OWNERS, 60)  # while his copy is on its way
CUT_OFF = range(23, OWNERS, 80)  # the connection is lost in the middle
PUT_OFF = range(11, OWNERS, 50)  # told to come again


def run_by_mail() -> Iterator[Count]:
    """Of the killed every other one is when the server has his mail, which then is sent again as the same mail."""
    with post() as server, installation(EMAIL_URL=f"smtp://127.0.0.1:{server.port}") as hosts:
        broadcast = _started(open_office(), email="p{}@contoh.test")
        blows = _Blows(hosts)
        early, late = _addresses(KILLED[::2]), _addresses(KILLED[1::2])
        cut, put = _addresses(CUT_OFF), _addresses(PUT_OFF)

        def before(to: str) -> bytes:
            if to in early:
                blows.kill(to)
            if to in cut and blows.is_first(to):
                return HANGS_UP
            return LATER if to in put and blows.is_first(to) else TAKEN

        server.before, server.after = before, lambda to: blows.kill(to) if to in late else None
        _work(broadcast, hosts)
        mails = set(server.kept)
        again = len(server.kept) - len(mails)
        note = f"{again} again under their Message-ID"
        wanted = _addresses(range(OWNERS))
        yield count("broadcast: mails", blows.struck, wanted=wanted, found=[to for to, _key in mails], note=note)
        report = delivery_report(broadcast)
        assert report == _report(sent=OWNERS), report
        assert again <= len(late), again


def run_by_whatsapp() -> Iterator[Count]:
    """At most one each: whoever's message had arrived when its sender was killed or cut off is told as unsure."""
    with cloud() as server:
        facts = {"WHATSAPP_URL": server.url, "WHATSAPP_TOKEN": "rahasia", "WHATSAPP_TEMPLATE": "kabar"}
        with installation(**facts) as hosts:
            with override_settings(**facts):
                broadcast = _started(open_office(), phone="0812-0000-0{:03}")
            blows, arrived = _Blows(hosts), []
            killed, cut, put = _numbers(KILLED), _numbers(CUT_OFF), _numbers(PUT_OFF)

            def answer(phone: str) -> Answer:
                if phone in put and blows.is_first(phone):
                    return failed(400, 131056)
                arrived.append(phone)
                if phone in killed:
                    blows.kill(phone)
                return (0, b"") if phone in cut and blows.is_first(phone) else ACCEPTED

            server.answer = answer
            _work(broadcast, hosts)
            unsure = len(killed | cut)
            wanted, note = _numbers(range(OWNERS)), f"{unsure} unsure"
            yield count("broadcast: messages", blows.struck, wanted=wanted, found=arrived, note=note)
            report = delivery_report(broadcast)
            assert report == _report(sent=OWNERS - unsure, unsure=unsure), report


class _Blows:
    """Each strikes once; a later copy to the same address is left in peace."""

    def __init__(self, hosts: Hosts) -> None:
        self._hosts = hosts
        self._seen: Counter[str] = Counter()

    @property
    def struck(self) -> int:
        return len(self._seen)

    def is_first(self, address: str) -> bool:
        self._seen[address] += 1
        return self._seen[address] == 1

    def kill(self, address: str) -> None:
        if self.is_first(address):
            self._hosts.kill()


def _started(office: Office, **contact: str) -> Broadcast:
    for n in range(OWNERS):
        office.owner(f"Pemilik {n}", **{"phone": ""} | {name: text.format(n) for name, text in contact.items()})
    composed = actions.compose_broadcast(by=office.admin, subject="Sidang", body="Yth. {nama},\n\ndatanglah.")
    return actions.start_broadcast(by=office.admin, broadcast=composed)


def _work(broadcast: Broadcast, hosts: Hosts) -> None:
    work_until(lambda: Broadcast.objects.get(pk=broadcast.pk).status == "done", hosts)


def _report(**states: int) -> dict[str, int]:
    return {"pending": 0, "sent": 0, "muted": 0, "failed": 0, "bounced": 0, "unsure": 0} | states


def _addresses(which: range) -> set[str]:
    return {f"p{n}@contoh.test" for n in which}


def _numbers(which: range) -> set[str]:
    return {f"628120000{n:04}" for n in which}
