"""What is said to the Cloud API, and what each of its answers means."""

import socket
from collections.abc import Iterator

import pytest

from portal import whatsapp
from portal.whatsapp import (
    CloudApi,
    MessageRefused,
    TryLater,
    Unanswered,
    Unavailable,
)
from simetro.core.kit.phones import international
from tests.whatsapp import ACCEPTED, Answer, Cloud, cloud, failed

PHONE = "6281234567890"


@pytest.fixture
def api() -> Iterator[Cloud]:
    with cloud() as told:
        yield told


def sender(told: Cloud) -> CloudApi:
    return CloudApi(told.url, "rahasia", "kabar")


def test_a_template_with_the_text_in_one_line(api: Cloud) -> None:
    sender(api).send(PHONE, "Yth. Tumini,\n\n\tdatanglah     besok.")
    path, headers, message = api.requests[0]
    assert (path, headers["Authorization"]) == ("/v21.0/1234/messages", "Bearer rahasia")
    assert message == {
        "messaging_product": "whatsapp",
        "to": PHONE,
        "type": "template",
        "template": {
            "name": "kabar",
            "language": {"code": "id"},
            "components": [{"type": "body", "parameters": [{"type": "text", "text": "Yth. Tumini, datanglah besok."}]}],
        },
    }


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (ACCEPTED, None),
        ((201, b"no json"), None),
        (failed(400, 131026), MessageRefused),
        (failed(400, 131050), MessageRefused),
        (failed(400, 131056), TryLater),
        (failed(400, 131049), TryLater),
        (failed(400, 999999), TryLater),
        ((400, b"no json"), TryLater),
        ((400, b'{"error": []}'), TryLater),
        (failed(400, 132001), Unavailable),
        (failed(400, 130429), Unavailable),
        (failed(401, 190), Unavailable),
        ((403, b""), Unavailable),
        ((429, b""), Unavailable),
        ((302, b""), Unavailable),
        (failed(500, 131000), Unavailable),
        ((502, b"<html>"), Unanswered),
        ((0, b""), Unanswered),
        ((200, b"[" * 100_000), None),
        ((400, b"[" * 60_000), TryLater),
    ],
)
def test_what_an_answer_means(api: Cloud, answer: Answer, error: type[Exception] | None) -> None:
    api.answer = lambda phone: answer
    if error is None:
        sender(api).send(PHONE, "x")
    else:
        with pytest.raises(error) as refused:
            sender(api).send(PHONE, "x")
        assert PHONE not in str(refused.value)
    assert len(api.requests) == 1  # no redirect is followed and nothing is sent twice


def test_a_server_that_is_gone_got_nothing(api: Cloud) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{closed.getsockname()[1]}/messages"
        with pytest.raises(Unavailable):
            CloudApi(url, "rahasia", "kabar").send(PHONE, "x")


def test_a_server_that_says_nothing_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whatsapp, "TIMEOUT", 0.1)
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(Unanswered):
        CloudApi(f"http://127.0.0.1:{silent.getsockname()[1]}/m", "rahasia", "kabar").send(PHONE, "x")


def test_the_token_is_not_shown(api: Cloud) -> None:
    assert "rahasia" not in repr(sender(api))


def test_switched_off_nothing_is_sent() -> None:
    assert not whatsapp.is_on()
    with pytest.raises(Unavailable):
        whatsapp.sender()


@pytest.mark.parametrize(
    ("written", "dialled"),
    [
        ("0812-3456-7890", PHONE),
        ("+62 812 3456 7890", PHONE),
        ("62 (0)812 3456 7890", PHONE),
        ("0062 812 3456 7890", PHONE),
        ("812 3456 7890", PHONE),
        ("(0281) 796 123", "62281796123"),
        ("+60 12 345 6789", "60123456789"),
        ("tidak ada", ""),
        ("", ""),
    ],
)
def test_numbers_as_people_write_them(written: str, dialled: str) -> None:
    assert international(written) == dialled
