// Lists of passages: the sentences behind a figure, each with a link to its place in the article.

import { article, type Article, type Fact, type Kind } from "./article";
import { add, h, to, type Child } from "./dom";
import { date } from "./format";
import { start } from "./parts";

/** Passages shown at once. */
const AT_ONCE = 20;
/** Letters of a passage before and behind what it is about. */
const AROUND = 180;

/** Where a passage is: the article, the kind of fact, its number there. */
export interface Ref {
  article: number;
  kind: Kind;
  number: number;
  /** What stands above it. */
  heading?: string;
}

/** Calls `draw` for what comes next, some at a time, until nothing is left. */
export function more<T>(source: AsyncIterator<T> | Iterator<T>, draw: (item: T) => Promise<Child>, empty: string): HTMLElement {
  const list = h("ol", { class: "passages" });
  const button = h("button", { type: "button" }, "More");
  const box = h("div", {}, list, button);
  const next = async () => {
    button.disabled = true;
    const first = list.children.length;
    let done = false;
    for (let i = 0; i < AT_ONCE && !done; i++) {
      const item = await source.next();
      done = Boolean(item.done);
      if (!item.done) add(list, [await draw(item.value)]);
    }
    button.disabled = false;
    if (done) button.remove();
    if (first > 0) (list.children[first] as HTMLElement | undefined)?.querySelector("a")?.focus();
    if (!list.children.length) box.replaceChildren(h("p", {}, empty));
  };
  button.addEventListener("click", () => void next());
  void next();
  return box;
}

/** A list of passages; `speakers` says whether who speaks is named above each. */
export function passages(refs: AsyncIterable<Ref> | Iterable<Ref>, speakers = true): HTMLElement {
  const source = Symbol.asyncIterator in refs ? refs[Symbol.asyncIterator]() : refs[Symbol.iterator]();
  let heading = "";
  return more(source, async (ref) => {
    const found = await article(ref.article);
    const fact = found.facts.find((fact) => fact.kind === ref.kind && fact.number === ref.number);
    if (!fact) return null;
    const above = ref.heading !== undefined && ref.heading !== heading && h("h3", {}, ref.heading);
    heading = ref.heading ?? "";
    return h("li", {}, above, passage(found, fact, speakers), await origin(found, fact));
  }, "Nothing is known of that.");
}

function passage(found: Article, fact: Fact, speakers: boolean): HTMLElement {
  const [[from, end]] = [fact.pieces[0] ?? [0, 0]];
  const block = found.blocks.find((block) => block.start <= from && from < block.end) ?? { start: 0, end: found.text.length };
  const first = cut(found.text, block.start, Math.max(block.start, from - AROUND), 1);
  const last = cut(found.text, block.end, Math.min(block.end, Math.max(end, from) + AROUND), -1);
  const inside = fact.pieces.filter(([a, b]) => a < last && b > first).sort((a, b) => a[0] - b[0]);
  const shown = h("p", {}, first > block.start && "… ");
  let at = first;
  for (const [a, b] of inside) {
    if (a < at) continue;
    add(shown, [found.text.slice(at, a), h("mark", { class: fact.kind }, found.text.slice(a, Math.min(b, last)))]);
    at = Math.min(b, last);
  }
  add(shown, [found.text.slice(at, last), last < block.end && " …"]);
  const who = speakers && fact.speaker?.text && fact.speaker;
  const name = who && (who.href ? h("a", { href: to(who.href) }, who.text) : who.text);
  return h("div", {}, name && h("p", { class: "speaker" }, name), shown);
}

/** The place next to `at` where no word is cut. */
function cut(text: string, edge: number, at: number, step: 1 | -1): number {
  if (at === edge) return at;
  for (let place = at; Math.abs(place - at) < 30 && place !== edge; place += step) if (text[place - 1] === " ") return place;
  return at;
}

/** The line that says where a passage is from. */
async function origin(found: Article, fact: Fact): Promise<HTMLElement> {
  return h(
    "p",
    { class: "origin" },
    h("a", { href: to(["article", found.number], { fact: `${fact.kind}.${fact.number}` }) }, found.title || found.id || "the article"),
    await from(found.date, found.site),
  );
}

/** Day and site, as they stand behind a title. */
export async function from(day: string, site: number): Promise<string> {
  const name = (await start()).sites[site]?.[0];
  return [date(day.slice(0, 10)), name].filter(Boolean).map((piece) => ` · ${piece}`).join("");
}
