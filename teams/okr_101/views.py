from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from core import languages
from orgs.access import is_insider
from orgs.http import OrgRequest, requires
from teams.okr_101 import lesson, questions


@require_http_methods(["GET", "HEAD", "POST"])
@requires(is_insider)
def okr_101(request: OrgRequest) -> HttpResponse:
    """The built-in OKR 101; a POST shows the answers of the self-check and stores nothing."""
    language = languages.asked(request)
    told = lesson(language)
    asked = questions(told, request.POST.dict())
    right = sum(question.is_right for question in asked)
    context = {
        "chosen": language,
        "languages": languages.CODES,
        "lesson": told,
        "questions": asked,
        "answered": request.method == "POST",
        "result": told["words"]["result"].format(right=right, all=len(asked)),
    }
    return render(request, "teams/okr_101.html", context)
