"""Reports on a page, in Markdown and on a terminal, read back by their markup alone."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import html5lib

from clvcli.output.marks import FLAGS
from tests.report.shown import Card, Grid, Part, Shown, joined, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from xml.etree.ElementTree import Element

    from clvcli.output.words.language import Language
    from tests.report.shown import Key, Row

NUMBERED = re.compile(r"^\d+\. ")
LEGEND = tuple(f"{mark.sign} " for mark in FLAGS.values())
PICTURE = re.compile(r"[\s#\-.▀-▟]*")
"""What bars and curves are made of."""


def titles_of(language: Language) -> tuple[str, ...]:
    """Return the titles of all sections."""
    return tuple(text for key, text in language.words.items() if key.startswith("section."))


# --- the page --------------------------------------------------------------------------------------


def shown_by_page(text: str, language: Language) -> Shown:
    """Return what a page shows beside its pictures."""
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)
    header, main = tree.find("body/header"), tree.find(".//main")
    assert header is not None
    assert main is not None
    unit, parts = "", {}
    for each in main:
        if each.tag != "section":
            named = said(each)
            unit = "" if named == language.words["page.all_currencies"] else named
            continue
        title = said(first(each, "title"), but="number")
        parts[title.upper(), unit] = _section(each, title, language)
    context = tuple(said(item) for item in header.iter("li"))
    return Shown(title=said(header[0]), context=context, parts=parts)


def _section(section: Element, title: str, language: Language) -> Part:
    prose = [said(each) for name in ("missing", "answer") for each in of_class(section, name)]
    findings = (item for found in of_class(section, "findings") for item in found)
    return Part(
        said=joined(*prose),
        cards=tuple(_card(each, language) for found in of_class(section, "cards") for each in found),
        legends=tuple(said(each) for each in section if each.get("class") == "legend"),
        lines=tuple(plain(re.sub(r"\x00\d+ ", " ", _finding(item))) for item in findings),
        grids=tuple(
            _table(table, title, around)
            for around in of_class(section, "exhibit")
            for table in around.iter("table")
        ),
        notes=tuple(said(item) for found in of_class(section, "notes") for item in found),
    )


def _finding(item: Element) -> str:
    """Return a line; a mark stands before what proves it, which is numbered."""
    texts = [item.text or ""]
    for each in item:
        texts.extend(("\x00" if "proof" in classes(each) else " ", "".join(each.itertext()), each.tail or ""))
    return "".join(texts)


def _card(card: Element, language: Language) -> Card:
    before = joined(*map(said, of_class(card, "before"))).removeprefix(f"{language.term('figure_before')}: ")
    label, meaning = card.find("dt"), card.findall("dd")[-1]
    assert label is not None
    return Card(label=said(label), value=said(first(card, "value")), before=before, meaning=said(meaning))


def _table(table: Element, section: str, around: Element) -> Grid:
    title = plain(table.findtext("caption") or "")
    return Grid(
        title="" if title == section else title,
        head=tuple(map(said, table.findall("thead/tr/th"))),
        rows=tuple(tuple(map(said, row)) for row in table.findall("tbody/tr")),
        legends=tuple(map(said, of_class(around, "legend"))),
    )


def said(element: Element, but: str | None = None) -> str:
    """Return the text of an element, that of a class within it left out."""
    left_out = "" if but is None else "".join(joined(*map(said, of_class(element, but))))
    return plain("".join(element.itertext())).removeprefix(left_out).strip()


def classes(element: Element) -> list[str]:
    """Return the classes of an element."""
    return (element.get("class") or "").split()


def of_class(element: Element, name: str) -> Iterator[Element]:
    """Yield what has a class within an element."""
    return (each for each in element.iter() if name in classes(each))


def first(element: Element, name: str) -> Element:
    """Return what has a class within an element first."""
    return next(of_class(element, name))


# --- Markdown --------------------------------------------------------------------------------------


def shown_by_markdown(text: str, language: Language) -> Shown:
    """Return what GitHub would show of a report in Markdown."""
    head, *sections = re.split(r"^## ", text, flags=re.MULTILINE)
    title, context = head.strip().split("\n\n")
    parts = {}
    for section in sections:
        named, *blocks = section.strip().split("\n\n")
        parts[_named(bare(named), language)] = _blocks(blocks, bare(named), language)
    return Shown(title=bare(title.removeprefix("# ")), context=_items(context), parts=parts)


def _named(title: str, language: Language) -> Key:
    """Return the title of a section and its currency apart."""
    titles = {known.upper() for known in titles_of(language)}
    found = re.fullmatch(r"(.+) \((\w+)\)", title)
    if title.upper() in titles or found is None:
        return title.upper(), ""
    return found[1].upper(), found[2]


def _blocks(blocks: Sequence[str], section: str, language: Language) -> Part:
    """Return the part that paragraphs, lists and tables make up."""
    cards_head = (language.term("key_figure"), language.term("value"))
    made = _Making()
    for block in blocks:
        if block.startswith("|"):
            head, _, *rows = (_cells(line) for line in block.splitlines())
            if head[:2] == cards_head:
                made.cards = [_card_of_row(dict(zip(head, row, strict=True)), language) for row in rows]
            else:
                made.grids.append((made.title, head, tuple(rows)))
                made.title = ""
        elif block.startswith("### "):
            made.title = bare(block.removeprefix("### "))
        elif block.startswith("- "):
            made.notes = _items(block)
        elif NUMBERED.match(block):
            made.lines = [_line(NUMBERED.sub("", line, count=1), language) for line in block.splitlines()]
        elif re.fullmatch(r"\*\*.*\*\*|_.*_", block):
            made.said = bare(block.strip("*_"))
        else:
            made.legend(bare(block))
    return made.part(section)


@dataclass(slots=True, kw_only=True)
class _Making:
    """A part in the making."""

    said: str = ""
    title: str = ""
    cards: list[Card] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    grids: list[tuple[str, Row, tuple[Row, ...]]] = field(default_factory=list)
    notes: Row = ()
    legends: dict[int, list[str]] = field(default_factory=dict)
    """By the number of tables before them."""

    def legend(self, text: str) -> None:
        """Take the meaning of a mark on what stands above."""
        self.legends.setdefault(len(self.grids), []).append(text)

    def part(self, section: str) -> Part:
        """Return the part."""
        grids = tuple(
            Grid(
                title="" if title == section else title,
                head=head,
                rows=rows,
                legends=tuple(self.legends.get(number, ())),
            )
            for number, (title, head, rows) in enumerate(self.grids, start=1)
        )
        return Part(
            said=self.said,
            cards=tuple(self.cards),
            legends=tuple(self.legends.get(0, ())),
            lines=tuple(self.lines),
            grids=grids,
            notes=self.notes,
        )


def _card_of_row(row: Mapping[str, str], language: Language) -> Card:
    label, value, *before, meaning = row.values()
    assert list(row)[2:-1] == [language.term("figure_before")] * len(before)
    return Card(label=label, value=value, before="".join(before), meaning=meaning)


def _line(text: str, language: Language) -> str:
    """Return a line of a list, what proves it without brackets and what to type without ticks."""
    told, command = re.fullmatch(r"(.*?)(?: (`+.*`))?", text, flags=re.DOTALL).groups("")  # type: ignore[union-attr]  # matches anything
    told = bare(told)
    proof = next((title for title in titles_of(language) if told.endswith(f" ({title})")), None)
    if proof is not None:
        told = f"{told.removesuffix(f'({proof})')}{proof}"
    return joined(told, command.strip("`"))


def _cells(line: str) -> Row:
    return tuple(bare(cell) for cell in re.split(r"(?<!\\)\|", line)[1:-1])


def _items(block: str) -> Row:
    return tuple(bare(line.removeprefix("- ")) for line in block.splitlines())


def bare(text: str) -> str:
    """Return Markdown without its escapes."""
    return plain(re.sub(r"\\(.)", r"\1", text))


# --- the terminal ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What tells lines of a terminal apart that look alike: titles from headings, columns from words."""

    titles: frozenset[str]
    """Of tables."""
    columns: Mapping[Key, Sequence[int]]
    """How many columns each table of a section has."""


