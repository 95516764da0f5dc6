// Builds the report: runs the SQL file of every figure, and puts rows, SQL,
// tables, chart specifications and the Vega libraries into one HTML page that
// needs no server and no network.
//
//   node build.js --database medsec_demo --out medsec-report.html
//
// The server is the one that psql finds (PGHOST, PGPORT, PGUSER, ...).

import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { sections } from "./figures.js";
import { show } from "./format.js";
import { escape, highlight } from "./sql.js";

const here = fileURLToPath(new URL(".", import.meta.url));
const read = (...path) => readFileSync(join(here, ...path), "utf8");

const { values: options } = parseArgs({
  options: {
    database: { type: "string", default: "medsec_demo" },
    out: { type: "string", default: "medsec-report.html" },
  },
});

function query(sql) {
  const rows = execFileSync(
    "psql",
    ["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", options.database],
    {
      input: `SELECT coalesce(json_agg(row_to_json(q)), '[]') FROM (\n${sql}\n) AS q;`,
      encoding: "utf8",
      maxBuffer: 1 << 28,
      stdio: ["pipe", "pipe", "inherit"],
    },
  );
  return JSON.parse(rows);
}

// Text that stands inside a script element must not end it.
const inScript = (text) => text.replace(/<\/(script)/gi, "<\\/$1").replace(/<!--/g, "<\\!--");
const json = (value) => JSON.stringify(value).replace(/</g, "\\u003c");

const cell = (tag, text, kind) => `<${tag}${kind ? ` class="${kind}"` : ""}>${escape(text)}</${tag}>`;

function tableHtml(caption, header, body, open) {
  const head = header.map((h) => `<th scope="col"${h.number ? ' class="n"' : ""}>${escape(h.label)}</th>`);
  const lines = body.map((row) => {
    const cells = row.map((text, i) => (i === 0
      ? `<th scope="row">${escape(text)}</th>`
      : cell("td", text, header[i].number ? "n" : "")));
    return `<tr>${cells.join("")}</tr>`;
  });
  return `<details class="table"${open ? " open" : ""}><summary>The figures</summary>
<div class="scroll" tabindex="0" role="region" aria-label="Table: ${escape(caption)}"><table>
<caption>${escape(caption)}</caption>
<thead><tr>${head.join("")}</tr></thead>
<tbody>
${lines.join("\n")}
</tbody></table></div></details>`;
}

function showColumn(column, row) {
  if (!column.interval) return show(row[column.field], column.format);
  const [low, high] = column.interval.map((field) => row[field]);
  if (low === null || high === null) return "–";
  return `${show(low, column.format)} to ${show(high, column.format)}`;
}

function columnsTable(figure, rows, narrow) {
  const header = figure.columns.map((c) => ({ label: c.label, number: Boolean(c.format) }));
  const lines = rows.map((row) => figure.columns.map((c) => showColumn(c, row)));
  const distinct = [...new Map(lines.map((line) => [line.join("\t"), line])).values()];
  return tableHtml(figure.title, header, distinct, narrow || distinct.length <= 14);
}

function pivotTable(figure, rows) {
  const { rows: keys, column, value, also } = figure.pivot;
  const columns = [...new Set(rows.map((row) => row[column.field]))];
  const groups = new Map();
  for (const row of rows) {
    const key = keys.map((k) => row[k.field]).join("\t");
    if (!groups.has(key)) groups.set(key, { first: row, cells: new Map() });
    groups.get(key).cells.set(row[column.field], row[value.field]);
  }
  const header = [
    ...keys.map((k) => ({ label: k.label })),
    ...columns.map((c) => ({ label: `${column.label}${c}`, number: true })),
    ...also.map((a) => ({ label: a.label, number: true })),
  ];
  const body = [...groups.values()].map(({ first, cells }) => [
    ...keys.map((k) => show(first[k.field])),
    ...columns.map((c) => show(cells.get(c), value.format)),
    ...also.map((a) => show(first[a.field], a.format)),
  ]);
  return tableHtml(figure.title, header, body, true);
}

const sqlBlock = (sql) => `<pre tabindex="0" aria-label="SQL"><code>${highlight(sql)}</code></pre>`;

function factsHtml(figure, row, sql) {
  const facts = figure.columns.map((c) => `<div><dd>${escape(showColumn(c, row))}</dd><dt>${escape(c.label)}</dt></div>`);
  return `<article class="facts" id="${figure.name}">
<h3>${escape(figure.title)}</h3>
<dl>${facts.join("")}</dl>
<p class="read">${escape(figure.read)}</p>
<details class="sql"><summary>The SQL</summary>
${sqlBlock(sql)}</details>
</article>`;
}

// Vega-Lite warns when a height by step meets a width that fits its container, so
// such a height is counted here.
function countHeight({ height, encoding }, rows) {
  const count = (channel) => (channel ? new Set(rows.map((row) => row[channel.field])).size : 1);
  return height.step ? height.step * count(encoding.y) * count(encoding.yOffset) : height;
}

