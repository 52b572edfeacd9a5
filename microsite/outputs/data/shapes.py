"""The shapes of exported records, derived from the model.

A record is exported with every field of its :mod:`microsite.model` class, under the same name, so
nothing that is known is lost; citations are resolved, text that may hold references or markup is given
three ways, and what the library knows beyond the record's own file is put beside it.
"""

from __future__ import annotations

import types
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import Field, create_model

from microsite import model as m
from microsite.outputs.data.pieces import Cited, Located, Number, Shape, Text, beside


@cache
def shape_of(record: type[m.Record]) -> type[Shape]:
    """Return the shape of a type of record: its id, the model's other fields, then those put beside them."""
    more = beside(record)
    fields: dict[str, Any] = {}
    for name, info in sorted(record.model_fields.items(), key=lambda field: field[0] != "id"):
        annotation = _exported(info.annotation, name in marked(record))
        if annotation is info.annotation and info.metadata:
            annotation = Annotated[(annotation, *info.metadata)]
        fields[exported_name(record, name)] = (annotation, Field(description=info.description))
    if more is not None:
        assert not fields.keys() & more.model_fields.keys(), f"two meanings of a field of {record.__name__}"
        fields |= {name: (info.annotation, info) for name, info in more.model_fields.items()}
    return create_model(record.__name__, __base__=more.base if more is not None else Shape, **fields)


@cache
def marked(record: type[m.Record]) -> frozenset[str]:
    """Return the fields of a type of record whose texts may hold references or markup."""
    return frozenset(name for name, text in m.text_kinds(record).items() if text is not m.TextKind.PLAIN)


def exported_name(record: type[m.Record], name: str) -> str:
    """Return the name of a field in the data: its own, but where :class:`Located` gives that name another meaning.

    >>> exported_name(m.Source, "url"), exported_name(m.Source, "title")
    ('official_url', 'title')
    """
    return f"official_{name}" if name in Located.model_fields and beside(record) is not None else name


def _exported(annotation: Any, prose: bool) -> Any:
    """Return the exported type of a model's type: records, citations, numbers and, when ``prose``, strings change."""
    if annotation is m.Citation:
        return Cited
    if annotation is Decimal:
        return Number
    if annotation is str:
        return Text if prose else str
    if isinstance(annotation, type) and issubclass(annotation, m.Record):
        return shape_of(annotation)
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        inner = _exported(arguments[0], prose)
        return annotation if inner is arguments[0] else inner
    if origin is Mapping:
        return types.GenericAlias(dict, (arguments[0], _exported(arguments[1], prose)))
    if origin in {tuple, Union, types.UnionType}:
        changed = tuple(_exported(a, prose) for a in arguments)
        if all(a is b for a, b in zip(changed, arguments, strict=True)):
            return annotation
        return types.GenericAlias(tuple, changed) if origin is tuple else Union.__getitem__(changed)
    return annotation
