"""A song's sound fetched from whatever host a service names: no key, https, few redirects, a bound, nothing private."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import urllib.request
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urljoin, urlsplit

import httpx

from lrc_studio import __version__
from lrc_studio.core.errors import InputError, ProtocolError, RefusedError, UnreachableError
from lrc_studio.core.progress import Progress, Report

LARGEST_BYTES = 200 * 2**20
MOST_REDIRECTS = 3
PATIENCE_S = 30.0
_PART_BYTES = 2**20
_HEADERS = {"Accept": "audio/*, */*;q=0.5", "Accept-Encoding": "identity", "User-Agent": f"lrc-studio/{__version__}"}


async def download(
    client: httpx.AsyncClient,
    url: str,
    to: Path,
    report: Report,
    *,
    here: bool = False,
    most_bytes: int = LARGEST_BYTES,
) -> None:
    """Fetch `url` to the file `to`, which is there whole or not at all; `report` is told of bytes.

    `client` is one of `make_client`, without a key. With `here` http on this computer is allowed, for an emulator.
    Raises RefusedError for an unsafe or private address, ProtocolError for too many redirects or bytes or no sound,
    UnreachableError where it does not come, InputError where the disk refuses.
    """
    part = to.with_name(f".{to.name}.part")
    try:
        for _ in range(MOST_REDIRECTS + 1):
            request = await _built(client, url, here)
            response = await client.send(request, stream=True, auth=None, follow_redirects=False)
            try:
                if not response.is_redirect:
                    await _kept(response, part, report, most_bytes)
                    await asyncio.to_thread(part.replace, to)
                    return
                url = urljoin(url, response.headers.get("location", ""))
            finally:
                await response.aclose()
        raise ProtocolError("The song's address leads from one to the next without an end. Nothing was fetched.")
    except httpx.TransportError as error:
        raise UnreachableError("The song could not be fetched. Try again later.", type(error).__name__) from None
    except OSError as error:
        raise InputError("The song could not be written. Free some space or choose another folder.") from error
    finally:
        with suppress(OSError):
            part.unlink()


async def _built(client: httpx.AsyncClient, url: str, here: bool) -> httpx.Request:
    """The request, bound to an address that was looked at: a name that changes its mind reaches nothing else."""
    parts = urlsplit(url)
    try:
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise _unsafe() from None
    local = here and _is_loopback(host)
    if not host or "@" in parts.netloc or not (parts.scheme == "https" or (local and parts.scheme == "http")):
        raise _unsafe()
    target, extensions = httpx.URL(url), {}
    if not local and not _through_proxy(host):
        address = await _public_address(host, port or 443)
        target, extensions = target.copy_with(host=address), {"sni_hostname": host}
    elif not local and _is_address(host) and not ipaddress.ip_address(host).is_global:
        raise _unsafe()
    headers = {**_HEADERS, "Host": parts.netloc.rpartition("@")[2]}
    return client.build_request(
        "GET", target, headers=headers, extensions={**extensions, "timeout": httpx.Timeout(PATIENCE_S).as_dict()}
    )


async def _public_address(host: str, port: int) -> str:
    """An address of the host. Raises RefusedError if any of them is in a private network, UnreachableError without.

    The names below `localhost` are this computer whatever a resolver says (RFC 6761, section 6.3).
    """
    if host.rstrip(".").lower().endswith("localhost"):
        raise _unsafe()
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError:
        raise UnreachableError("The song's host cannot be found. Try again later.") from None
    addresses = [str(row[4][0]) for row in found]
    if not addresses or not all(ipaddress.ip_address(address.partition("%")[0]).is_global for address in addresses):
        raise _unsafe()
    return addresses[0]


async def _kept(response: httpx.Response, part: Path, report: Report, most_bytes: int) -> None:
    """The body in the file `part`, written off the loop."""
    if not response.is_success:
        raise UnreachableError(
            "The song is not at its address any more. Services keep songs about two weeks.",
            f"HTTP {response.status_code}",
        )
    if response.headers.get("content-type", "").lower().startswith(("text/", "application/json")):
        raise ProtocolError("What is at the song's address is no sound. Nothing was kept.")
    length = response.headers.get("content-length", "")
    total = int(length) if length.isascii() and length.isdigit() else None
    file = await asyncio.to_thread(part.open, "wb")
    try:
        await _poured(response, file, total, report, most_bytes)
    finally:
        await asyncio.to_thread(file.close)


async def _poured(response: httpx.Response, file: BinaryIO, total: int | None, report: Report, most_bytes: int) -> None:
    done, waiting = 0, bytearray()
    report(Progress("download", 0, total, "Fetching the song"))
    async for chunk in response.aiter_raw():
        done += len(chunk)
        if max(done, total or 0) > most_bytes:
            raise ProtocolError(f"The song is larger than {most_bytes // 2**20} MB. Nothing was kept.")
        waiting += chunk
        if len(waiting) >= _PART_BYTES:
            await asyncio.to_thread(file.write, bytes(waiting))
            waiting.clear()
            report(Progress("download", done, total, "Fetching the song"))
    if not done:
        raise ProtocolError("What is at the song's address is empty. Nothing was kept.")
    await asyncio.to_thread(file.write, bytes(waiting))
    report(Progress("download", done, total, "Fetching the song"))


def _through_proxy(host: str) -> bool:
    """Whether this computer asks a proxy for that host, which then finds the name by itself."""
    proxies = urllib.request.getproxies()
    return bool(proxies.get("https") or proxies.get("all")) and not urllib.request.proxy_bypass(host)


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _is_loopback(host: str) -> bool:
    return host == "localhost" or (_is_address(host) and ipaddress.ip_address(host).is_loopback)


def _unsafe() -> RefusedError:
    return RefusedError(
        "The song's address is not a public https one, so it was not asked. Fetch the song in your browser instead."
    )
