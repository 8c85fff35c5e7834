"""The REST interface, version 1."""

from fastapi import APIRouter

from memcon.faces.web.api import contacts, decisions_writing, history, parties, reading, said, server, sources
from memcon.faces.web.api.schemas import described
from memcon.faces.web.api.server import health

__all__ = ["described", "health", "router"]

router = APIRouter()
for module in (server, contacts, said, sources, parties, history, decisions_writing, reading):
    router.include_router(module.router)
router.include_router(health)
