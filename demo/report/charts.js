// Vega-Lite specifications of the kinds of charts in the report.  Each function
// returns a specification without data: the rows come from SQL (build.js).

export const blue = "#0072b2";
export const orange = "#b34700";
export const ochre = "#9a6a00";
export const grey = "#767676";
export const black = "#222222";

// From bad to good, told apart by those who see no red or no green, and in print.
const diverging = [orange, "#e5a06f", "#c9cdd2", "#74aed6", blue];

const reference = { type: "rule", color: grey, strokeDash: [4, 3] };
const dot = { type: "point", filled: true, size: 85, opacity: 1 };
const bar = { type: "rule", strokeWidth: 3, opacity: 0.45 };

const tips = (fields, format) => fields.map((field) => ({ field, format }));

// A dot with its limits for every place, from left to right; none where low is
// null.  `by` tells marks apart by colour and shape; with `by.lines` they stand on
// lines of their own.  `span` draws low to high as what the dots of a place share.
// `more` are further fields of the tooltip.  A dashed line stands at a number, or at
// the value of a field that is the same in all rows.
export function forest({
  y, estimate, low = "conf_low", high = "conf_high", title, format = null, tipFormat,
  lines = [], log = null, ticks = null, by = null, span = false, step = 25, more = [],
}) {
  const apart = (range) => ({
    field: by.field, type: "nominal", title: null, scale: { domain: by.domain, range },
    ...(by.legend === false && { legend: null }),
    ...(by.columns && { legend: { columns: by.columns } }),
  });
  const x = {
    type: "quantitative",
    title,
    // Vega thins out values that are more than tickCount.
    axis: {
      ...(ticks ? { values: ticks } : { tickCount: 6 }), ...(format && { format }),
      ...(log && { values: log }),
    },
    scale: { padding: 6, ...(log ? { type: "log", nice: false } : { zero: false }) },
  };
  return {
    height: { step },
    encoding: {
      y: { field: y, type: "nominal", sort: null, title: null },
      ...(by?.lines && {
        yOffset: {
          field: by.field, type: "nominal", sort: by.domain, scale: { paddingOuter: 0.3 },
        },
      }),
      color: by ? apart(by.colors) : { value: blue },
    },
    layer: [
      ...lines.map((at) => ({
        ...(typeof at === "number" && { data: { values: [{}] } }),
        mark: reference,
        encoding: {
          x: typeof at === "number" ? { datum: at } : { aggregate: "mean", field: at },
          y: null, yOffset: null, color: null,
        },
      })),
      ...(low === null ? [] : [{
        mark: bar,
        encoding: {
          x: { ...x, field: low }, x2: { field: high }, ...(span && { color: { value: "#b9bec4" } }),
        },
      }]),
      {
        mark: dot,
        encoding: {
          x: low === null ? { ...x, field: estimate } : { field: estimate, type: "quantitative" },
          ...(by && { shape: apart(by.shapes) }),
          tooltip: [
            { field: y }, ...(by?.lines ? [{ field: by.field }] : []),
            ...tips([estimate, low, high].filter(Boolean), tipFormat), ...more,
          ],
        },
      },
    ],
  };
}

// A figure by year or class, from left to right, with its limits.
export function course({
  x, xTitle = null, xLabel = null, estimate, title, format = null, tipFormat, line = null,
  join = false, band = false, rank = null,
}) {
  const y = {
    type: "quantitative", title, scale: { zero: false },
    axis: { tickCount: 6, ...(format && { format }) },
  };
  return {
    height: 300,
    encoding: {
      x: {
        field: x, type: "ordinal", title: xTitle,
        axis: { labelAngle: 0, ...(xLabel && { labelExpr: xLabel }) },
      },
    },
    layer: [
      ...(line === null ? [] : [{
        data: { values: [{}] }, mark: reference, encoding: { x: null, y: { datum: line } },
      }]),
      {
        mark: band ? { type: "area", opacity: 0.18, color: blue } : { ...bar, color: blue },
        encoding: { y: { ...y, field: "conf_low" }, y2: { field: "conf_high" } },
      },
      {
        mark: join
          ? { type: "line", color: blue, strokeWidth: 2, point: { filled: true, size: 70, color: blue } }
          : { ...dot, color: blue },
        encoding: {
          y: { field: estimate, type: "quantitative" },
          tooltip: [{ field: x }, ...tips([estimate, "conf_low", "conf_high"], tipFormat)],
        },
      },
      ...(rank === null ? [] : [{
        mark: { type: "text", dy: -9, fontWeight: "bold", color: black },
        encoding: { y: { field: "conf_high", type: "quantitative" }, text: { field: rank } },
      }]),
    ],
  };
}

