"""What an editor is told of a fault, and how to mend it."""

from __future__ import annotations

from microsite.telling.prose.faults import Fault, FaultKind

Words = tuple[str, str]
"""A message and its help."""

NO_LIST: Words = ("Trường này chỉ có một dòng, không làm thành danh sách được.", "Bỏ dấu hay số ở đầu dòng.")
NO_EMPHASIS: Words = ("Trường này không được có dấu * để làm nổi chữ.", "Bỏ các dấu ấy.")
NO_HEADING: Words = ("Trường này không được có tiêu đề.", "Bỏ dấu ### ở đầu dòng.")
MARKS_IN_REFERENCE: Words = (
    "Lời trong tham chiếu không được có dấu * hay _.",
    "Bỏ các dấu ấy; muốn in đậm thì đặt ** ở ngoài tham chiếu.",
)

_ELSEWHERE = "xuống dòng ở chỗ khác, để số này không đứng đầu dòng."
_FIXED: dict[FaultKind, Words] = {
    FaultKind.MANY_STARS: ("Có quá nhiều dấu * liền nhau.", "Viết **đậm**, *nghiêng* hoặc ***cả hai***."),
    FaultKind.INDENTED: ("Dòng này thụt vào mà không thuộc danh sách nào.", "Bỏ dấu cách ở đầu dòng."),
    FaultKind.TOO_DEEP: (
        "Danh sách lồng nhau quá bốn bậc.",
        "Bớt thụt vào; cần chi tiết hơn thì tách thành đoạn hoặc danh sách riêng.",
    ),
    FaultKind.TWO_MARKS: (
        "Hai dấu đầu dòng đứng liền nhau.",
        "Giữ một dấu; mục con thì viết ở dòng dưới, thụt vào hai dấu cách.",
    ),
    FaultKind.NUMBER_IN_SENTENCE: (
        "Đầu dòng có số và dấu chấm nên sẽ bị hiểu là mục của danh sách.",
        _ELSEWHERE[0].upper() + _ELSEWHERE[1:],
    ),
    FaultKind.BOLD_LINE: ("Dòng in đậm này sẽ dính vào dòng trên.", "Để một dòng trống ở trên và ở dưới nó."),
}


def of(fault: Fault) -> Words:
    """Return what is said of ``fault``."""
    words, number = fault.words, fault.number
    match fault.kind:
        case FaultKind.NOT_PAIRED:
            help_ = f"Viết {words}chữ{words}, mở và đóng trong cùng một đoạn; hoặc bỏ dấu ấy."
            return f"Dấu {words} không có dấu {words} đi cùng.", help_
        case FaultKind.BLANK_INSIDE:
            stars = "*" * number
            shown = words if len(words) < 40 else "…"
            return f"Có dấu cách ở phía trong dấu {stars}.", f"Viết liền: {stars}{shown}{stars}."
        case FaultKind.OUT_OF_SEQUENCE:
            message = f"Số thứ tự không nối tiếp: sau {number} phải là {number + 1}, không phải {words.rstrip('.')}."
            return message, f"Viết “{number + 1}. ”; nếu là số ở giữa câu thì {_ELSEWHERE}"
        case FaultKind.WRONG_START:
            message = f"Danh sách đánh số bắt đầu từ {words.rstrip('.')}, không phải từ 1."
            return message, f"Viết “1. ”, hoặc nối tiếp số của danh sách ở trên; nếu là số ở giữa câu thì {_ELSEWHERE}"
        case FaultKind.RUN_ON:
            message = f"“{words}” không làm thành danh sách: dòng này sẽ nối liền vào dòng trên."
            return message, "Bắt đầu dòng bằng “- ” hoặc “1. ”; nếu là đoạn riêng thì để một dòng trống ở trên."
        case _:
            return _FIXED[fault.kind]


def too_many_headings(most: int) -> Words:
    """Return what is said of a heading too many."""
    return f"Bài có hơn {most} tiêu đề nhỏ.", f"Giữ nhiều nhất {most} tiêu đề; gộp các mục gần nhau."


def no_reference(reference: str) -> Words:
    """Return what is said of a reference where words are shown as they are."""
    help_ = f"Viết thẳng lời cần hiện; tham chiếu {reference} chỉ dùng trong câu trả lời và các bài viết."
    return "Trường này không được có tham chiếu.", help_


def before_reference(mark: str) -> Words:
    """Return what is said of a mark right before a reference."""
    return f"Dấu {mark} đứng sát tham chiếu.", f"Thêm một dấu cách sau dấu {mark}."


def after_reference(mark: str) -> Words:
    """Return what is said of a mark right after a reference."""
    help_ = "Thêm một dấu cách, hoặc bỏ dấu ấy; tham chiếu tự hiện thành lời và liên kết."
    return f"Dấu {mark} đứng sát ngay sau tham chiếu.", help_
