"""The data of the smaller sheets: leaflet, question cards, tri-fold."""

from __future__ import annotations

from microsite import model as m
from microsite.outputs.handouts import fitting
from microsite.outputs.handouts.frame import Wanted, Writer
from microsite.outputs.handouts.tables import Json, target_table
from microsite.outputs.handouts.words import plain
from microsite.telling import addresses

_ASKED = {
    "what": "cái gì",
    "why": "vì sao",
    "who": "ai",
    "when": "khi nào",
    "where": "ở đâu",
    "how": "làm thế nào",
}


def leaflet(writer: Writer, wanted: Wanted) -> Json:
    """Return the data of a leaflet: one item."""
    (item,) = wanted.chosen.items
    return writer.frame(
        wanted,
        title=f"{wanted.kind.name}: Câu {item.number}. {item.question}",
        subject=writer.words.bare(item.short_answer),
        page=addresses.page_of(item),
        reviewed=item.reviewed,
        keywords=[writer.lib.topic[t].name for t in item.topics],
    ) | {
        "item": writer.records.item(item),
        "choices": fitting.leaflet_choices(wanted.kind.sizes, large=wanted.large),
    }


def cards(writer: Writer, wanted: Wanted) -> Json:
    """Return the data of question cards."""
    chosen, large = wanted.chosen, wanted.large
    name = chosen.title if chosen.key else f"{len(chosen.items)} câu"
    return writer.frame(
        wanted,
        title=f"{wanted.kind.name}: {name}",
        subject="Câu hỏi ở mặt trước, trả lời ngắn ở mặt sau; in hai mặt, lật theo cạnh dài, "
        f"cắt làm {'hai' if large else 'bốn'}.",
        page=addresses.page_of(chosen.record) if chosen.record is not None else addresses.ITEMS,
        reviewed=max(i.reviewed for i in chosen.items),
        keywords=[chosen.title],
    ) | {
        "title": plain(name),
        "items": [_card(writer, i) for i in chosen.items],
        "choices": fitting.card_choices(chosen.items, wanted.kind.sizes, large=large),
    }


def _card(writer: Writer, item: m.Item) -> Json:
    whole = writer.records.item(item)
    # A card has no room for the bullets; its page has them.
    places = dict.fromkeys(citation.model_copy(update={"bullet": None}) for citation in item.sources)
    return {k: whole[k] for k in ("here", "number", "question", "short")} | {
        "sources": writer.words.cites(places),
        "qr": writer.qr(addresses.page_of(item)),
    }


def trifold(writer: Writer, wanted: Wanted) -> Json:
    """Return the data of the tri-fold: the lead document at a glance."""
    lib, records, lead = writer.lib, writer.records, writer.lib.lead
    headline = [lib.target[t] for t in lib.site.headline_targets]
    used = records.terms_in("\n\n".join(o.text for o in lib.overview))
    cited = {c.doc for o in lib.overview for c in o.sources} | {t.sources[0].doc for t in headline}
    asked = ", ".join(words for key, words in _ASKED.items() if any(o.id == key for o in lib.overview))
    return writer.frame(
        wanted,
        title=f"{wanted.kind.name}: {lead.short} là gì?",
        subject=f"{lead.short} trên một tờ: {asked}.",
        page=addresses.OVERVIEW,
        reviewed=writer.newest,
    ) | {
        "choices": fitting.trifold_choices(wanted.kind.sizes, large=wanted.large),
        "lead": plain(lead.short),
        "document": plain(lead.title),
        "overview": records.answers(),
        "headline": target_table(writer.words, headline),
        # Only abbreviations and bodies with a longer name: there is room for no more.
        "terms": records.entries(t for t in used if t.full),
        "sources": records.sources(cited),
    }
