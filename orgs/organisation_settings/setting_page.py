"""The page of one setting of the organisation, made of its form and its words."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.forms.saving import posted, saved
from core.http import href
from orgs.access import can_administer
from orgs.http import OrgRequest, requires
from orgs.organisation_settings.forms import SettingForm


@dataclass(frozen=True)
class SettingPage:
    """`url` is the name of its address, `way` its name in the navigation of settings.

    A template of its own extends the common one where the page holds more than the form; `more`
    is what that one reads.
    """

    form: type[SettingForm]
    url: str
    way: str
    title: str | Promise
    heading: str | Promise
    lede: str | Promise
    template: str = "orgs/organisation_settings/edit.html"
    more: Callable[[], dict[str, Any]] = dict


def setting_view(page: SettingPage) -> Callable[..., HttpResponse]:
    def view(request: OrgRequest) -> HttpResponse:
        form = page.form(posted(request))
        if saved(form, by=request.person):
            messages.success(request, _("Saved."))
            return redirect(href(page.url))
        status = 422 if form.is_bound else 200
        context = {"page": page, "form": form, **page.more()}
        return render(request, page.template, context, status=status)

    view.__name__ = page.url.partition(":")[2]
    return require_http_methods(["GET", "HEAD", "POST"])(requires(can_administer)(view))
