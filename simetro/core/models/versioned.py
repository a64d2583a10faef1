from django.db import models


class VersionedModel(models.Model):
    """A row that people change: `version` counts the changes, so that nobody overwrites what he has not seen."""

    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True

    def save_change(self) -> None:
        """Saves a change of a row that the caller holds locked."""
        self.version += 1
        self.save()
