// SQL as HTML, with words of the language, functions of medsec, texts, numbers
// and comments marked.

const words = new Set(`select from where group by order asc desc as and or not
in is null on join left cross lateral values with filter over partition rollup
grouping sets offset limit case when then else end distinct using between
true false array union all having window coalesce`.split(/\s+/));

const token = /(--[^\n]*)|('(?:[^']|'')*')|(medsec\.[a-z_0-9]+)|([a-z_][a-z_0-9]*)|(\d+(?:\.\d+)?)/gi;

export const escape = (text) => String(text)
  .replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");

const mark = (kind, text) => `<span class="${kind}">${escape(text)}</span>`;

export function highlight(sql) {
  let html = "";
  let at = 0;
  for (const m of sql.matchAll(token)) {
    html += escape(sql.slice(at, m.index));
    at = m.index + m[0].length;
    if (m[1]) html += mark("c", m[1]);
    else if (m[2]) html += mark("s", m[2]);
    else if (m[3]) html += mark("f", m[3]);
    else if (m[5]) html += mark("n", m[5]);
    else html += words.has(m[4].toLowerCase()) ? mark("k", m[4]) : escape(m[4]);
  }
  return html + escape(sql.slice(at));
}
