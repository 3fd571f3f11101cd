"""Pages are served by WSGI; see docs/decisions/server.md."""

import os

from django.core.wsgi import get_wsgi_application

from core.server.fresh import FreshContext

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "okrsite.settings")

application = FreshContext(get_wsgi_application())

from core.database import refuse_unbound_role  # noqa: E402  (settings come first)

refuse_unbound_role()
