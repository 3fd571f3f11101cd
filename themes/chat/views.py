"""The chats that hear of a theme, what they heard, and what failed."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, Subquery
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.forms.saving import saved
from core.http import fragment, href
from orgs.access import can_administer
from orgs.http import OrgRequest, requires
from orgs.reauthentication.recent import recently_signed_in
from themes.access import can_connect_chat, can_post_again, can_run_chat, can_see_chat
from themes.chat import actions
from themes.chat.forms import ChatForm
from themes.chat.tasks import post_soon
from themes.models import ChatChannel, ChatPost, Theme

LAST = 20


@require_http_methods(["GET", "HEAD", "POST"])
@requires(can_see_chat)
@recently_signed_in
def chat_detail(request: OrgRequest, theme: Theme) -> HttpResponse:
    """Which chats are connected, the form for one, and the last messages."""
    connects = can_connect_chat(request.person, theme)
    if request.method == "POST" and not connects:
        raise PermissionDenied(can_connect_chat.sentence)
    form = ChatForm(request.POST or None, theme=theme)
    if request.method == "POST" and saved(form, by=request.person):
        messages.success(request, _("Connected. Send a test message to see whether it arrives."))
        return redirect(href("themes:chat_detail", theme=theme.pk))
    posts = list(ChatPost.objects.filter(channel__theme=theme).select_related("channel")[:LAST])
    context = {
        "theme": theme,
        "form": form if connects else None,
        "channels": theme.chat_channels.select_related("connected_by"),
        "posts": posts,
        "pending": any(post.pending for post in posts),
    }
    status = 422 if form.is_bound else 200
    return fragment(request, "themes/chat/detail.html", "posts", context, status=status)


@require_POST
@requires(can_run_chat)
def chat_test(request: OrgRequest, chat_channel: ChatChannel) -> HttpResponse:
    actions.chat_test(channel=chat_channel)
    messages.success(request, _("The test message is on its way. Below stands what becomes of it."))
    return redirect(href("themes:chat_detail", theme=chat_channel.theme_id))


@require_POST
@requires(can_run_chat)
def chat_disconnect(request: OrgRequest, chat_channel: ChatChannel) -> HttpResponse:
    actions.chat_disconnect(channel=chat_channel, by=request.person)
    messages.success(request, _("Disconnected. The address is forgotten."))
    return redirect(href("themes:chat_detail", theme=chat_channel.theme_id))


@require_POST
@requires(can_post_again)
def chat_post_again(request: OrgRequest, chat_post: ChatPost) -> HttpResponse:
    if chat_post.send_again():
        post_soon()
        messages.success(request, _("It goes out again within a minute."))
    else:
        messages.error(request, _("Only what failed or may not have arrived can go again."))
    return redirect(href("themes:chat_detail", theme=chat_post.channel.theme_id))


@require_GET
@requires(can_administer)
def chat_list(request: OrgRequest) -> HttpResponse:
    """All chats of the organisation, with how the last message of each ended."""
    last = ChatPost.objects.filter(channel=OuterRef("pk")).order_by("-pk")
    rows = ChatChannel.objects.annotate(last=Subquery(last.values("pk")[:1]))
    channels = list(rows.select_related("theme", "connected_by"))
    posts = ChatPost.objects.in_bulk([row.last for row in channels if row.last])
    context = {"rows": [(row, posts.get(row.last)) for row in channels]}
    return render(request, "themes/chat/list.html", context)
