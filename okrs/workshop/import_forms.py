from django.utils.translation import gettext_lazy as _

from core.forms.tables import TableForm


class ResultsForm(TableForm):
    """The filled-in sheet of a workshop."""

    nothing = _("Choose the sheet, or paste its lines.")