def shown_by_terminal(text: str, layout: Layout, language: Language) -> Shown:
    """Return what a terminal shows that is wide enough for every column."""
    blocks = [[line.rstrip(" ") for line in block.split("\n")] for block in re.split(r"\n *\n", text.rstrip())]
    (title, *context), *rest = blocks
    sections: dict[Key, list[list[str]]] = {}
    key: Key = ("", "")
    for block in rest:
        named = _named(plain(block[0]), language)
        if named in layout.columns:
            key = named
            sections[key] = [block[1:]]
        else:
            sections[key].append(block)
    parts = {key: _of_blocks(key, blocks, layout, language) for key, blocks in sections.items()}
    items = tuple(plain(part) for line in context for part in line.split(" · "))
    return Shown(title=plain(title), context=items, parts=parts)


def _of_blocks(key: Key, blocks: Sequence[list[str]], layout: Layout, language: Language) -> Part:
    made = _Making()
    columns = iter(layout.columns[key])
    for number, block in enumerate(blocks):
        at = next((at for at, line in enumerate(block) if re.fullmatch(r" *[─ ]*─+", line)), None)
        if at is None:
            head, lines, notes, legends = _lists(block)
            if number and head:
                made.cards = [_card_of_line(cells, language) for cells in _split(head, 3)]
            elif head:
                made.said = joined(*head)
            made.lines += [_unbracketed(line, language) for line in lines]
            made.notes += tuple(notes)
            for legend in legends:
                made.legend(legend)
            continue
        titled = plain(block[0]) in layout.titles
        legends = [line for line in block[at + 1 :] if line.startswith(LEGEND)]
        rows = block[at + 1 : len(block) - len(legends)]
        width = next(columns)
        heads = block[titled:at]
        cells = _split([*heads, *rows], width)
        made.grids.append(
            (
                plain(block[0]) if titled else "",
                tuple(joined(*words) for words in zip(*cells[: len(heads)], strict=True)),
                tuple(cells[len(heads) :]),
            )
        )
        for legend in legends:
            made.legend(legend)
    assert next(columns, None) is None
    section = next(title for title in titles_of(language) if title.upper() == key[0])
    return made.part(section)


