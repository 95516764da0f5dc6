// Figures as people write them.  Undefined figures are a dash.

const group = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const minus = (text) => text.replace("-", "−");
// Adding 0 takes the sign off a zero.
const rounded = (x, digits) => Number(x.toFixed(digits)) + 0;
const fixed = (digits) => (x) => minus(rounded(x, digits).toFixed(digits));
const signed = (digits) => (x) => (rounded(x, digits) > 0 ? "+" : "") + fixed(digits)(x);

const formats = {
  integer: (x) => minus(group.format(x)),
  fixed1: fixed(1),
  fixed2: fixed(2),
  fixed3: fixed(3),
  fixed4: fixed(4),
  signed1: signed(1),
  signed2: signed(2),
  signed3: signed(3),
  percent: (x) => `${fixed(1)(100 * x)} %`,
  points: (x) => signed(1)(100 * x),
  p: (x) => (x < 0.001 ? "< 0.001" : x.toFixed(3)),
  yes: (x) => (x ? "yes" : "no"),
};

export function show(value, format) {
  if (value === null || value === undefined) return "–";
  return format ? formats[format](value) : String(value);
}
