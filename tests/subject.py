"""Words that belong to the reference site alone: the generator and sites of other subjects must not know them."""

from __future__ import annotations

import re

WORDS = re.compile(
    r"nghị quyết (?:số )?57|57-NQ|\bNQ ?57\b|\bnq57\b|\bnq20\b|\bkl69\b|20-NQ/TW|69-KL/TW|kết luận 69|nghị quyết 20\b"
    r"|nghi-quyet|nghị quyết của bộ chính trị|bộ chính trị|hoi-dap-nghi|chi-rd|tổng bí thư"
    r"|chương trình hành động của chính phủ|bảy nhóm|ba văn bản|ba phần|năm con số|bảy nhiệm vụ"
    r"|đột phá phát triển|đổi mới sáng tạo|khoa học,? (?:và )?công nghệ|\bTFP\b|\bGII\b|KHCN"
    r"|2024-12-22|22/12/2024|9a1b22|đảng hay nhà nước|theo sách|sách hỏi",
    re.I,
)
"""Name, number, ids, counts in words, dates and colour of the reference site's subject."""

YEARS = re.compile(r"(?<![\du])(?:2030|2045)(?!\d)")
"""The years of its targets."""
