from django.urls import path

from nudges import views

app_name = "nudges"
urlpatterns = [
    path("messages/", views.message_list, name="message_list"),
    path("reminders/", views.reminders_edit, name="reminders_edit"),
    path("settings/reminders/", views.quiet_hours_edit, name="quiet_hours_edit"),
    path("messages/<int:message>/", views.message_detail, name="message_detail"),
    path("messages/<int:message>/html/", views.message_html, name="message_html"),
    path("messages/<int:message>/again/", views.message_send_again, name="message_send_again"),
    path("people/<int:person>/address/", views.address_clear, name="address_clear"),
]
