"""The internal rate of an hour, a setting of the organisation."""

from django.utils.translation import gettext_lazy

from orgs.organisation_settings.setting_page import SettingPage, setting_view
from reviews.hourly_rate.forms import HourlyRateForm

rate_edit = setting_view(
    SettingPage(
        HourlyRateForm,
        url="reviews:rate_edit",
        way="costs",
        title=gettext_lazy("Costs"),
        heading=gettext_lazy("What an hour costs"),
        lede=gettext_lazy(
            "One internal rate for all hours, if you want it. A theme’s sponsors and integration"
            " team, and administrators, then read what the agreed hours cost beside what they"
            " brought. It is never a person’s rate."
        ),
    )
)
