"""Who wrote what: kept as it was then, since people change names and titles."""

from django.db import models


class Authored(models.Model):
    """A row that someone wrote, with the author's name and title as they were then."""

    author_id = models.TextField()
    author_name = models.TextField()
    author_title = models.TextField(blank=True)

    class Meta:
        abstract = True

    @property
    def full_signature(self) -> str:
        """Name and title, also where it is signed as the clinic: for colleagues."""
        title = self.author_title
        return f"{self.author_name}, {title}" if title else self.author_name
