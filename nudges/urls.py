from django.urls import path

from nudges import views

app_name = "nudges"
urlpatterns = [
    path("messages/", views.message_list, name="message_list"),
    path("messages/<int:message>/again/", views.message_send_again, name="message_send_again"),
]
