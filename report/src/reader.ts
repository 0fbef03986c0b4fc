// The reader: an article with its facts marked; what is under the pointer or the cursor is told beside it.

import { article, KINDS, type Article, type Fact, type Kind } from "./article";
import { add, h, safe, to, type Child } from "./dom";
import { date } from "./format";
import { start } from "./parts";
import { whole, type Route } from "./route";
import { places, words } from "./words";

const NAMES: Record<Kind, string> = {
  quotes: "quotes",
  people: "people",
  organizations: "organisations",
  places: "places",
  times: "times",
  quantities: "quantities",
  events: "events",
  answers: "five Ws",
};

/** What is marked: kept while the reader goes from article to article. */
const shown = new Set<Kind>(["quotes", "people", "organizations", "places", "times"]);
let least = 0;

/** A stretch of text under the same facts. */
interface Stretch {
  element: HTMLElement;
  facts: Fact[];
}

export async function reader({ what, query }: Route): Promise<HTMLElement[]> {
  const found = await article(whole(what));
  const data = await start();
  document.title = `${found.title || found.id} · nutgraf`;
  const view = new View(found, words(query.get("q") ?? ""));
  const [kind, number] = (query.get("fact") ?? "").split(".");
  const asked = found.facts.find((fact) => fact.kind === kind && fact.number === Number(number));
  if (asked) shown.add(asked.kind);
  view.draw();
  if (asked) requestAnimationFrame(() => view.go(asked));
  const site = data.sites[found.site]?.[0];
  const url = safe(found.url);
  const neighbour = (n: number, text: string) => n >= 0 && n < data.counts.articles && h("a", { href: to(["article", n]) }, text);
  return [
    // The title is marked as all of the text is; where it is not in the text, it stands above it.
    found.blocks.some((block) => block.kind === "title") ? null : h("h1", {}, found.title || found.id || "Article"),
    h("p", { class: "origin" }, [found.authors.join(", "), site, date(found.date.slice(0, 10))].filter(Boolean).join(" · "), url && [" · ", h("a", { href: url, rel: "noreferrer" }, "source")], found.copy && ` · a copy of ${found.copy}`),
    h("div", { class: "reader" }, view.text, h("aside", { "aria-label": "Marks" }, controls(found, view), view.details)),
    h("p", { class: "neighbours" }, neighbour(found.number - 1, "Article before"), " ", neighbour(found.number + 1, "Next article")),
  ].filter((part) => part !== null);
}

/** The toggles and the slider. */
function controls(found: Article, view: View): HTMLElement {
  const toggles = KINDS.map((kind) => {
    const n = found.facts.filter((fact) => fact.kind === kind).length;
    const box = h("input", { type: "checkbox", checked: shown.has(kind), onchange: () => {
      if (box.checked) shown.add(kind);
      else shown.delete(kind);
      view.draw();
    } });
    return h("label", { class: kind }, box, h("span", { class: "name" }, NAMES[kind]), ` ${n}`);
  });
  const value = h("output", {}, least.toString());
  const slider = h("input", { type: "range", min: 0, max: 100, step: 5, value: least, id: "least", oninput: () => {
    least = Number(slider.value);
    value.textContent = slider.value;
    view.draw();
  } });
  return h(
    "div",
    { class: "controls" },
    h("fieldset", {}, h("legend", {}, "Marked"), toggles),
    h("p", {}, h("label", { for: "least" }, "Confidence at least "), value, " %", slider),
    h("p", { class: "note" }, h("kbd", {}, "j"), " and ", h("kbd", {}, "k"), " or arrows go from mark to mark, ", h("kbd", {}, "Enter"), " follows it."),
  );
}

/** The text with its marks. */
class View {
  text = h("div", { class: "text", role: "group", "aria-label": "Text" });
  details = h("div", { class: "details", role: "status" });
  private stretches: Stretch[] = [];
  private stops: Stretch[] = [];

  constructor(
    private found: Article,
    private wanted: string[],
  ) {
    this.text.addEventListener("keydown", (event) => this.key(event));
    this.text.addEventListener("focusin", (event) => this.tell(event.target as HTMLElement));
    this.text.addEventListener("pointerover", (event) => this.tell(event.target as HTMLElement));
  }

  /** Draws the text anew. */
  draw() {
    const facts = this.found.facts.filter((fact) => shown.has(fact.kind) && fact.confidence >= least);
    this.stretches = [];
    this.text.replaceChildren(...this.found.blocks.map((block) => this.block(block, facts)));
    // A stop where a fact begins: other stretches are its later words.
    const begun = new Set<Fact>();
    this.stops = this.stretches.filter(({ facts }) => {
      const begins = facts.some((fact) => !begun.has(fact));
      facts.forEach((fact) => begun.add(fact));
      return begins;
    });
    this.stops.forEach(({ element, facts }, i) => {
      element.tabIndex = i ? -1 : 0;
      element.setAttribute("role", "button");
      element.setAttribute("aria-label", `${element.textContent}: ${facts.map((fact) => fact.name).join(", ")}`);
    });
    this.details.replaceChildren(facts.length ? "Point at a mark." : "Nothing is marked.");
  }

