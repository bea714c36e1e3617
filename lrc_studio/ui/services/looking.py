"""A look at the open song before anything is sent: kind, size, the smaller copy it could be, and earlier answers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from lrc_studio.core.errors import InputError
from lrc_studio.providers.base import OFFLINE
from lrc_studio.ui.services.offers import Look, Offer, id_offer, offline_offer, service_offer

if TYPE_CHECKING:
    from lrc_studio.core.progress import Report
    from lrc_studio.storage.jobs import JobStore
    from lrc_studio.ui.services.desk import Services

_TASK = "look"
_SAID_OF_SENDING = " Nothing was sent."


class Looking:
    """Looks in a thread each time the picker opens, for the file may have changed; what was known shows meanwhile."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._song: Path | None = None
        self.look = Look()

    def start(self) -> None:
        """Look at the open song; the services' `looked` follows."""
        self._services.keys.look()
        path = self._services.session.song.path
        if path is None:
            return
        if path != self._song:
            self._song, self.look = path, Look()
        self._services.session.jobs.start(_TASK, self._look(path))

    def offers(self) -> tuple[Offer, ...]:
        """The cards of the picker, by what is known now."""
        services = self._services
        lines = sum(1 for line in services.session.document.lyrics.lines if line.text.strip())
        return (
            offline_offer(OFFLINE, lines),
            service_offer(services.provider, services.origin(), self.look, services.keys.known),
            *(id_offer(each, services.origin(each), services.keys.knows(each.id)) for each in services.ids.providers),
        )

    async def _look(self, path: Path) -> None:
        services = self._services
        store = await services.connection.store()
        look = await services.session.jobs.in_thread(
            _TASK, lambda report: look_at(path, services.provider.id, services.provider.label, store, report)
        )
        if path == self._song:
            self.look = look
            services.looked.emit()


def look_at(path: Path, provider_id: str, label: str, store: JobStore, report: Report) -> Look:
    """What a service (its id and label) could do with the song at `path`; blocking, reads all of it."""
    from lrc_studio.storage.jobs import JobState
    from lrc_studio.workflows.preflight import digest_of, preflight
    from lrc_studio.workflows.service_jobs import before
    from lrc_studio.workflows.services import tier_of

    try:
        found = preflight(path, label, tier_of(provider_id).max_bytes)
        job = before(store.by_digest(digest_of(path, report)), provider_id)
    except InputError as error:
        return Look(0, str(error))
    kept = job if job and (job.state is JobState.SUCCEEDED or not (job.finished or job.may_be_sent)) else None
    problem = str(found.trouble).removesuffix(_SAID_OF_SENDING) if found.trouble else ""
    copy = found.copy
    return Look(
        found.bytes, problem, copy.bytes if copy else None, copy.kbps if copy else None, kept, warning=found.warning
    )
