// Opens a report in a headless browser and prints what it finds there, as one
// line of JSON.  Judging is left to the caller (test/t/report.t).
//
//   node check.js REPORT.html [BROWSER]

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [file, browser = "/usr/bin/chromium"] = process.argv.slice(2);
const page = pathToFileURL(resolve(file)).href;
const profile = mkdtempSync(join(tmpdir(), "medsec-browser-"));
const found = { errors: [], requests: [] };

// Runs in the page, for one chart: the rows it was given, the items that Vega
// drew of them, the shapes in the picture, colours of the legend that no item
// has, and what is wrong with its labels.
function inspect(chart) {
  const svg = chart.querySelector("svg");
  const source = document.querySelector(`script.spec[data-figure="${chart.dataset.figure}"]`);
  const items = [];
  const symbols = [];
  const collect = (mark) => mark.items.forEach((item) => {
    if (item.items) item.items.forEach(collect);
    else if (mark.role === "mark") items.push(item);
    else if (mark.role === "legend-symbol") symbols.push(item);
  });
  const colours = ({ fill, stroke }) => [fill, stroke].filter((c) => c && c !== "transparent");
  if (chart.view) collect(chart.view.scenegraph().root);

  const drawn = new Set(items.flatMap(colours));
  const frame = svg?.getBoundingClientRect();
  const labels = [...(svg?.querySelectorAll("text") ?? [])]
    .filter((text) => getComputedStyle(text).opacity !== "0" && text.textContent !== "")
    .map((text) => ({ text: text.textContent, box: text.getBoundingClientRect() }));
  const outside = ({ box }) => box.left < frame.left - 1 || box.right > frame.right + 1
    || box.top < frame.top - 1 || box.bottom > frame.bottom + 1;
  const meet = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 4;

  return {
    figure: chart.dataset.figure,
    rows: JSON.parse(source.textContent).data.values.length,
    items: items.length,
    lost: items.filter((item) => !Number.isFinite(item.x) || !Number.isFinite(item.y)).length,
    shapes: svg?.querySelectorAll(".role-mark path, .role-mark line").length ?? 0,
    legend: symbols.length,
    unused: symbols.flatMap(colours).filter((colour) => !drawn.has(colour)),
    description: chart.getAttribute("aria-label") ?? "",
    cut: labels.filter(outside).map((label) => label.text),
    shortened: labels.filter((label) => label.text.endsWith("…")).map((label) => label.text),
    overlapping: labels.flatMap((a, i) => labels.slice(i + 1)
      .filter((b) => meet(a.box, b.box)).map((b) => `${a.text} / ${b.text}`)),
    width: Math.round(frame?.width ?? 0),
    height: Math.round(frame?.height ?? 0),
  };
}

const context = await chromium.launchPersistentContext(profile, {
  executablePath: browser,
  headless: true,
  viewport: { width: 1320, height: 1000 },
  args: [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
  ],
});

try {
  const tab = await context.newPage();
  tab.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) found.errors.push(message.text());
  });
  tab.on("pageerror", (error) => found.errors.push(String(error)));
  tab.on("request", (request) => {
    if (request.url() !== page) found.requests.push(request.url());
  });

  await tab.goto(page);
  found.drawn = await tab.evaluate(() => window.medsecReady);
  found.specs = await tab.locator("script.spec").count();
  // Every figure, with the SQL that stands beside it.
  found.figures = await tab.locator("article").evaluateAll((articles) => articles
    .map((a) => ({ name: a.id, sql: a.querySelector("pre code")?.textContent ?? "" })));
  for (const [name, width] of [["wide", 1320], ["narrow", 390]]) {
    await tab.setViewportSize({ width, height: 1000 });
    await tab.waitForTimeout(300);
    const charts = await tab.locator(".chart").all();
    found[name] = {
      charts: await Promise.all(charts.map((chart) => chart.evaluate(inspect))),
      overhang: await tab.evaluate(() => document.documentElement.scrollWidth - innerWidth),
    };
  }
} finally {
  await context.close();
  rmSync(profile, { recursive: true, force: true });
}

process.stdout.write(`${JSON.stringify(found)}\n`);
