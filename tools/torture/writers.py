"""Makes an organisation and signs its administrator in: `python -m tools.torture.writers`."""

import django

if __name__ == "__main__":
    django.setup()
    from orgs.organisations.actions import Administrator, organisation_create
    from tools.torture.walls.people import people

    organisation = organisation_create(
        name="Lodos",
        slug="lodos",
        time_zone="Europe/Istanbul",
        countries=["TR"],
        administrator=Administrator("ada@lodos.example", "Ada", "Amir"),
    )
    [ada] = people(organisation, ["ada@lodos.example"])
    ada.sign_in()
    print(ada.session)
