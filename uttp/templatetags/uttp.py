"""How pages name an instrument and its validity."""

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString

from simetro.core.templatetags.simetro import tag
from uttp.kinds import Kind
from uttp.models import Instrument
from uttp.names import name_of

register = template.Library()


@register.filter
def kind_name(kind: Kind) -> str:
    return name_of(kind)


@register.simple_tag
def state_tag(instrument: Instrument, size: str = "") -> SafeString:
    state = instrument.state_on(timezone.localdate())
    return tag(state, str(state.label), size)