// Several figures by year or step: a line with its own colour and shape each.
export function lines({
  x, y, title, format = null, xTitle = null, xLabel = null, by, tipFormat, line = null, more = [],
}) {
  const apart = (range) => ({
    field: by.field, type: "nominal", title: null, scale: { domain: by.domain, range },
    legend: { columns: by.columns ?? by.domain.length },
  });
  return {
    height: 300,
    encoding: {
      x: {
        field: x, type: "ordinal", title: xTitle,
        axis: { labelAngle: 0, ...(xLabel && { labelExpr: xLabel }) },
      },
      y: {
        field: y, type: "quantitative", title, axis: { tickCount: 6, ...(format && { format }) },
      },
      color: apart(by.colors),
    },
    layer: [
      ...(line === null ? [] : [{
        data: { values: [{}] }, mark: reference,
        encoding: { x: null, y: { datum: line, type: "quantitative" }, color: null },
      }]),
      { mark: { type: "line", strokeWidth: 2.2 } },
      {
        mark: { ...dot, size: 70 },
        encoding: {
          shape: apart(by.shapes),
          tooltip: [{ field: x }, { field: by.field }, ...tips([y], tipFormat), ...more],
        },
      },
    ],
  };
}

// Bars side by side, a group a place, from left to right.
export function groups({ y, x, title, by, format = null, step = 14, tipFormat, more = [] }) {
  return {
    height: { step },
    encoding: {
      y: {
        field: y, type: "nominal", sort: null, title: null, axis: { domain: false, ticks: false },
        scale: { paddingInner: 0.25 },
      },
      yOffset: { field: by.field, type: "nominal", sort: by.domain },
    },
    layer: [{
      mark: { type: "bar" },
      encoding: {
        x: {
          field: x, type: "quantitative", title, axis: { tickCount: 6, ...(format && { format }) },
        },
        color: {
          field: by.field, type: "nominal", title: null,
          scale: { domain: by.domain, range: by.colors },
          legend: { columns: by.columns ?? by.domain.length },
        },
        tooltip: [{ field: y }, { field: by.field }, ...tips([x], tipFormat), ...more],
      },
    }],
  };
}

// Who stands where: ranks from column to column, 1 on top.  Names stand at both
// ends, beside the lines, so the chart does not shrink with the window.
export function bump({ x, columns, rank = "rank", series, places, tip = null }) {
  const end = (at, align, dx) => ({
    transform: [{ filter: { field: x, equal: at } }],
    mark: { type: "text", align, dx, fontWeight: 500 },
    encoding: { text: { field: series } },
  });
  return {
    width: 400,
    height: 330,
    encoding: {
      x: {
        field: x, type: "ordinal", sort: columns, title: null,
        scale: { type: "point", padding: 0.2 },
        axis: { labelAngle: 0, orient: "top", domain: false, ticks: false, labelPadding: 8 },
      },
      y: {
        field: rank, type: "quantitative", axis: null,
        scale: { domain: [places + 0.5, 0.5], nice: false, zero: false },
      },
      color: {
        field: series, type: "nominal", legend: null,
        scale: { range: [blue, orange, ochre, grey, black, "#7b3f98", "#00795a", "#a3195b"] },
      },
    },
    layer: [
      { mark: { type: "line", strokeWidth: 3, opacity: 0.55 } },
      {
        mark: { type: "point", filled: true, size: 330, opacity: 1 },
        encoding: {
          tooltip: [{ field: series }, { field: x }, { field: rank }, ...(tip ? tips([tip], ".2f") : [])],
        },
      },
      {
        mark: { type: "text", fontWeight: "bold", fontSize: 11, color: "#ffffff" },
        encoding: { text: { field: rank }, color: { value: "#ffffff" } },
      },
      end(columns[0], "right", -15),
      end(columns[columns.length - 1], "left", 15),
    ],
  };
}

