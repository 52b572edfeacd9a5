"""What the site knows: the typed model every output is a view of.

Docstrings are for developers (English). ``Field(description=…)`` is what editors read, in the
JSON Schema their text editor shows and in the field tables of ``CONTRIBUTING.md``, and is therefore
Vietnamese. Units are stated with the field they belong to. Objects are immutable; text is NFC.
"""

from microsite.model.fields import (
    LONGEST_ADDRESS,
    REPOSITORY_ADDRESS,
    SITE_ADDRESS,
    SOURCE_ADDRESS,
    Article,
    Day,
    Id,
    Line,
    Locator,
    PartialDate,
    Period,
    Plain,
    Prose,
    Record,
    TextKind,
    text_kinds,
)
from microsite.model.handouts import About, Format, Paper
from microsite.model.items import Audience, Change, Item, Part, Topic
from microsite.model.kinds import KINDS, Found, Kept, Kind, Section, kind_of
from microsite.model.notes import Note, NoteKind, Reading
from microsite.model.quantities import Comparator, Figure, Quantity, Target, TargetGroup, looks_like_thousands
from microsite.model.reference import Answer5W1H, Cell, Comparison, ComparisonRow, Event, Inheritance, Term
from microsite.model.site import HomeWords, Icon, Licence, Limits, SectionChoice, Site
from microsite.model.sources import Authority, Citation, Document, Place, Source
from microsite.model.tasks import ActionProgramme, Commitment, ProgrammeShare, TaskGroup

__all__ = [
    "KINDS",
    "LONGEST_ADDRESS",
    "REPOSITORY_ADDRESS",
    "SITE_ADDRESS",
    "SOURCE_ADDRESS",
    "About",
    "ActionProgramme",
    "Answer5W1H",
    "Article",
    "Audience",
    "Authority",
    "Cell",
    "Change",
    "Citation",
    "Commitment",
    "Comparator",
    "Comparison",
    "ComparisonRow",
    "Day",
    "Document",
    "Event",
    "Figure",
    "Format",
    "Found",
    "HomeWords",
    "Icon",
    "Id",
    "Inheritance",
    "Item",
    "Kept",
    "Kind",
    "Licence",
    "Limits",
    "Line",
    "Locator",
    "Note",
    "NoteKind",
    "Paper",
    "Part",
    "PartialDate",
    "Period",
    "Place",
    "Plain",
    "ProgrammeShare",
    "Prose",
    "Quantity",
    "Reading",
    "Record",
    "Section",
    "SectionChoice",
    "Site",
    "Source",
    "Target",
    "TargetGroup",
    "TaskGroup",
    "Term",
    "TextKind",
    "Topic",
    "kind_of",
    "looks_like_thousands",
    "text_kinds",
]
