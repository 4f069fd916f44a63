"""The English of what `ingest` shows at a terminal: how the inputs were understood."""

from __future__ import annotations

WORDS = {
    "read.as": "Read as {formats}",
    "read.decided": "Decided",
    "read.columns": "Columns of {file}",
    "read.unused": "Not used",
    "read.unused_of": "Not used of {file}",
    "read.in": "in {files}",
    "read.rows": "Rows read",
    "read.money": "Money",
    "read.people": "Who bought",
    "read.lines": "First order lines",
    "read.doubts": "To be doubted, most money first",
    "orders of guests": "orders of guests",
    "customers of several ids": "customers of several ids",
    "ids merged with another": "ids merged with another",
    "groups too large to be a person": "groups too large to be a person",
    "customers by relay address": "customers by relay address",
}