// Importance against performance, cut in four; what is named is to be read.
export function quadrants({ x, y, cutX, cutY, xTitle, yTitle, name, by, corners }) {
  const axis = (title) => ({ type: "quantitative", title, scale: { zero: false, padding: 26 }, axis: { tickCount: 6 } });
  const cut = (channel, field) => ({
    mark: reference,
    encoding: { [channel]: { aggregate: "mean", field } },
  });
  return {
    height: 400,
    layer: [
      cut("x", cutX),
      cut("y", cutY),
      ...corners.map(({ text, right, top }) => ({
        data: { values: [{}] },
        mark: {
          type: "text", text, fontSize: 12, fontStyle: "italic", color: grey,
          align: right ? "right" : "left", baseline: top ? "top" : "bottom",
          x: { expr: right ? "width - 4" : "4" }, y: { expr: top ? "4" : "height - 4" },
        },
      })),
      {
        mark: { ...dot, size: 110 },
        encoding: {
          x: { ...axis(xTitle), field: x },
          y: { ...axis(yTitle), field: y },
          color: {
            field: by.field, type: "nominal", legend: null,
            scale: { domain: by.domain, range: by.colors },
          },
          tooltip: [{ field: name }, { field: by.field }, ...tips([y, x], ".0f")],
        },
      },
      ...[true, false].map((right) => ({
        transform: [{ filter: `(datum.${x} > datum.${cutX}) === ${right}` }],
        mark: { type: "text", align: right ? "right" : "left", dx: right ? -9 : 9, fontSize: 11.5 },
        encoding: {
          x: { field: x, type: "quantitative" }, y: { field: y, type: "quantitative" },
          text: { field: name },
        },
      })),
    ],
  };
}

// Eigenvalues with Kaiser's line and the curve of chance.
export function scree() {
  const data = "answers";
  const chance = "by chance (95th percentile)";
  return {
    height: 300,
    encoding: {
      x: { field: "component", type: "ordinal", axis: { labelAngle: 0 }, title: "component" },
    },
    layer: [
      { data: { values: [{}] }, mark: reference, encoding: { x: null, y: { datum: 1 } } },
      {
        mark: { type: "line", strokeWidth: 2, strokeDash: [6, 3] },
        encoding: { y: { field: "by_chance", type: "quantitative" }, color: { datum: chance } },
      },
      {
        mark: { type: "line", strokeWidth: 2.5, point: { filled: true, size: 60 } },
        encoding: {
          y: { field: "eigenvalue", type: "quantitative", title: "eigenvalue" },
          color: {
            datum: data, type: "nominal", title: null,
            scale: { domain: [data, chance], range: [blue, orange] },
          },
          tooltip: [
            { field: "component" },
            ...tips(["eigenvalue", "by_chance"], ".2f"),
            ...tips(["explained", "cumulative"], ".1%"),
          ],
        },
      },
    ],
  };
}

// Items by components; `blocks` stands the items of each dimension together.
export function loadings({ sort = null, blocks = null, width = "container", step = 22 }) {
  const matrix = (axis) => ({
    width,
    height: { step },
    encoding: {
      y: {
        field: "item", type: "nominal", sort, title: null,
        axis: { labelLimit: 280, domain: false, ticks: false },
      },
      x: {
        field: "component", type: "ordinal",
        axis: axis && { title: "component", labelAngle: 0, domain: false, ticks: false },
      },
    },
    layer: [
      {
        mark: { type: "rect", stroke: "#ffffff" },
        encoding: {
          color: {
            field: "loading", type: "quantitative",
            scale: { domain: [-1, 0, 1], range: [orange, "#f5f5f5", blue] },
            legend: {
              title: "loading", orient: "right", gradientLength: 140, format: ".1f",
              values: [-1, -0.5, 0, 0.5, 1],
            },
          },
          tooltip: [
            { field: "item" }, { field: "component" },
            ...tips(["loading", "communality"], ".2f"),
          ],
        },
      },
      {
        mark: { type: "text", fontSize: 11 },
        encoding: {
          text: { field: "loading", type: "quantitative", format: ".2f" },
          color: { condition: { test: "abs(datum.loading) > 0.8", value: "#ffffff" }, value: "#222222" },
        },
      },
    ],
  });
  if (blocks === null) return matrix(true);
  return {
    vconcat: blocks.names.map((name, i) => ({
      title: { text: name, frame: "group" },
      transform: [{ filter: { field: blocks.field, equal: name } }],
      ...matrix(i === blocks.names.length - 1),
    })),
    spacing: 10,
  };
}

