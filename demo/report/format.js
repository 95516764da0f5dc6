// Figures as people write them.  Undefined figures are a dash.

const group = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const minus = (text) => text.replace("-", "−");
const fixed = (digits) => (x) => minus(x.toFixed(digits));
const signed = (digits) => (x) => (x > 0 ? "+" : "") + minus(x.toFixed(digits));

const formats = {
  integer: (x) => minus(group.format(x)),
  fixed1: fixed(1),
  fixed2: fixed(2),
  signed2: signed(2),
  percent: (x) => `${minus((100 * x).toFixed(1))} %`,
  points: (x) => signed(1)(100 * x),
  p: (x) => (x < 0.001 ? "< 0.001" : x.toFixed(3)),
  yes: (x) => (x ? "yes" : "no"),
};

export function show(value, format) {
  if (value === null || value === undefined) return "–";
  return format ? formats[format](value) : String(value);
}
