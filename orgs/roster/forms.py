from typing import Any

from django.utils.translation import gettext_lazy as _

from core.forms.tables import TableForm


class RosterForm(TableForm):
    nothing = _("Choose a file or paste the lines of your roster.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = _(
            "CSV with comma, semicolon or tab; at most 5 MB and 5,000 people."
        )
