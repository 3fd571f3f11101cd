from django.urls import path

from themes.chat import views as chats
from themes.cycles import views as cycles
from themes.focus import views as focus
from themes.theme import views as themes

app_name = "themes"
urlpatterns = [
    path("themes/new/", themes.theme_create, name="theme_create"),
    path("themes/<int:theme>/edit/", themes.theme_edit, name="theme_edit"),
    path("themes/<int:theme>/close/", themes.theme_close, name="theme_close"),
    path("themes/<int:theme>/roles/", themes.role_list, name="role_list"),
    path("theme-roles/<int:role>/take/", themes.role_take, name="role_take"),
    path("themes/<int:theme>/focus/", focus.focus_detail, name="focus_detail"),
    path("themes/<int:theme>/focus/edit/", focus.focus_edit, name="focus_edit"),
    path("themes/<int:theme>/focus/print/", focus.focus_print, name="focus_print"),
    path("themes/<int:theme>/focus.md", focus.focus_markdown, name="focus_markdown"),
    path("focus-areas/<int:focus_area>/edit/", focus.focus_area_edit, name="focus_area_edit"),
    path("themes/<int:theme>/cycles/new/", cycles.cycle_plan, name="cycle_plan"),
    path("cycles/<int:cycle>/", cycles.cycle_detail, name="cycle_detail"),
    path("cycles/<int:cycle>/move/", cycles.cycle_move, name="cycle_move"),
    path("cycles/<int:cycle>/step/", cycles.cycle_step, name="cycle_step"),
    path("themes/<int:theme>/chat/", chats.chat_detail, name="chat_detail"),
    path("chats/<int:chat_channel>/test/", chats.chat_test, name="chat_test"),
    path("chats/<int:chat_channel>/disconnect/", chats.chat_disconnect, name="chat_disconnect"),
    path("chat-posts/<int:chat_post>/again/", chats.chat_post_again, name="chat_post_again"),
    path("settings/chats/", chats.chat_list, name="chat_list"),
]
