"""What is said when a service refuses, cannot be reached or leaves a doubt, and what can be done then."""

from __future__ import annotations

from collections.abc import Callable
from types import UnionType
from typing import TYPE_CHECKING

from lrc_studio.core.errors import (
    CreditsError,
    KeyRefusedError,
    NotFinishedError,
    OutcomeUnknownError,
    ProtocolError,
    RateLimitedError,
    RefusedError,
    StudioError,
    TierError,
    UnreachableError,
)
from lrc_studio.storage.job_record import UPLOAD
from lrc_studio.ui.messages import Choice
from lrc_studio.ui.session import Session

if TYPE_CHECKING:
    from lrc_studio.storage.jobs import Job

KEY = "service"
"""The banner's key: one trouble with services is said at a time."""

_UPLOADED = "Your upload is kept and will not be paid for twice."
Said = tuple[str, str, tuple[str, ...]]
_TOLD: tuple[tuple[type[StudioError] | UnionType, Said], ...] = (
    (KeyRefusedError, ("This key was refused.", "It stays where it is kept until you replace it.", ("key",))),
    (
        CreditsError,
        ("The service says there are no credits left.", "Nothing was charged for this song.", ("offline", "page")),
    ),
    (TierError, ("This song is larger than the account takes.", "Nothing was charged.", ("account", "offline"))),
    (OutcomeUnknownError, ("", "", ("look", "show", "details"))),
    (RateLimitedError | NotFinishedError, ("", "", ("show",))),
    (ProtocolError, ("", "", ("again", "details"))),
    (
        UnreachableError,
        (
            "The service cannot be reached.",
            _UPLOADED,
            ("again", "details"),
        ),
    ),
    (RefusedError, ("", "", ("show", "details"))),
)
"""By class of error, the first that fits: title, sentence ("" says the error's own) and the choices."""


def tell(session: Session, error: BaseException, job: Job | None) -> None:
    """Say what happened to `job`: as a banner for the open song, as a toast for one that is not open."""
    if not isinstance(error, StudioError):
        session.messages.trouble(error)
        return
    title, text, names = next((said for kind, said in _TOLD if isinstance(error, kind)), ("", "", ("details",)))
    if (
        isinstance(error, KeyRefusedError)
        and session.services.keys.held(job.provider if job else "").place == "keychain"
    ):
        text = "It stays in your keychain until you replace it."
    if text == _UPLOADED and (job is None or job.operation != UPLOAD):
        title, text = "", ""
    text = text or str(error)
    if job is not None and not session.services.is_of_open_song(job):
        said = f"{job.song_title}: {title[:1].lower()}{title[1:]} {text}" if title else f"{job.song_title}: {text}"
        session.messages.toast(said, _choices(session, error, job)["show"], kind="warning")
        return
    ways = _choices(session, error, job)
    useless = "show" if session.services.panel_open else ""
    chosen = [ways[name] for name in names if name in ways and name != useless]
    kind = "warning" if isinstance(error, OutcomeUnknownError | RateLimitedError | NotFinishedError) else "danger"
    session.messages.banner(KEY, text, *chosen, kind=kind, title=title, icon=_icon(error))


def _icon(error: StudioError) -> str:
    if isinstance(error, KeyRefusedError):
        return "key"
    if isinstance(error, CreditsError):
        return "credits"
    return "job.unreachable" if isinstance(error, UnreachableError) and not isinstance(error, NotFinishedError) else ""


def _choices(session: Session, error: StudioError, job: Job | None) -> dict[str, Choice]:
    services = session.services
    provider_id = job.provider if job else services.provider.id

    def clearing(run: Callable[[], object]) -> Callable[[], None]:
        def press() -> None:
            session.messages.clear(KEY)
            run()

        return press

    ways = {
        "key": Choice("Replace key", clearing(lambda: services.ask_key(provider_id))),
        "account": Choice("Check the account", clearing(lambda: services.ask_key(provider_id))),
        "offline": Choice("Use offline", clearing(session.files.auto_sync)),
        "page": Choice("Open the service's page", clearing(lambda: services.open_page(job))),
        "show": Choice("Show jobs", clearing(services.show_panel)),
        "details": Choice("Details", lambda: session.messages.show_details(error)),
    }
    if not any(line.text.strip() for line in session.document.lyrics.lines):
        del ways["offline"]  # it times the words there are, and hears none
    if job:
        ways["again"] = Choice("Try now", clearing(lambda: services.do("resume", job.id)))
        ways["look"] = Choice("Look again", clearing(lambda: services.do("resume", job.id)))
    return ways
