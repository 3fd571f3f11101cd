"""Makes an organisation and signs its administrator in: `python -m okrsite.torture.writers`."""

import django

if __name__ == "__main__":
    django.setup()
    from okrsite.torture.walls.people import people
    from orgs.actions.organisations import Administrator, organisation_create

    organisation = organisation_create(
        name="Lodos", slug="lodos", time_zone="Europe/Istanbul", countries=["TR"],
        administrator=Administrator("ada@lodos.example", "Ada", "Amir"),
    )  # fmt: skip
    [ada] = people(organisation, ["ada@lodos.example"])
    ada.sign_in()
    print(ada.session)
