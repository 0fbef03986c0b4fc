// Words as the index has them; crates/report/src/words.rs cuts the articles in the same way.

const LONGEST = 32;
const ALONE = "\\u3040-\\u30ff\\u3400-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
const WORD = new RegExp(`[${ALONE}]|(?:(?![${ALONE}])[\\p{Alphabetic}\\p{N}])+`, "gu");
/** The same in text as it is written, with its accents. */
const WRITTEN = new RegExp(`[${ALONE}]|(?:(?![${ALONE}])[\\p{Alphabetic}\\p{N}\\p{M}])+`, "gu");

/** The words of a text: without accents, in small letters. */
export function words(text: string): string[] {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "");
  return (plain.match(WORD) ?? []).map((word) => [...word].slice(0, LONGEST).join("").toLowerCase());
}

/** Where words stand in a text that begin with one of these. */
export function places(text: string, wanted: string[]): [number, number][] {
  const found: [number, number][] = [];
  for (const match of text.matchAll(WRITTEN)) {
    const word = words(match[0])[0];
    if (word && wanted.some((start) => word.startsWith(start))) found.push([match.index, match.index + match[0].length]);
  }
  return found;
}
