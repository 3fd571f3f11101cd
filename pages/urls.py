from django.urls import path

from pages import coaching, team
from pages.calendar_feeds import views as calendar
from pages.my_work import views as my_work
from pages.person import views as person
from pages.theme import views as theme
from pages.worth import views as worth

app_name = "pages"
urlpatterns = [
    path("", my_work.my_work, name="my_work"),
    path("tabs/", my_work.tab_counts, name="tab_counts"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/address/", calendar.calendar_address, name="calendar_address"),
    path("themes/", theme.theme_list, name="theme_list"),
    path("themes/<int:theme>/", theme.theme_detail, name="theme_detail"),
    path("themes/<int:theme>/worth/", worth.worth, name="worth"),
    path("teams/<int:team>/", team.team_detail, name="team_detail"),
    path("coaching/", coaching.coaching, name="coaching"),
    path("coaching/<int:coaching>/hours/", coaching.coaching_hours, name="coaching_hours"),
    path("people/<int:person>/", person.person_detail, name="person_detail"),
    path("people/<int:person>/deactivate/", person.person_deactivate, name="person_deactivate"),
]