// Cumulative shares against the diagonal of equality: Lorenz and concentration
// curves.  What lies above the diagonal belongs to the poor.
export function curves({ x = "p", y = "share", title, xTitle, by = null }) {
  const axis = (text) => ({
    type: "quantitative", title: text, scale: { domain: [0, 1], nice: false },
    axis: { format: ".0%", tickCount: 6 },
  });
  const apart = (range) => ({
    field: by.field, type: "nominal", title: null, scale: { domain: by.domain, range },
    legend: { columns: by.columns ?? by.domain.length },
  });
  return {
    height: 360,
    encoding: { color: by ? apart(by.colors) : { value: blue } },
    layer: [
      {
        data: { values: [{ [x]: 0, [y]: 0 }, { [x]: 1, [y]: 1 }] },
        mark: { type: "line", color: grey, strokeDash: [4, 3], strokeWidth: 1 },
        encoding: {
          x: { ...axis(xTitle), field: x }, y: { ...axis(title), field: y }, color: null,
        },
      },
      {
        mark: { type: "line", strokeWidth: 2.2 },
        encoding: { x: { field: x, type: "quantitative" }, y: { field: y, type: "quantitative" } },
      },
      {
        mark: { ...dot, size: 32 },
        encoding: {
          x: { field: x, type: "quantitative" }, y: { field: y, type: "quantitative" },
          ...(by && { shape: apart(by.shapes) }),
          tooltip: [...(by ? [{ field: by.field }] : []), ...tips([x, y], ".1%")],
        },
      },
    ],
  };
}

// Pen's parade: incomes in their order, in units of the line, with paint that
// drips from an income to what is left of it: broad for the first of `by`, narrow
// for the second.
export function parade({ title, xTitle, by, line = 1, foot = -0.5 }) {
  const x = {
    field: "p", type: "quantitative", title: xTitle, axis: { format: ".0%", tickCount: 6 },
  };
  const y = {
    field: "gross", type: "quantitative", title, axis: { tickCount: 6 },
    scale: { domainMin: foot },
  };
  return {
    height: 360,
    encoding: { x, y },
    layer: [
      ...by.domain.map((name, i) => ({
        transform: [{ filter: { field: by.field, equal: name } }],
        mark: { type: "rule", strokeWidth: [3.2, 1.4][i], clip: true },
        encoding: {
          y2: { field: "net" },
          color: {
            field: by.field, type: "nominal", title: null,
            scale: { domain: by.domain, range: by.colors },
          },
          tooltip: [{ field: by.field }, ...tips(["p"], ".1%"), ...tips(["gross", "net", "drip"], ".2f")],
        },
      })),
      {
        transform: [{ filter: { field: by.field, equal: by.domain[0] } }],
        mark: { type: "line", color: black, strokeWidth: 2 },
      },
      {
        data: { values: [{}] },
        mark: reference,
        encoding: { x: null, y: { datum: line, type: "quantitative" } },
      },
    ],
  };
}

// Parts of a whole, a bar a place, from left to right.
export function stacked({ y, x, title, format = ".0%", by, step = 30, tipFormat, more = [] }) {
  return {
    height: { step },
    encoding: {
      y: { field: y, type: "nominal", sort: null, title: null, axis: { domain: false, ticks: false } },
      x: { field: x, type: "quantitative", title, stack: "zero", axis: { format, tickCount: 6 } },
      color: {
        field: by.field, type: "nominal", title: null,
        scale: { domain: by.domain, range: by.colors },
        legend: { columns: by.columns ?? by.domain.length },
      },
      order: { field: "order", type: "quantitative" },
    },
    transform: [{ calculate: `indexof(${JSON.stringify(by.domain)}, datum.${by.field})`, as: "order" }],
    layer: [{
      mark: { type: "bar" },
      encoding: { tooltip: [{ field: y }, { field: by.field }, ...tips([x], tipFormat), ...more] },
    }],
  };
}

