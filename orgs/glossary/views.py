from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from core import languages
from core.forms.saving import saved
from core.http import href
from orgs.access import can_administer, is_insider
from orgs.glossary import renamed, terms
from orgs.glossary.forms import TermsForm
from orgs.http import OrgRequest, requires


@require_GET
@requires(is_insider)
def glossary(request: OrgRequest) -> HttpResponse:
    """The words of the method, with what this organisation calls them."""
    language = languages.asked(request)
    own = renamed(language)
    context = {
        "chosen": language,
        "languages": languages.CODES,
        "terms": [(term, own.get(key, {}).get("one")) for key, term in terms(language).items()],
        "may_rename": can_administer(request.person),
    }
    return render(request, "orgs/glossary/glossary.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(can_administer)
def terms_edit(request: OrgRequest) -> HttpResponse:
    """What the organisation calls the words of the method, one language at a time."""
    language = languages.asked(request)
    form = TermsForm(request.POST or None, language=language)
    if saved(form, organisation=request.organisation, by=request.person):
        messages.success(request, _("Saved."))
        return redirect(f"{href('orgs:terms_edit')}?language={language}")
    context = {"form": form, "chosen": language, "languages": languages.CODES}
    status = 422 if form.is_bound else 200
    return render(request, "orgs/glossary/terms_edit.html", context, status=status)
