// Draws every chart from its specification.  With `ast` Vega interprets its
// expressions, so the page needs no eval.  medsecReady resolves to the number of
// charts drawn.
const specs = [...document.querySelectorAll("script.spec")];

window.medsecReady = Promise.all(specs.map((script) => {
  const chart = document.querySelector(`.chart[data-figure="${script.dataset.figure}"]`);
  return vegaEmbed(chart, JSON.parse(script.textContent), {
    actions: false, ast: true, config: theme, mode: "vega-lite", renderer: "svg",
  }).then(({ view }) => { chart.view = view; });
})).then((charts) => charts.length);

// On paper every table is open.
addEventListener("beforeprint", () => {
  document.querySelectorAll("details").forEach((d) => { d.open = true; });
});
