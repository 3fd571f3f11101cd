from django.urls import path

from orgs.audit import views as audit
from orgs.email_changes import views as addresses
from orgs.glossary import views as glossary
from orgs.identity import views as provider
from orgs.invitations import views as invitations
from orgs.organisations import views as settings
from orgs.people import views as people
from orgs.places import views as places
from orgs.roles import views as roles
from orgs.roster import views as roster

app_name = "orgs"
urlpatterns = [
    path("people/", people.person_list, name="person_list"),
    path("people/add/", people.person_add, name="person_add"),
    path("people/invitations/", invitations.invitation_list, name="invitation_list"),
    path(
        "address-changes/<int:change>/confirm/", addresses.address_confirm, name="address_confirm"
    ),
    path(
        "address-changes/<int:change>/withdraw/",
        addresses.address_withdraw,
        name="address_withdraw",
    ),
    path("people/<int:person>/invite/", invitations.person_invite, name="person_invite"),
    path(
        "invitations/<int:invitation>/again/",
        invitations.invitation_send_again,
        name="invitation_send_again",
    ),
    path(
        "invitations/<int:invitation>/revoke/",
        invitations.invitation_revoke,
        name="invitation_revoke",
    ),
    path("people/import/", roster.roster_import, name="roster_import"),
    path("people/import/save/", roster.roster_save, name="roster_save"),
    path("people/<int:person>/edit/", people.person_edit, name="person_edit"),
    path("people/<int:person>/reactivate/", people.person_reactivate, name="person_reactivate"),
    path("settings/", settings.organisation_settings, name="organisation_settings"),
    path("settings/sign-in/", provider.provider_edit, name="provider_edit"),
    path("settings/sign-in/ask/", provider.provider_ask, name="provider_ask"),
    path("settings/roles/", roles.role_list, name="role_list"),
    path("settings/roles/<int:role>/take/", roles.role_take, name="role_take"),
    path("settings/roles/second-factor/", roles.second_factor_ask, name="second_factor_ask"),
    path("settings/places/", places.place_list, name="place_list"),
    path("settings/divisions/add/", places.division_add, name="division_add"),
    path("settings/divisions/<int:division>/", places.division_edit, name="division_edit"),
    path("settings/levels/add/", places.level_add, name="level_add"),
    path("settings/levels/<int:level>/", places.level_edit, name="level_edit"),
    path("settings/levels/lead/", places.levels_lead, name="levels_lead"),
    path("settings/sites/add/", places.site_add, name="site_add"),
    path("settings/sites/<int:site>/", places.site_edit, name="site_edit"),
    path("settings/words/", glossary.terms_edit, name="terms_edit"),
    path("words/", glossary.glossary, name="glossary"),
    path("settings/audit/", audit.audit_list, name="audit_list"),
]
