from django.http import HttpRequest, HttpResponse


def public_file(request: HttpRequest, transaction_number: str, n: int) -> HttpResponse:
    return HttpResponse()


def owner_home(request: HttpRequest) -> HttpResponse:
    return HttpResponse()
