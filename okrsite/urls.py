"""The whole address book. Each app brings its own part of an organisation's addresses."""

from django.urls import URLPattern, URLResolver, include, path

from okrsite import health
from orgs.accounts import views as account
from orgs.email_changes import views as addresses
from orgs.founding import views as founding
from orgs.identity import views as provider
from orgs.invitations import join_views as joining
from orgs.reauthentication import views as again
from orgs.sign_in import views as security
from pages import demo, home
from pages.calendar_feeds import views as calendar

organisation = [
    path("", include("pages.urls")),
    path("", include("orgs.urls")),
    path("", include("nudges.urls")),
    path("", include("themes.urls")),
    path("", include("teams.urls")),
    path("", include("okrs.urls")),
    path("", include("checkins.urls")),
    path("", include("reviews.urls")),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("demo/", demo.cast, name="demo_cast"),
    path("demo/sign-in/", demo.sign_in, name="demo_sign_in"),
    path("accounts/email/", account.email_stays, name="account_email_stays"),
    path("accounts/signup/", founding.sign_up, name="sign_up"),
    path("accounts/password/change/", account.password_change, name="account_password_change"),
    path("accounts/password/set/", account.password_set, name="account_password_set"),
    path("accounts/again/", again.again, name="account_again"),
    path("accounts/again/send/", again.again_send, name="account_again_send"),
    path("accounts/again/go-on/", again.go_on, name="account_go_on"),
    path("accounts/", include(security.urls)),
    path("accounts/organisation/", provider.organisation_sign_in, name="organisation_sign_in"),
    path("accounts/oidc/<slug:provider_id>/", include(provider.urls)),
    path("accounts/", include("allauth.account.urls")),
    path("account/", account.account_settings, name="account_settings"),
    path("account/security/", security.overview, name="account_security"),
    path("appearance/", home.appearance, name="appearance"),
    path("organisations/new/", founding.organisation_found, name="organisation_found"),
    path("a/join/<str:token>/", joining.invitation_join, name="invitation_join"),
    path("a/address/<str:token>/", addresses.address_stop, name="address_stop_link"),
    path("a/calendar/<str:token>.ics", calendar.calendar_feed, name="calendar_feed"),
    path("a/", include("nudges.link_urls")),
    path("a/", include("teams.link_urls")),
    path("a/", include("reviews.link_urls")),
    path("o/<slug:organisation>/", include(organisation)),
]
handler500 = "pages.errors.server_error"
