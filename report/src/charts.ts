// Bars and columns: lists of links, so that they can be read, reached by keyboard and printed.

import { h, type Child } from "./dom";
import { date, days, iso, number } from "./format";

/** One bar: what it stands for, how much, and where that can be read. */
export interface Bar {
  label: string;
  count: number;
  href: string | undefined;
  /** What is said of the count: "12 quotes". */
  said: string;
}

/** Bars that lie, one below the other. */
export function bars(rows: Bar[]): HTMLElement {
  const most = Math.max(1, ...rows.map((row) => row.count));
  return h(
    "ol",
    { class: "bars" },
    rows.map((row) =>
      h(
        "li",
        { "--share": row.count / most },
        row.href ? h("a", { href: row.href }, row.label) : h("span", {}, row.label),
        h("span", { class: "count" }, h("span", { class: "hidden" }, ": "), row.said),
      ),
    ),
  );
}

/** Columns that stand side by side, in time. */
export function columns(rows: Bar[], name: string): HTMLElement {
  const most = Math.max(1, ...rows.map((row) => row.count));
  const ends = [rows[0], rows[Math.floor(rows.length / 2)], rows[rows.length - 1]];
  const labels = rows.length > 2 ? ends : rows;
  return h(
    "figure",
    { class: "columns" },
    h(
      "ol",
      { "aria-label": name },
      rows.map((row) => {
        const said = `${row.label}: ${row.said}`;
        const column: Child = h("span", { class: "column", "--share": row.count / most });
        return h("li", {}, row.count && row.href ? h("a", { href: row.href, "aria-label": said, title: said }, column) : column);
      }),
    ),
    h(
      "figcaption",
      {},
      labels.map((row) => h("span", {}, row?.label ?? "")),
      h("span", { class: "most" }, `highest: ${number(most)}`),
    ),
  );
}

/** The longest list of columns. */
const MOST = 92;

/** Counts by day, put together so that there are not too many: by day, week, month or year. */
export function overTime(
  counts: [number, number][],
  one: string,
  href: (from: string, to: string) => string | undefined,
): Bar[] {
  const [first, last] = [counts[0]?.[0], counts[counts.length - 1]?.[0]];
  if (first === undefined || last === undefined) return [];
  const length = last - first + 1;
  const step = length <= MOST ? "day" : length <= MOST * 7 ? "week" : length <= MOST * 31 ? "month" : "year";
  const key = (day: number) => {
    if (step === "day") return day;
    // Day 4 was a Monday.
    if (step === "week") return day - ((((day - 4) % 7) + 7) % 7);
    return days(iso(day).slice(0, step === "month" ? 7 : 4)) ?? day;
  };
  const next = (from: number) => {
    if (step === "day" || step === "week") return from + (step === "day" ? 1 : 7);
    const to = new Date(from * 86_400_000);
    if (step === "month") to.setUTCMonth(to.getUTCMonth() + 1);
    else to.setUTCFullYear(to.getUTCFullYear() + 1);
    return Math.round(to.getTime() / 86_400_000);
  };
  const sums = new Map<number, number>();
  for (const [day, count] of counts) sums.set(key(day), (sums.get(key(day)) ?? 0) + count);
  const made: Bar[] = [];
  for (let from = key(first); from <= last && made.length < 1000; from = next(from)) {
    const count = sums.get(from) ?? 0;
    const [begin, end] = [iso(from), iso(next(from) - 1)];
    const label = { day: date(begin), week: `week of ${date(begin)}`, month: date(begin.slice(0, 7)), year: begin.slice(0, 4) }[step];
    made.push({ label, count, said: `${number(count)} ${one}${count === 1 ? "" : "s"}`, href: href(begin, end) });
  }
  return made;
}