// Answers on a scale as diverging bars: the middle of the neutral answer stands at
// 0, so what is right of it is favourable.  A line for each of `by` in every place;
// its name stands at the end of the bar.
export function likert({ y, by, answer, names, share, title, step = 21, more = [] }) {
  const neutral = (names.length + 1) / 2;
  const half = `datum.${answer} < ${neutral} ? datum.${share} : datum.${answer} == ${neutral} ? datum.${share} / 2 : 0`;
  const line = [y, by.field];
  const x = {
    // Room for the name at the end of the longest bar.
    type: "quantitative", title, scale: { nice: false, padding: 44 },
    axis: { tickCount: 6, labelExpr: "format(abs(datum.value), '.0%')", labelBound: true },
  };
  return {
    height: { step },
    transform: [
      { calculate: half, as: "left" },
      { joinaggregate: [{ op: "sum", field: "left", as: "centre" }], groupby: line },
      {
        window: [{ op: "sum", field: share, as: "upto" }], groupby: line,
        sort: [{ field: answer, order: "ascending" }],
      },
      { calculate: `datum.upto - datum.${share} - datum.centre`, as: "from" },
      { calculate: "datum.upto - datum.centre", as: "to" },
      { calculate: `${JSON.stringify(names)}[datum.${answer} - 1]`, as: "said" },
    ],
    encoding: {
      y: {
        field: y, type: "nominal", sort: null, title: null, axis: { domain: false, ticks: false },
        scale: { paddingInner: 0.25 },
      },
      yOffset: { field: by.field, type: "nominal", sort: by.domain },
    },
    layer: [
      {
        mark: { type: "bar", stroke: "#ffffff", strokeWidth: 1 },
        encoding: {
          x: { ...x, field: "from" },
          x2: { field: "to" },
          color: {
            field: "said", type: "nominal", title: null, sort: names,
            scale: { domain: names, range: diverging }, legend: { columns: 3, columnPadding: 6 },
          },
          tooltip: [{ field: y }, { field: by.field }, { field: "said" }, ...tips([share], ".1%"), ...more],
        },
      },
      {
        data: { values: [{}] },
        mark: { ...reference, color: black },
        encoding: { x: { datum: 0 }, y: null, yOffset: null },
      },
      {
        transform: [{ filter: `datum.${answer} == ${names.length}` }],
        mark: { type: "text", align: "left", dx: 5, fontSize: 11, color: "#4a4f55" },
        encoding: { x: { field: "to", type: "quantitative" }, text: { field: by.field } },
      },
    ],
  };
}

// Units by two figures, told apart by colour and shape.
export function scatter({ x, y, xTitle, yTitle, xFormat = null, yFormat = null, name, by, tipFormats }) {
  const axis = (field, title, format) => ({
    field, type: "quantitative", title, scale: { zero: false, padding: 8 },
    axis: { tickCount: 6, ...(format && { format }) },
  });
  const apart = (range) => ({
    field: by.field, type: "nominal", title: null, scale: { domain: by.domain, range },
    legend: { columns: by.columns ?? by.domain.length },
  });
  return {
    height: 330,
    layer: [{
      mark: { ...dot, size: 75 },
      encoding: {
        x: axis(x, xTitle, xFormat),
        y: axis(y, yTitle, yFormat),
        color: apart(by.colors),
        shape: apart(by.shapes),
        tooltip: [...name.map((field) => ({ field })), { field: x, format: tipFormats[0] }, { field: y, format: tipFormats[1] }],
      },
    }],
  };
}

// What was, and a fan of what may come: a line for each scenario over the area
// between the outermost of them.
export function fan({ x, y, title, by, past, tipFormat, line = 0, more = [] }) {
  const years = {
    field: x, type: "quantitative", title: null, scale: { nice: false, zero: false },
    axis: { format: "d", tickCount: 8 },
  };
  const coming = [{ filter: `datum.${by.field} !== '${past}'` }];
  return {
    height: 330,
    encoding: { x: years },
    layer: [
      {
        data: { values: [{}] }, mark: reference,
        encoding: { x: null, y: { datum: line, type: "quantitative" } },
      },
      {
        transform: coming,
        mark: { type: "area", color: blue, opacity: 0.1 },
        encoding: {
          y: { aggregate: "min", field: y, type: "quantitative", title, axis: { tickCount: 6 } },
          y2: { aggregate: "max", field: y },
        },
      },
      {
        mark: { type: "line", strokeWidth: 2.4 },
        encoding: {
          y: { field: y, type: "quantitative" },
          color: {
            field: by.field, type: "nominal", title: null,
            scale: { domain: by.domain, range: by.colors }, legend: { columns: by.columns ?? 2 },
          },
        },
      },
      {
        mark: { ...dot, size: 34 },
        encoding: {
          y: { field: y, type: "quantitative" },
          color: { field: by.field, type: "nominal" },
          tooltip: [{ field: by.field }, { field: x }, ...tips([y], tipFormat), ...more],
        },
      },
    ],
  };
}

