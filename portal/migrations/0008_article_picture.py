from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0007_invitation"),
    ]

    operations = [
        migrations.AddField(
            model_name="article",
            name="picture",
            field=models.CharField(blank=True, editable=False, max_length=50),
        ),
        migrations.AddField(
            model_name="article",
            name="picture_height",
            field=models.PositiveSmallIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name="article",
            name="picture_text",
            field=models.CharField(blank=True, max_length=200, verbose_name="yang tampak pada gambar"),
        ),
        migrations.AddField(
            model_name="article",
            name="picture_width",
            field=models.PositiveSmallIntegerField(default=0, editable=False),
        ),
        migrations.AddConstraint(
            model_name="article",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("picture", ""), ("picture_text", "")),
                    models.Q(("picture", ""), ("picture_text", ""), _connector="OR", _negated=True),
                    _connector="OR",
                ),
                name="article_picture_in_words",
            ),
        ),
    ]
