"""Every rule there is: its id, what breaks it, how to mend it, and whether it stops the build.

A rule's id stands in the reports, names its folder in ``tests/cases`` and its row in the editors' guide.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum


class Severity(StrEnum):
    """An error ends the build; a warning is told and does not."""

    ERROR = "error"
    WARNING = "warning"


class Group(Enum):
    """What a rule is about: the heading in the guide, and when such rules speak where ``check`` does not ask them."""

    FILE = ("Lỗi về tệp và cú pháp YAML", "")
    FIELD = ("Lỗi về trường", "")
    REFERENCE = ("Lỗi về tham chiếu và con số", "")
    WORDING = ("Lỗi về cách viết", "")
    VERIFY = ("Lỗi khi đối chiếu với nguồn", "Chỉ có khi chạy [`verify`](#đối-chiếu-với-nguồn).")
    UNIT = ("Lỗi của hồ sơ đơn vị", "Chỉ có khi một đơn vị in tờ mang tên mình.")

    def __init__(self, title: str, asked: str) -> None:
        self.title = title
        self.asked = asked


_STOPS = frozenset({Severity.ERROR})
_WARNS = frozenset({Severity.WARNING})
_EITHER = _STOPS | _WARNS


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule; ``why`` and ``cure`` are in Markdown, in Vietnamese, one line each."""

    id: str
    group: Group
    why: str
    cure: str
    severities: frozenset[Severity] = _STOPS


