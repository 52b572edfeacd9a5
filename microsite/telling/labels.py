"""What the values of an enumeration are called."""

from __future__ import annotations

from microsite import model as m

NOTE_KIND = {
    m.NoteKind.DIFFERS: "Nguồn nói khác nhau",
    m.NoteKind.ARITHMETIC: "Con số không khớp",
    m.NoteKind.DATED: "Có mốc thời gian",
    m.NoteKind.LOOKALIKE: "Dễ nhầm",
    m.NoteKind.UNSETTLED: "Chưa rõ",
}


AUTHORITY = {
    m.Authority.PRIMARY: "Văn bản gốc",
    m.Authority.SECONDARY: "Tài liệu thứ cấp",
    m.Authority.PRESS: "Báo chí",
}
