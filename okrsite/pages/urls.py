from django.urls import path

from okrsite.pages import my_work

app_name = "pages"
urlpatterns = [path("", my_work.my_work, name="my_work")]
