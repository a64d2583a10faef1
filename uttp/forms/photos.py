from django.utils.translation import gettext_lazy as _

from simetro.core.web.forms import OnceForm, PictureField


class PhotoForm(OnceForm):
    picture = PictureField(
        label=_("Foto"),
        help_text=_(
            "JPG, PNG, atau WebP, paling besar 5 MB. Tempat dan waktu pemotretan yang tersimpan di foto kami buang."
        ),
    )
