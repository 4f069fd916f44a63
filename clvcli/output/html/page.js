"use strict";
// What a page can do beyond being read: sort its tables, and open what somebody prints or follows a link into.

const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });

function key(row, column) {
  const cell = row.cells[column];
  const raw = cell.dataset.sort ?? cell.textContent.trim();
  return raw !== "" && !Number.isNaN(Number(raw)) ? Number(raw) : raw;
}

function compare(one, other) {
  if (one === "" || other === "") return (one === "") - (other === "");
  return typeof one === "number" && typeof other === "number" ? one - other : collator.compare(one, other);
}

function sorted(rows, column, order) {
  if (order === "none") return rows;
  const keys = new Map(rows.map((row) => [row, key(row, column)]));
  const sign = order === "ascending" ? 1 : -1;
  return [...rows].sort((one, other) => {
    const [its, others] = [keys.get(one), keys.get(other)];
    return its === "" || others === "" ? compare(its, others) : sign * compare(its, others);
  });
}

function makeSortable(table) {
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    const orders = head.classList.contains("n")
      ? ["none", "descending", "ascending"]
      : ["none", "ascending", "descending"];
    button.addEventListener("click", () => {
      const now = orders[(orders.indexOf(head.ariaSort ?? "none") + 1) % orders.length];
      heads.forEach((each) => each.removeAttribute("aria-sort"));
      if (now !== "none") head.ariaSort = now;
      body.append(...sorted(rows, column, now));
    });
  });
}

// Only what really scrolls needs a stop of the keyboard.
function stopWhereScrolling(region) {
  if (region.scrollWidth > region.clientWidth) region.tabIndex = 0;
  else region.removeAttribute("tabindex");
}

function openAround(id) {
  const target = id && document.getElementById(decodeURIComponent(id));
  for (let node = target; node; node = node.parentElement) if (node.tagName === "DETAILS") node.open = true;
}

document.querySelectorAll("table.sortable").forEach(makeSortable);
const regions = new ResizeObserver((entries) => entries.forEach((entry) => stopWhereScrolling(entry.target)));
document.querySelectorAll(".scroll").forEach((region) => regions.observe(region));
addEventListener("hashchange", () => openAround(location.hash.slice(1)));
addEventListener("beforeprint", () => document.querySelectorAll(".rows").forEach((rows) => { rows.open = true; }));
openAround(location.hash.slice(1));
