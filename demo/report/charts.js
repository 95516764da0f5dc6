// Vega-Lite specifications of the kinds of charts in the report.  Each function
// returns a specification without data: the rows come from SQL (build.js).

export const blue = "#0072b2";
export const orange = "#b34700";
export const ochre = "#9a6a00";
export const grey = "#767676";
export const black = "#222222";

const reference = { type: "rule", color: grey, strokeDash: [4, 3] };
const dot = { type: "point", filled: true, size: 85, opacity: 1 };
const bar = { type: "rule", strokeWidth: 3, opacity: 0.45 };

const tips = (fields, format) => fields.map((field) => ({ field, format }));

// A dot with its limits for every place, from left to right.  `by` tells marks
// apart by colour and shape; with `by.lines` they stand on lines of their own.
export function forest({
  y, estimate, low = "conf_low", high = "conf_high", title, format = null, tipFormat,
  lines = [], log = null, by = null, step = 25,
}) {
  const apart = (range) => ({
    field: by.field, type: "nominal", title: null, scale: { domain: by.domain, range },
    ...(by.legend === false && { legend: null }),
  });
  const x = {
    type: "quantitative",
    title,
    axis: { tickCount: 6, ...(format && { format }), ...(log && { values: log }) },
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
        data: { values: [{}] },
        mark: reference,
        encoding: { x: { datum: at }, y: null, yOffset: null, color: null },
      })),
      { mark: bar, encoding: { x: { ...x, field: low }, x2: { field: high } } },
      {
        mark: dot,
        encoding: {
          x: { field: estimate, type: "quantitative" },
          ...(by && { shape: apart(by.shapes) }),
          tooltip: [
            { field: y }, ...(by?.lines ? [{ field: by.field }] : []),
            ...tips([estimate, low, high], tipFormat),
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
