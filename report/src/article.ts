// An article and its facts, as crates/report/src/facts.rs lists them.

import { start, part } from "./parts";

/** Kinds of facts, in the order of their toggles. */
export const KINDS = ["quotes", "people", "organizations", "places", "times", "quantities", "events", "answers"] as const;
export type Kind = (typeof KINDS)[number];

export const BLOCKS = ["title", "heading", "byline", "dateline", "body", "caption", "credit"] as const;

/** Who or what a line of a fact's description leads to. */
export interface Line {
  label: string;
  text: string;
  href?: string[];
}

/** A fact of an article. */
export interface Fact {
  kind: Kind;
  /** Its number among those of its list. */
  number: number;
  /** Where it stands in the text; the first piece is the one that it is known by. */
  pieces: [number, number][];
  /** In hundredths. */
  confidence: number;
  /** What it is, in a few words. */
  name: string;
  lines: Line[];
  /** Of a quote: who speaks, and where that stands. */
  speaker?: Line;
}

/** An article with its facts. */
export interface Article {
  number: number;
  id: string;
  title: string;
  date: string;
  url: string;
  site: number;
  language: string;
  authors: string[];
  copy: string;
  text: string;
  blocks: { kind: (typeof BLOCKS)[number]; start: number; end: number }[];
  facts: Fact[];
}

type Cell = number | null;
type Cells = Cell[];
interface Written extends Omit<Article, "blocks" | "facts" | "number"> {
  blocks: number[];
  cast: [number, 0 | 1, string][];
  spots: [number, string, string, string, Cell, Cell][];
  mentions: Cells[];
  quotes: [number[], ...Cells][];
  places: Cells[];
  times: Cells[];
  quantities: Cells[];
  events: [number[], ...Cells][];
  answers: Cells[];
}

const WHO = ["person", "organization"];
const read = new WeakMap<Written, Article>();

/** The article of this number. */
export async function article(number: number): Promise<Article> {
  const { counts, sizes } = await start();
  if (number < 0 || number >= counts.articles) throw new Error("there is no such article");
  const size = sizes.articles;
  const { strings, articles } = await part<{ strings: string[]; articles: Written[] }>(`articles/${Math.floor(number / size)}`);
  const written = articles[number % size];
  if (!written) throw new Error("the parts of this report do not belong together");
  let made = read.get(written);
  if (!made) {
    made = new Reader(written, strings).article(number);
    read.set(written, made);
  }
  return made;
}

const pairs = (flat: number[]): [number, number][] =>
  Array.from({ length: flat.length / 2 }, (_, i) => [flat[2 * i] ?? 0, flat[2 * i + 1] ?? 0]);

/** Reads the lists of one article. */
class Reader {
  constructor(
    private written: Written,
    private strings: string[],
  ) {}

  article(number: number): Article {
    const { blocks, cast: _, ...rest } = this.written;
    const shown = Array.from({ length: blocks.length / 3 }, (_, i) => ({
      kind: BLOCKS[blocks[3 * i] ?? 4] ?? "body",
      start: blocks[3 * i + 1] ?? 0,
      end: blocks[3 * i + 2] ?? 0,
    }));
    const facts = [
      ...this.quotes(),
      ...this.mentions(),
      ...this.places(),
      ...this.times(),
      ...this.quantities(),
      ...this.events(),
      ...this.answers(),
    ];
    return { ...rest, number, blocks: shown, facts };
  }

  private text(cell: Cell | undefined): string {
    return this.strings[cell ?? 0] ?? "";
  }

  /** Someone of the cast, or the words for them. */
  private who(label: string, place: Cell | undefined, words: Cell | undefined): Line {
    const member = this.written.cast[place ?? -1];
    return member
      ? { label, text: member[2], href: [WHO[member[1]] ?? "", String(member[0])] }
      : { label, text: this.text(words) };
  }

  private quotes(): Fact[] {
    return this.written.quotes.map(([pieces, , confidence, kind, polarity, speaker, who, , , whoKind, cue, to, channel], number) => {
      const said = this.who("speaker", who, speaker);
      const says = this.text(polarity);
      return {
        kind: "quotes",
        number,
        pieces: pairs(pieces),
        confidence: confidence ?? 100,
        name: `${this.text(kind)} quote`,
        speaker: said,
        lines: [
          said.text ? said : { label: "speaker", text: "not named" },
          { label: "speaker is", text: this.text(whoKind) },
          { label: "words", text: this.text(cue) },
          { label: "polarity", text: says === "said" ? "" : says.replace("_", " ") },
          { label: "to", text: this.text(to) },
          { label: "through", text: this.text(channel) },
        ],
      };
    });
  }

