"""Pages are served by WSGI; see docs/architecture.md."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "okrsite.settings")

application = get_wsgi_application()

from orgs.database import refuse_unbound_role  # noqa: E402  (settings come first)

refuse_unbound_role()
