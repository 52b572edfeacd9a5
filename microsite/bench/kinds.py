"""One page of every kind, as addresses in the built site."""

from __future__ import annotations

ITEM = "hoi-dap/nguon-luc-den-2030.html"
"""The Q&A item that stands for all of them where one is measured."""

KINDS = (
    "index.html",
    "hoi-dap/index.html",
    ITEM,
    "hoi-dap/ket-qua-chuyen-doi-so.html",
    "phan/boi-canh.html",
    "muc-tieu/index.html",
    "muc-tieu/chi-rd.html",
    "nhiem-vu/index.html",
    "nhiem-vu/the-che.html",
    "doi-tuong/index.html",
    "doi-tuong/nguoi-dan.html",
    "chu-de/index.html",
    "chu-de/muc-tieu.html",
    "nguon/index.html",
    "nguon/nq57.html",
    "toan-canh.html",
    "so-sanh.html",
    "chuong-trinh-hanh-dong.html",
    "dong-thoi-gian.html",
    "van-ban.html",
    "thuat-ngu.html",
    "nguon-noi-khac-nhau.html",
    "so-lieu.html",
    "chi-muc.html",
    "gioi-thieu.html",
    "in-an.html",
    "bo-in.html",
    "ngoai-tuyen.html",
    "du-lieu-mo.html",
    "404.html",
)