function chartHtml(figure, rows, sql) {
  // Blocks and charts with names beside them keep their width.
  const fixed = "vconcat" in figure.spec || Number.isFinite(figure.spec.width);
  const spec = {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    description: `${figure.title}. ${figure.read}`,
    data: { name: "rows", values: rows },
    ...figure.spec,
    ...(!fixed && {
      width: "container",
      height: countHeight(figure.spec, rows),
      autosize: { type: "fit-x", contains: "padding" },
    }),
  };
  // A narrow table stands under the SQL, a wide one below both.
  const narrow = figure.pivot || figure.columns.length <= 6;
  const table = figure.pivot ? pivotTable(figure, rows) : columnsTable(figure, rows, narrow);
  return `<article class="chart-card" id="${figure.name}">
<h3>${escape(figure.title)}</h3>
<p class="read">${escape(figure.read)}</p>
<div class="pair">
<figure><div class="chart${fixed ? " fixed" : ""}" data-figure="${figure.name}"></div></figure>
<div>${sqlBlock(sql)}
${narrow ? table : ""}</div>
</div>
${narrow ? "" : table}
<script type="application/json" class="spec" data-figure="${figure.name}">${json(spec)}</script>
</article>`;
}

function figureHtml(entry) {
  const sql = read(`${entry.name}.sql`).trimEnd();
  const rows = query(sql);
  if (rows.length === 0) throw new Error(`${entry.name}.sql: no rows`);
  // A text with figures in it takes them from the rows.
  const figure = { ...entry, read: typeof entry.read === "function" ? entry.read(rows) : entry.read };
  return figure.spec ? chartHtml(figure, rows, sql) : factsHtml(figure, rows[0], sql);
}

function sectionHtml(section) {
  return `<section id="${section.id}" aria-labelledby="${section.id}-title">
<h2 id="${section.id}-title">${escape(section.title)}</h2>
<p class="lead">${escape(section.lead)}</p>
${section.figures.map(figureHtml).join("\n")}
</section>`;
}

const exists = (table) => query(`SELECT to_regclass('${table}') IS NOT NULL AS found`)[0].found;

const [about] = query(`
  SELECT (SELECT extversion FROM pg_extension WHERE extname = 'medsec') AS medsec,
         split_part(current_setting('server_version'), ' ', 1) AS server,
         (SELECT count(*) FROM demo.suzhou_panel) AS panel,
         (SELECT count(*) FROM demo.scounty_household)
         + (SELECT count(*) FROM demo.weishan_family) AS households,
         (SELECT count(*) FROM demo.shantou_claim)
         + (SELECT count(*) FROM demo.scounty_claim)
         + (SELECT count(*) FROM demo.weishan_claim)
         + (SELECT count(*) FROM demo.jtown_claim) AS claims`);

const shown = sections.filter((s) => !s.requires || exists(s.requires));
const library = (name, file) => inScript(read("node_modules", name, "build", file));
const now = new Date();

// The page forbids itself the network: nothing but what is in the file.
const page = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>medsec: five studies inside the database</title>
<style>
${read("page.css")}</style>
</head>
<body>
<header>
<h1>medsec <span>five studies inside the database</span></h1>
<p>Statistics of health insurance, computed by a PostgreSQL extension where the data are: t-tests as GraphPad reports them, tests of ranks and of tables, reliability of questionnaires, regression, component analysis, composite indices, policy models, inequality, financial protection, targeting, layered settlement, early warning, fund and supervision, each from one SQL statement. Every chart stands beside the statement that feeds it. Families, hospitals, villages and claims of the studies are invented.</p>
<p class="made">medsec ${escape(about.medsec)} · PostgreSQL ${escape(about.server)} · <time datetime="${now.toISOString()}">${now.toISOString().slice(0, 16).replace("T", " ")} UTC</time> · ${show(about.panel, "integer")} parents asked twice, ${show(about.households, "integer")} households, ${show(about.claims, "integer")} claims</p>
<nav aria-label="Sections"><ul>
${shown.map((s) => `<li><a href="#${s.id}">${escape(s.title.split(":")[0])}</a></li>`).join("\n")}
</ul></nav>
</header>
<main>
<noscript><p class="lead">The charts need JavaScript; the tables below hold the same figures.</p></noscript>
${shown.map(sectionHtml).join("\n")}
</main>
<footer>
<p>Stars: * p ≤ 0.05, ** p ≤ 0.01, *** p ≤ 0.001, **** p ≤ 0.0001, ns not significant. Limits are at the 95 % level. A dash is an undefined figure.</p>
</footer>
<script>${library("vega", "vega.min.js")}</script>
<script>${library("vega-lite", "vega-lite.min.js")}</script>
<script>${library("vega-embed", "vega-embed.min.js")}</script>
<script>
const theme = ${json(JSON.parse(read("theme.json")))};
${read("page.js")}</script>
</body>
</html>
`;

writeFileSync(options.out, page);
