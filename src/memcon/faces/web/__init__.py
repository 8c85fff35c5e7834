"""A desk to work at: the archive as web pages and as a REST interface (`memcon serve`)."""

from memcon.faces.web.app import create_app
from memcon.faces.web.settings import Settings

__all__ = ["Settings", "create_app"]