  private block(block: Article["blocks"][number], facts: Fact[]): HTMLElement {
    const here = facts.filter((fact) => fact.pieces.some(([from, end]) => from < block.end && end > block.start));
    const cuts = new Set([block.start, block.end]);
    const found = this.wanted.length ? places(this.found.text.slice(block.start, block.end), this.wanted) : [];
    const hits = found.map(([from, end]): [number, number] => [from + block.start, end + block.start]);
    for (const [from, end] of [...here.flatMap((fact) => fact.pieces), ...hits]) {
      for (const cut of [from, end]) if (cut > block.start && cut < block.end) cuts.add(cut);
    }
    const sorted = [...cuts].sort((a, b) => a - b);
    const isTitle = block.kind === "title" && block === this.found.blocks.find((other) => other.kind === "title");
    const line = h(isTitle ? "h1" : block.kind === "title" ? "h2" : block.kind === "heading" ? "h3" : "p", {});
    for (let i = 0; i + 1 < sorted.length; i++) {
      const [from, end] = [sorted[i] ?? 0, sorted[i + 1] ?? 0];
      const over = here.filter((fact) => fact.pieces.some(([a, b]) => a <= from && b >= end));
      const text = this.found.text.slice(from, end);
      const hit = hits.some(([a, b]) => a <= from && b >= end);
      if (!over.length && !hit) {
        add(line, [text]);
        continue;
      }
      const element = h("mark", { class: [...new Set(over.map((fact) => fact.kind)), hit && "hit"].filter(Boolean).join(" ") }, text);
      if (over.length) this.stretches.push({ element, facts: over });
      add(line, [element]);
    }
    const speakers = new Map<string, Child>();
    for (const fact of here) {
      const first = fact.pieces[0]?.[0] ?? 0;
      if (fact.speaker?.text && first >= block.start && first < block.end) {
        speakers.set(fact.speaker.text, fact.speaker.href ? h("a", { href: to(fact.speaker.href) }, fact.speaker.text) : fact.speaker.text);
      }
    }
    return h("div", { class: `block ${block.kind}` }, line, speakers.size > 0 && h("p", { class: "speakers" }, h("span", { class: "hidden" }, "speaking: "), [...speakers.values()].map((name) => h("span", {}, name))));
  }

  /** Goes to a fact. */
  go(fact: Fact) {
    const stop = this.stretches.find((stretch) => stretch.facts.includes(fact));
    this.focus(stop);
    for (const { element, facts } of this.stretches) element.classList.toggle("asked-for", facts.includes(fact));
  }

  private focus(stop: Stretch | undefined) {
    if (!stop) return;
    this.stops.forEach(({ element }) => (element.tabIndex = -1));
    stop.element.tabIndex = 0;
    stop.element.focus({ preventScroll: true });
    stop.element.scrollIntoView({ block: "center" });
  }

  private key(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const at = this.stops.findIndex(({ element }) => element === event.target);
    const step = { j: 1, ArrowRight: 1, ArrowDown: 1, k: -1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      this.focus(this.stops[Math.min(this.stops.length - 1, Math.max(0, at + step))]);
    } else if (event.key === "Home" || event.key === "End") {
      event.preventDefault();
      this.focus(this.stops[event.key === "Home" ? 0 : this.stops.length - 1]);
    } else if ((event.key === "Enter" || event.key === " ") && at >= 0) {
      event.preventDefault();
      this.details.querySelector("a")?.click();
    }
  }

  /** Says what is under the pointer or the cursor, the shortest fact first. */
  private tell(target: HTMLElement) {
    const here = this.stretches.find(({ element }) => element === target);
    if (!here) return;
    const length = (fact: Fact) => fact.pieces.reduce((sum, [from, end]) => sum + end - from, 0);
    const sorted = [...here.facts].sort((a, b) => length(a) - length(b));
    for (const { element, facts } of this.stretches) element.classList.toggle("same", facts.includes(sorted[0] as Fact));
    this.details.replaceChildren(...sorted.map((fact) => this.describe(fact)));
  }

  private describe(fact: Fact): HTMLElement {
    const lines = fact.lines.filter((line) => line.text);
    return h(
      "section",
      { class: fact.kind },
      h("h2", {}, h("span", { class: "name" }, fact.name)),
      h(
        "dl",
        {},
        lines.map((line) => [h("dt", {}, line.label), h("dd", {}, line.href ? h("a", { href: to(line.href) }, line.text) : line.text)]),
        h("dt", {}, "confidence"),
        h("dd", {}, `${fact.confidence} %`),
      ),
    );
  }
}
