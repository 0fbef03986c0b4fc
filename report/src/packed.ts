// Lists of whole numbers packed into text, as crates/report/src/refs.rs packs them: base 64, five bits a letter, 32 for "goes on".

const VALUES = new Uint8Array(128);
[..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"].forEach((letter, value) => {
  VALUES[letter.charCodeAt(0)] = value;
});

/** The numbers of a packed list. */
export function numbers(text: string): number[] {
  const found: number[] = [];
  let number = 0;
  let weight = 1;
  for (let i = 0; i < text.length; i++) {
    const value = VALUES[text.charCodeAt(i)] ?? 0;
    number += (value & 31) * weight;
    if (value & 32) {
      weight *= 32;
    } else {
      found.push(number);
      number = 0;
      weight = 1;
    }
  }
  return found;
}

/** Places in articles: the article, then `more` numbers to each. */
export function refs(text: string, more: number): number[][] {
  const flat = numbers(text);
  const found: number[][] = [];
  let article = 0;
  for (let i = 0; i < flat.length; i += more + 1) {
    article += flat[i] ?? 0;
    found.push([article, ...flat.slice(i + 1, i + 1 + more)]);
  }
  return found;
}
