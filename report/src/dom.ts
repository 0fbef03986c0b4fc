// Elements of the page. Whatever an article holds goes through here as text: there is no other way to put it into the page.

export type Child = Node | string | number | false | null | undefined | Child[];
type Attributes = Record<string, string | number | boolean | undefined | ((event: Event) => void)>;

const SVG = "http://www.w3.org/2000/svg";

function fill(element: Element, attributes: Attributes, children: Child[]) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") {
      element.addEventListener(name.replace(/^on/, ""), value);
    } else if (name.startsWith("--")) {
      (element as HTMLElement).style.setProperty(name, String(value));
    } else if (value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
  add(element, children);
}

/** Puts children at the end of an element. */
export function add(element: Node, children: Child[]) {
  for (const child of children) {
    if (Array.isArray(child)) {
      add(element, child);
    } else if (child !== false && child !== null && child !== undefined) {
      element.appendChild(child instanceof Node ? child : document.createTextNode(String(child)));
    }
  }
}

/** An element of HTML. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  fill(element, attributes, children);
  return element;
}

/** An element of SVG. */
export function svg(tag: string, attributes: Attributes = {}, ...children: Child[]): SVGElement {
  const element = document.createElementNS(SVG, tag);
  fill(element, attributes, children);
  return element;
}

/** A link within the report: the parts of the path, and what is asked of the page. */
export function to(path: (string | number)[], query: Record<string, string | number | undefined> = {}): string {
  const asked = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined && value !== "") asked.set(name, String(value));
  const tail = asked.toString();
  return `#/${path.map((piece) => encodeURIComponent(piece)).join("/")}${tail && `?${tail}`}`;
}

/** An address that an article names; none if following it would be more than reading a page of the web. */
export function safe(url: string): string | undefined {
  return /^https?:\/\//i.test(url) ? url : undefined;
}
