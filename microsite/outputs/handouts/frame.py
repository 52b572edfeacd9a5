"""What every sheet has: names for machines, paper, who hands it out, when it was reviewed, the way to the site."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from microsite import model as m
from microsite.library import Library
from microsite.model import Format, Paper
from microsite.outputs.handouts.records import Records
from microsite.outputs.handouts.selection import Selection
from microsite.outputs.handouts.tables import Json
from microsite.outputs.handouts.typesetting import epoch_of
from microsite.outputs.handouts.unit import LOGO_KIND, Printer, Unit
from microsite.outputs.handouts.words import breakable, plain
from microsite.telling import addresses, qr
from microsite.vietnamese import dates


@dataclass(frozen=True, slots=True)
class Wanted:
    """One sheet that is wanted: of which format, about which items, on which paper, in which print."""

    kind: Format
    chosen: Selection
    paper: Paper = "a4"
    large: bool = False


class Writer:
    """What the makers of sheets share: the records' words, the site's address, and who prints."""

    def __init__(self, library: Library, address: str | None = None, printer: Printer | None = None) -> None:
        """``address`` is where the site is published, if known."""
        self.lib = library
        self.records = Records(library)
        self.words = self.records.words
        self.address = address.rstrip("/") + "/" if address else None
        self.printer = printer or Printer()

    @property
    def about(self) -> str | None:
        """What the items are about in words: the lead document, where the site names one or has no other."""
        known = self.lib.site.lead is not None or len(self.lib.sources) == 1
        return self.lib.lead.short if known else None

    @property
    def newest(self) -> dt.date:
        """The date of the newest review of anything, for sheets that are made of no item."""
        newest = self.lib.newest_review
        assert newest is not None, "a site has at least one item"
        return newest

    def frame(
        self,
        wanted: Wanted,
        *,
        title: str,
        subject: str,
        page: str,
        reviewed: dt.date,
        here: Iterable[tuple[m.Record, bool]] = (),
        keywords: Iterable[str] = (),
    ) -> Json:
        """Return what every sheet has.

        ``title`` names the document, ``subject`` describes it in a sentence, ``page`` is the path of the page of the
        site that the QR code leads to, ``here`` the records that references can reach inside the sheet, each with
        whether the reference is told the number of its page.
        """
        unit, site = self.printer.unit, self.lib.site
        number = self.lib.lead.number if self.about else None
        return {
            "doc": {
                "title": title,
                "author": unit.name if unit else site.publisher,
                "description": subject,
                "keywords": list(dict.fromkeys(filter(None, (site.name, number, *keywords)))),
            },
            "format": wanted.kind.name,
            "paper": wanted.paper,
            "large": wanted.large,
            "sizes": list(wanted.kind.sizes),
            "site": plain(site.title),
            "tagline": plain(site.tagline),
            "publisher": plain(site.publisher),
            "official": site.official,
            "licence": _terms_of_use(site.licence),
            **self.dated(reviewed),
            "version": plain(site.version) if site.version else None,
            "address": self.address,
            "here": {self.words.to(record): numbered for record, numbered in here},
            "qr": self.qr(page),
            "unit": self._handing_out(unit),
        }

    def dated(self, reviewed: dt.date) -> Json:
        """Return when a sheet was last reviewed: in words, and as the only date in the file."""
        return {"reviewed": dates.day(reviewed), "epoch": epoch_of(reviewed)}

    def _handing_out(self, unit: Unit | None) -> Json:
        return {
            "own": unit is not None,
            "name": breakable(unit.name if unit else self.lib.site.publisher),
            "parent": breakable(unit.parent) if unit and unit.parent else None,
            "address": breakable(unit.address) if unit and unit.address else None,
            "contact": breakable(unit.contact) if unit and unit.contact else None,
            "logo": self._logo(unit),
        }

    def _logo(self, unit: Unit | None) -> Json | None:
        raw = self.printer.logo
        if unit is None or unit.logo is None or raw is None:
            return None
        kind = LOGO_KIND[Path(unit.logo).suffix.lower()]
        shown: str | list[int] = raw.decode("utf-8-sig") if kind == "svg" else list(raw)
        return {"format": kind, "bytes": shown, "alt": f"Biểu trưng: {unit.name}"}

    def qr(self, page: str) -> Json | None:
        """Return the QR code for a page of the site, or ``None`` when the site's address is not known."""
        if self.address is None:
            return None
        url = self.address + addresses.published(page).removesuffix(addresses.published(addresses.HOME))
        return {
            "svg": qr.svg(url).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1),
            "url": url,
            "shown": re.sub("^https?://", "", url),
            "alt": qr.label(f"trang {url}"),
        }


def _terms_of_use(licence: m.Licence | None) -> str | None:
    """Return what readers may do with a sheet."""
    if licence is None:
        return None
    if licence.name.startswith("CC BY"):  # what each of these licences allows, in plain words
        return plain(f"Được in, sao và phát lại miễn phí, ghi rõ nguồn (giấy phép {licence.name}).")
    if licence.allows is not None:
        return plain(f"Giấy phép {licence.name}: {licence.allows}.")
    return plain(f"Giấy phép: {licence.name}.")  # what an unknown one allows, nobody here knows