// States over time, a bar for each spell, a line a unit.
export function timeline({ y, from, to, by, step = 34, more = [] }) {
  return {
    height: { step },
    encoding: {
      y: { field: y, type: "nominal", sort: null, title: null, axis: { domain: false, ticks: false } },
    },
    layer: [{
      mark: { type: "bar", size: 20, stroke: "#ffffff" },
      encoding: {
        x: {
          field: from, type: "temporal", title: null,
          axis: { format: "%Y", tickCount: "year", grid: true, labelAlign: "left" },
        },
        x2: { field: to },
        color: {
          field: by.field, type: "nominal", title: null,
          scale: { domain: by.domain, range: by.colors }, legend: { columns: by.columns ?? by.domain.length },
        },
        tooltip: [
          { field: y }, { field: by.field },
          { field: from, type: "temporal", format: "%Y-%m" }, { field: to, type: "temporal", format: "%Y-%m" },
          ...more,
        ],
      },
    }],
  };
}

// Units by their size and a rate, within limits that narrow with the size; what is
// outside is named.  Rows of the limits have `limits`, those of units do not.
export function funnel({ size, rate, overall, low, high, limits, name, by, title, sizeTitle }) {
  const x = {
    field: size, type: "quantitative", title: sizeTitle, scale: { type: "log", nice: false },
    axis: { tickCount: 5, format: ",d" },
  };
  const limit = (field) => ({
    transform: [{ filter: `datum.${limits} !== null` }],
    mark: { type: "line", strokeWidth: 1.4 },
    encoding: {
      x, y: { field, type: "quantitative", title, axis: { format: ".0%", tickCount: 6 } },
      strokeDash: { field: limits, type: "nominal", legend: null },
      detail: { field: limits }, color: { value: grey },
    },
  });
  const units = [{ filter: `datum.${limits} === null` }];
  return {
    height: 340,
    layer: [
      limit(low),
      limit(high),
      {
        transform: units,
        mark: { type: "line", color: grey, strokeWidth: 1 },
        encoding: { x, y: { field: overall, type: "quantitative" } },
      },
      {
        transform: units,
        mark: { ...dot, size: 80 },
        encoding: {
          x, y: { field: rate, type: "quantitative" },
          color: {
            field: by.field, type: "nominal", title: null, scale: { domain: by.domain, range: by.colors },
          },
          shape: {
            field: by.field, type: "nominal", title: null, scale: { domain: by.domain, range: by.shapes },
          },
          tooltip: [{ field: name }, { field: size, format: "," }, { field: rate, format: ".1%" }],
        },
      },
      {
        transform: [{ filter: `datum.outside && datum.${rate} > datum.${overall}` }],
        mark: { type: "text", align: "right", dx: -9, fontWeight: 500 },
        encoding: { x, y: { field: rate, type: "quantitative" }, text: { field: name } },
      },
    ],
  };
}

// Nothing to see, but it leaves room for a text at the end of the longest bar.
const roomFor = (field) => ({
  transform: [{ calculate: `1.35 * datum.${field}`, as: "room" }],
  mark: { type: "point", opacity: 0 },
  encoding: { x: { field: "room", type: "quantitative" } },
});

// From a whole down to what is left of it, step by step, with the amounts beside.
export function waterfall({ y, low, high, amount, title, by, format, more = [] }) {
  return {
    height: { step: 38 },
    encoding: {
      y: { field: y, type: "nominal", sort: null, title: null, axis: { domain: false, ticks: false } },
    },
    layer: [
      {
        mark: { type: "bar", size: 24 },
        encoding: {
          x: {
            field: low, type: "quantitative", title, axis: { tickCount: 4, labelFlush: 24 },
          },
          x2: { field: high },
          color: {
            field: by.field, type: "nominal", title: null,
            scale: { domain: by.domain, range: by.colors }, legend: { columns: 2 },
          },
          tooltip: [{ field: y }, ...tips([amount], format), ...more],
        },
      },
      {
        mark: { type: "text", align: "left", dx: 5, color: black },
        encoding: {
          x: { field: high, type: "quantitative" },
          text: { field: amount, type: "quantitative", format },
        },
      },
      roomFor(high),
    ],
  };
}

// Bars with their figures beside them.
export function bars({ y, x, title, format = "d", step = 36, more = [] }) {
  return {
    height: { step },
    encoding: {
      y: { field: y, type: "nominal", sort: null, title: null, axis: { domain: false, ticks: false } },
    },
    layer: [
      {
        mark: { type: "bar", size: 20, color: blue },
        encoding: {
          x: { field: x, type: "quantitative", title, axis: { tickCount: 5, format, labelFlush: 24 } },
          tooltip: [{ field: y }, { field: x, format }, ...more],
        },
      },
      {
        mark: { type: "text", align: "left", dx: 5, color: black },
        encoding: { x: { field: x, type: "quantitative" }, text: { field: x, type: "quantitative", format } },
      },
      roomFor(x),
    ],
  };
}