  private mentions(): Fact[] {
    return this.written.mentions.map(([from, to, confidence, who, kind], number) => {
      const member = this.written.cast[who ?? -1];
      return {
        kind: member?.[1] === 1 ? "organizations" : "people",
        number,
        pieces: [[from ?? 0, to ?? 0]],
        confidence: confidence ?? 100,
        name: member?.[1] === 1 ? "organisation" : "person",
        lines: [this.who("name", who, 0), { label: "mentioned by", text: this.text(kind) }],
      };
    });
  }

  private places(): Fact[] {
    return this.written.places.map(([from, to, confidence, spot, usage], number) => {
      const [place, name, kind, country, north, east] = this.written.spots[spot ?? -1] ?? [0, "", "", "", null, null];
      const point = north === null || east === null ? "" : `${north}, ${east}`;
      return {
        kind: "places",
        number,
        pieces: [[from ?? 0, to ?? 0]],
        confidence: confidence ?? 100,
        name: "place",
        lines: [
          { label: "place", text: name, href: ["place", String(place)] },
          { label: "kind", text: kind },
          { label: "country", text: country },
          { label: "north, east", text: point },
          { label: "use", text: this.text(usage) },
        ],
      };
    });
  }

  private times(): Fact[] {
    return this.written.times.map(([from, to, confidence, kind, value, begins, ends], number) => ({
      kind: "times",
      number,
      pieces: [[from ?? 0, to ?? 0]],
      confidence: confidence ?? 100,
      name: this.text(kind).toLowerCase(),
      lines: [
        { label: "value", text: this.text(value) },
        { label: "from", text: this.text(begins) },
        { label: "before", text: this.text(ends) },
      ],
    }));
  }

  private quantities(): Fact[] {
    return this.written.quantities.map(([from, to, confidence, value, low, high, modifier, unit, counted, change], number) => {
      const range = [low, high].map((end) => (end === null || end === undefined ? "…" : String(end))).join(" to ");
      return {
        kind: "quantities",
        number,
        pieces: [[from ?? 0, to ?? 0]],
        confidence: confidence ?? 100,
        name: "quantity",
        lines: [
          { label: "value", text: value === null || value === undefined ? range : String(value) },
          { label: "which is", text: { "~": "about", ">": "more than", "<": "less than" }[this.text(modifier)] ?? "" },
          { label: "unit", text: this.text(unit) },
          { label: "of", text: this.text(counted) },
          { label: "change", text: this.text(change) },
        ],
      };
    });
  }

  private events(): Fact[] {
    return this.written.events.map(
      ([pieces, main, confidence, kind, mode, status, begins, ends, place, country, actor, by, recipient, whom, killed, injured], number) => ({
        kind: "events",
        number,
        pieces: pairs(pieces),
        confidence: confidence ?? 100,
        name: `${this.text(kind).toLowerCase()}${main ? ", the main event" : ""}`,
        lines: [
          { label: "type", text: this.text(kind), href: ["events", this.text(kind)] },
          { label: "mode", text: this.text(mode) },
          { label: "status", text: this.text(status) },
          this.who("actor", by, actor),
          this.who("recipient", whom, recipient),
          { label: "from", text: this.text(begins) },
          { label: "before", text: this.text(ends) },
          { label: "where", text: [this.text(place), this.text(country)].filter(Boolean).join(", ") },
          { label: "killed, at least", text: killed === null || killed === undefined ? "" : String(killed) },
          { label: "injured, at least", text: injured === null || injured === undefined ? "" : String(injured) },
        ],
      }),
    );
  }

  private answers(): Fact[] {
    return this.written.answers.map(([from, to, confidence, question, name], number) => ({
      kind: "answers",
      number,
      pieces: [[from ?? 0, to ?? 0]],
      confidence: confidence ?? 100,
      name: `answer to “${this.text(question)}?”`,
      lines: [{ label: "full name", text: this.text(name) }],
    }));
  }
}
