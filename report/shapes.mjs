// Makes src/shapes.ts: land and borders of Natural Earth (public domain) in the Equal Earth projection, as paths of SVG; and
// python/nutgraf/land.json, the land as GeoJSON, for nutgraf.plot.
// Run by hand (`npm run shapes`) when the map is to change; its result is in the repository.
import { readFileSync, writeFileSync } from "node:fs";
import { geoEqualEarth, geoPath } from "d3-geo";
import { mesh, merge } from "topojson-client";
import { presimplify, quantile, simplify } from "topojson-simplify";

const WIDTH = 1000;
const ANTARCTICA = "010";

const atlas = JSON.parse(readFileSync(new URL("node_modules/world-atlas/countries-110m.json", import.meta.url), "utf8"));
const weighed = presimplify(atlas);
const world = simplify(weighed, quantile(weighed, 0.9));
const countries = world.objects.countries;
countries.geometries = countries.geometries.filter((country) => country.id !== ANTARCTICA);

const land = merge(world, countries.geometries);
const borders = mesh(world, countries, (a, b) => a !== b);
const projection = geoEqualEarth().fitWidth(WIDTH, land);
const path = geoPath(projection).digits(0);
const [[, top], [, bottom]] = path.bounds(land);

/** The same path with steps instead of places: shorter, and of steps of nothing none. */
function steps(d) {
  let [x, y] = [0, 0];
  let start = [0, 0];
  let last = "";
  let made = "";
  for (const [, letter, rest] of d.matchAll(/([MLZ])([^MLZ]*)/g)) {
    if (letter === "Z") {
      made += "z";
      [x, y] = start;
      last = "z";
      continue;
    }
    const [toX, toY] = rest.split(",").map(Number);
    const [dx, dy] = [toX - x, toY - y];
    if (letter === "L" && dx === 0 && dy === 0) continue;
    const name = letter === "M" ? "m" : "l";
    made += `${name === last && name === "l" ? (dx < 0 ? "" : " ") : name}${dx}${dy < 0 ? "" : " "}${dy}`;
    [x, y] = [toX, toY];
    if (letter === "M") start = [x, y];
    last = name;
  }
  return made;
}

const [scale, [left, down]] = [projection.scale(), projection.translate()];
writeFileSync(
  new URL("src/shapes.ts", import.meta.url),
  `// Made by shapes.mjs from Natural Earth 1:110m (public domain): do not edit.
export const WIDTH = ${WIDTH};
export const TOP = ${Math.floor(top)};
export const HEIGHT = ${Math.ceil(bottom) - Math.floor(top)};
export const SCALE = ${scale.toFixed(4)};
export const LEFT = ${left.toFixed(3)};
export const DOWN = ${down.toFixed(3)};
export const LAND = "${steps(path(land))}";
export const BORDERS = "${steps(path(borders))}";
`,
);

const tenths = (ring) => ring.map(([east, north]) => [Math.round(east * 10) / 10, Math.round(north * 10) / 10]);
const shape = { type: "MultiPolygon", coordinates: land.coordinates.map((polygon) => polygon.map(tenths)) };
writeFileSync(new URL("../python/nutgraf/land.json", import.meta.url), `${JSON.stringify(shape)}\n`);