_ALL = (
    Rule("thieu-tep", Group.FILE, "mất một tệp mà trang không thể thiếu", "khôi phục tệp, hoặc đặt lại tên cũ"),
    Rule(
        "tep-la",
        Group.FILE,
        "tệp nằm sai thư mục hoặc sai đuôi nên không trang nào dùng; hoặc là liên kết, không phải tệp thật",
        "đổi đuôi thành `.yml`, hoặc chuyển sang thư mục máy nêu; thay liên kết bằng tệp",
    ),
    Rule(
        "ten-tep",
        Group.FILE,
        "tên tệp không khớp với mã và số bên trong, có dấu, có chữ hoa, hoặc hệ điều hành khác không nhận",
        "đổi tên tệp như máy gợi ý",
    ),
    Rule("tep-rong", Group.FILE, "tệp không có nội dung", "điền theo mẫu, hoặc xóa tệp"),
    Rule("tep-qua-lon", Group.FILE, "tệp lớn hơn 400 KB", "chia thành nhiều tệp"),
    Rule(
        "trang-thieu-tieu-de",
        Group.FILE,
        "trang văn xuôi không bắt đầu bằng tiêu đề",
        "dòng đầu viết `# Tên trang`, rồi một dòng trống",
    ),
    Rule(
        "khong-phai-utf8",
        Group.FILE,
        "tệp lưu bằng bảng mã cũ",
        "lưu lại, chọn bảng mã UTF-8; sửa trên GitHub thì không gặp",
    ),
    Rule(
        "khong-phai-nfc",
        Group.FILE,
        "dấu thanh lưu tách rời khỏi chữ",
        "đặt bộ gõ ở “Unicode dựng sẵn”, xóa chữ ấy rồi gõ lại; trên máy có chương trình thì chạy `python3 "
        "build.py check --fix`",
    ),
    Rule(
        "ky-tu-an",
        Group.FILE,
        "có ký tự không nhìn thấy, hoặc dấu cách lạ quanh tên trường, thường do chép từ PDF hay trang web",
        "đặt con trỏ ở chỗ máy chỉ, xóa rồi gõ lại",
    ),
    Rule("dau-chong", Group.FILE, "một chữ mang quá hai dấu chồng lên nhau", "xóa chữ cùng các dấu rồi gõ lại"),
    Rule("dau-tab", Group.FILE, "đầu dòng có phím Tab", "thay bằng dấu cách, mỗi bậc hai dấu"),
    Rule("thut-dong", Group.FILE, "dòng thụt vào không thẳng cột với dòng cùng bậc", "căn lại cho thẳng"),
    Rule(
        "cu-phap-yaml",
        Group.FILE,
        "sai cú pháp: thiếu dấu hai chấm, ngoặc không đóng, câu có dấu hai chấm, bài nhiều dòng không có `|`…",
        "làm theo lời máy; câu thì đặt trong ngoặc kép, bài thì viết `answer: |`",
    ),
    Rule(
        "yaml-khong-cho-phep",
        Group.FILE,
        "giá trị bắt đầu bằng `*`, `&`, `!` hay có ` #` nên bị cắt cụt, hoặc tệp có dòng `---`",
        "bỏ ký hiệu, hoặc đặt giá trị trong ngoặc kép",
    ),
    Rule("khoa-trung", Group.FILE, "một trường viết hai lần", "giữ một"),
    Rule(
        "thieu-truong",
        Group.FIELD,
        "thiếu một trường bắt buộc",
        "thêm trường máy nêu, xem [Bảng trường](#bảng-trường)",
    ),
    Rule("truong-la", Group.FIELD, "tên trường không có trong mẫu, thường do gõ sai", "sửa theo gợi ý"),
    Rule("de-trong", Group.FIELD, "trường có mà không có giá trị", "điền, hoặc bỏ cả dòng nếu không bắt buộc"),
    Rule(
        "sai-kieu",
        Group.FIELD,
        "giá trị không đúng kiểu: cần danh sách mà ghi một số, cần số mà ghi chữ",
        "viết theo mẫu; số viết kiểu máy",
    ),
    Rule(
        "gia-tri-la",
        Group.FIELD,
        "giá trị không nằm trong danh sách cho phép, hoặc ngoài giới hạn",
        "chọn giá trị máy kể ra",
    ),
    Rule(
        "ma-sai",
        Group.FIELD,
        "mã có chữ hoa, có dấu, dấu cách, có cả số câu, hoặc trùng tên một trang có sẵn",
        "viết thường, không dấu, nối bằng gạch; chọn mã khác",
    ),
    Rule(
        "ngay-sai",
        Group.FIELD,
        "ngày viết sai, không có thật, ở tương lai, hoặc rà soát trước cả ngày đăng",
        "viết năm-tháng-ngày",
    ),
    Rule("dia-chi-sai", Group.FIELD, "địa chỉ không đầy đủ hoặc có ký tự lạ", "viết từ `https://`"),
    Rule(
        "so-lieu-sai",
        Group.FIELD,
        "các trường của một con số không hợp nhau, hoặc hàng nghìn viết có dấu chấm",
        "làm theo lời máy, xem [bảng cách đọc](#mẫu-chỉ-tiêu)",
    ),
    Rule("ghi-chu-thieu", Group.FIELD, "ghi chú thiếu `readings` hoặc `follows`", "thêm trường máy nêu"),
    Rule(
        "tham-chieu-hong",
        Group.REFERENCE,
        "mã hay số câu được dẫn không có",
        "sửa theo gợi ý; đừng thay lời cho con số",
    ),
    Rule(
        "vi-tri-khong-co",
        Group.REFERENCE,
        "`at` không phải một vị trí của nguồn ấy",
        "viết đúng như trong `content/sources.yml`",
    ),
    Rule(
        "nguon-goc-truoc",
        Group.REFERENCE,
        "nguồn đầu của chỉ tiêu không phải văn bản gốc",
        "đưa văn bản gốc lên đầu",
    ),
    Rule(
        "trung-ma",
        Group.REFERENCE,
        "hai mục cùng loại có cùng mã, hai thuật ngữ có chung một cách viết, hoặc một mã ghi hai lần trong "
        "một danh sách",
        "đổi mã của mục mới; giữ một",
    ),
    Rule(
        "trung-so",
        Group.REFERENCE,
        "hai câu cùng số, hoặc một câu ghi hai lần trong `related`, `start_with`",
        "câu đăng sau lấy số máy nêu; giữ một",
    ),
    Rule(
        "cau-doc-truoc",
        Group.REFERENCE,
        "câu ở `start_with` không dành cho đối tượng ấy, hoặc không đủ 3, quá 5 câu",
        "chọn câu có ghi đối tượng ấy trong `audiences`",
    ),
    Rule("khong-dung-den", Group.REFERENCE, "số liệu hay ghi chú không bài nào dùng", "dẫn tới nó, hoặc xóa"),
    Rule(
        "so-lieu-go-tay",
        Group.REFERENCE,
        "con số gõ thẳng vào bài, cả ở thuật ngữ và dòng thời gian",
        "thay bằng tham chiếu",
    ),
    Rule("lap-tu", Group.REFERENCE, "chữ gõ cạnh tham chiếu trùng với chữ mà tham chiếu tự hiện", "bỏ chữ ấy"),
    Rule(
        "cau-hoi",
        Group.WORDING,
        "thiếu dấu hỏi (lỗi) hoặc dài quá 30 tiếng, số mặc định (lưu ý)",
        "thêm dấu hỏi; rút gọn",
        _EITHER,
    ),
    Rule(
        "tra-loi-ngan-dai",
        Group.WORDING,
        "trả lời ngắn quá 45 tiếng, số mặc định",
        "giữ ý chính, chuyển chi tiết xuống `answer`",
    ),
    Rule(
        "do-dai-tra-loi",
        Group.WORDING,
        "trả lời dưới 150 hoặc quá 450 tiếng, số mặc định",
        "viết đủ ý của nguồn, hoặc gộp ý trùng",
    ),
    Rule(
        "cu-phap-khong-cho-phep",
        Group.WORDING,
        "có HTML, liên kết, địa chỉ trang, danh sách không thành danh sách, dấu `**` không đóng, hoặc ký "
        "hiệu ngoài [Markdown được dùng](#markdown-được-dùng)",
        "bỏ đi, hoặc dùng tham chiếu",
    ),
    Rule(
        "ky-tu-khong-in-duoc",
        Group.WORDING,
        "phông chữ không có ký tự này, nên không in được: biểu tượng cảm xúc, ★, →, chữ Hán; kể cả trong hồ sơ đơn vị",
        "xóa, hoặc viết bằng chữ",
    ),
    Rule("chinh-ta", Group.WORDING, "cách viết khác phần còn lại của trang", "viết theo [bảng chính tả](#cách-viết)"),
    Rule(
        "dau-cau",
        Group.WORDING,
        "ngoặc kép thẳng, dấu cách thừa, khoảng số sai; gạch ngắn giữa câu (lưu ý)",
        "dùng “ ”, –, bỏ dấu cách thừa",
        _EITHER,
    ),
    Rule("ten-luat", Group.WORDING, "tên luật viết thường chữ đầu", "viết hoa như ở content/documents.yml"),
    Rule(
        "tu-nen-tranh",
        Group.WORDING,
        "từ mơ hồ về thời gian, lời hô hào, câu báo trước",
        "nói cụ thể, xem [Từ ngữ](#cách-viết)",
        _WARNS,
    ),
    Rule(
        "qua-han-ra-soat",
        Group.WORDING,
        "câu đã quá hạn đọc lại (số tháng ở `content/site.yml`)",
        "đọc lại với nguồn, sửa nếu cần, ghi ngày hôm nay",
        _WARNS,
    ),
    Rule(
        "thieu-ban-van-nguon",
        Group.VERIFY,
        "thư mục nguồn thiếu bản văn của một tài liệu",
        "thêm tệp `mã.md`",
        _WARNS,
    ),
    Rule(
        "vi-tri-khong-co-trong-nguon",
        Group.VERIFY,
        "bản văn nguồn không có tiêu đề hay gạch đầu dòng được dẫn",
        "đếm lại, sửa `at` hoặc `bullet`",
    ),
    Rule(
        "so-lieu-sai-vi-tri",
        Group.VERIFY,
        "con số có trong nguồn, nhưng không ở chỗ được dẫn",
        "dẫn đúng chỗ máy gợi ý, hoặc sửa con số",
    ),
    Rule(
        "don-vi-khac-nguon",
        Group.VERIFY,
        "con số có ở chỗ được dẫn nhưng đếm thứ khác",
        "dùng đúng chữ của nguồn trong `unit`",
        _WARNS,
    ),
    Rule(
        "muc-do-khac-nguon",
        Group.VERIFY,
        "nguồn nói “trên”, “gần”, “ít nhất”… mà dữ liệu nói khác",
        "sửa `comparator`",
        _WARNS,
    ),
    Rule(
        "so-lieu-khong-nguon",
        Group.VERIFY,
        "con số không có trong nguồn nào",
        "sửa theo nguồn; số tự tính thì nói “cộng lại…”",
    ),
    Rule(
        "so-tu-tinh",
        Group.VERIFY,
        "con số nói là tự tính, nhưng các số trong đoạn không cho ra nó",
        "kiểm tra phép tính, nêu đủ các số dùng để tính",
        _WARNS,
    ),
    Rule("ngay-khong-nguon", Group.VERIFY, "ngày, tháng, năm không có trong nguồn nào", "sửa theo nguồn"),
    Rule(
        "ngay-van-ban-sai",
        Group.VERIFY,
        "số hiệu văn bản đi với ngày khác nguồn, hoặc không nguồn nào nhắc số hiệu ấy",
        "sửa số hiệu hay ngày",
    ),
    Rule("chep-nguyen-van", Group.VERIFY, "từ 14 tiếng liền nhau giống hệt nguồn", "viết lại bằng lời của mình"),
    Rule(
        "logo-khong-dung-duoc",
        Group.UNIT,
        "không có tệp biểu trưng, tệp quá 1 MB, quá nhiều điểm ảnh hoặc không phải hình",
        "dùng tệp PNG, JPG, SVG; đường dẫn tính từ tệp hồ sơ",
    ),
)

RULES: dict[str, Rule] = {rule.id: rule for rule in _ALL}
"""Every rule by its id, in the order of the guide."""