def _lists(block: Sequence[str]) -> tuple[list[str], list[str], list[str], list[str]]:
    """Return the lines of a block before any list, then what stands in lists: findings, notes, legends."""
    found: dict[str, list[str]] = {"": [], "1": [], "-": [], "*": []}
    kind = ""
    for line in block:
        sign = "1" if NUMBERED.match(line) else line[:1] if line[:2] in {"- ", "* ", "~ "} else ""
        sign = {"~": "*"}.get(sign, sign)
        if sign:
            kind = sign
            found[kind].append(line if kind == "*" else NUMBERED.sub("", line, count=1).removeprefix("- "))
        elif kind:
            found[kind][-1] += f" {line}"
        else:
            found[kind].append(line)
    return found[""], [*map(plain, found["1"])], [*map(plain, found["-"])], [*map(plain, found["*"])]


def _unbracketed(text: str, language: Language) -> str:
    for title in titles_of(language):
        text = text.replace(f" [{title}]", f" {title}")
    return text


def _card_of_line(cells: Row, language: Language) -> Card:
    label, value, told = cells
    meaning, _, before = told.partition(f"; {language.term('figure_before')}: ")
    return Card(label=label, value=value, before=before, meaning=meaning)


def _split(lines: Sequence[str], columns: int) -> list[Row]:
    """Return the cells of lines that stand under one another, without the pictures at their ends.

    Two blanks stand between columns, and one in a field of shades, where only the first column has blanks inside.
    """
    spans = _spans(lines, 2)
    if len(spans) < columns:
        spans = _spans(lines, 1)
        surplus = len(spans) - columns
        spans = [(spans[0][0], spans[surplus][1]), *spans[surplus + 1 :]]
    cells = [tuple(plain(line[start:end]) for start, end in spans) for line in lines]
    if len(spans) == columns + 1 and all(PICTURE.fullmatch(row[-1]) for row in cells[-1:]):
        cells = [row[:-1] for row in cells]
    assert all(len(row) == columns for row in cells), (columns, lines[:4])
    return cells


def _spans(lines: Sequence[str], gap: int) -> list[tuple[int, int]]:
    """Return from where to where something stands in any line, with `gap` blanks or more between."""
    width = max(map(len, lines), default=0)
    ink = "".join("x" if any(line[at : at + 1].strip(" ") for line in lines) else " " for at in range(width))
    return [match.span() for match in re.finditer(rf"x(?:x| {{1,{gap - 1}}}(?=x))*" if gap > 1 else "x+", ink)]
