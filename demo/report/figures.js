// What the report shows, in its order: sections and figures.  A figure is fed by
// the SQL file of its name, which is printed beside it.
//
//   name     the SQL file
//   title, read   a heading, and how to read the figure
//   columns  the table: field, label, format (see format.js); interval: two
//            fields as one column
//   pivot    a table with one column for each value of a field
//   spec     the chart; a figure without one is a row of key numbers

import { forest, course, scree, loadings, blue, orange, ochre, grey, black } from "./charts.js";

const limits = (format, low = "conf_low", high = "conf_high") => (
  { label: "95 % limits", interval: [low, high], format });
const p = { field: "p_value", label: "p", format: "p" };
const stars = { field: "stars", label: "" };

const screeColumns = [
  { field: "component", label: "No." },
  { field: "eigenvalue", label: "Eigenvalue", format: "fixed2" },
  { field: "by_chance", label: "By chance", format: "fixed2" },
  { field: "explained", label: "Explained", format: "percent" },
  { field: "cumulative", label: "Cumulative", format: "percent" },
  { field: "retained", label: "Retained", format: "yes" },
];

const loadingsTable = (rows) => ({
  rows,
  column: { field: "component", label: "C" },
  value: { field: "loading", format: "fixed2" },
  also: [{ field: "communality", label: "Communality", format: "fixed2" }],
});

const dimensions = { field: "dimension", names: ["efficiency", "fairness", "sustainability"] };
const scales = {
  field: "scale",
  names: ["agreeableness", "conscientiousness", "extraversion", "neuroticism", "openness"],
};

export const sections = [
  {
    id: "suzhou",
    title: "Study 1 · Suzhou: migrant children before and after the policy",
    lead: "Residents’ insurance is opened to children without local registration. Two samples of families tell how many are insured and what they pay; one panel of parents tells what they think, before and after.",
    figures: [
      {
        name: "10-suzhou-facts",
        title: "The city at a glance",
        read: "Migrant children in both waves. Satisfaction is the mean change of the same parents, in points of a scale from 1 to 5.",
        columns: [
          { field: "insured_before", label: "insured before", format: "percent" },
          { field: "insured_after", label: "insured after", format: "percent" },
          { field: "gain", label: "difference in points", format: "points" },
          { field: "p_gain", label: "p, two proportions", format: "p" },
          { field: "satisfaction", label: "change of satisfaction", format: "signed2" },
          { field: "p_satisfaction", label: "p, paired t-test", format: "p" },
        ],
      },
      {
        name: "11-suzhou-coverage",
        title: "Insured migrant children, before and after",
        read: "A mark is the share of insured children in a sample, the bar its 95 % limits after Wilson. Where the two bars of a place lie apart, coverage has risen beyond chance; where they overlap, ask the test of two proportions. Fewer families make longer bars.",
        columns: [
          { field: "place", label: "Place" },
          { field: "wave", label: "Wave" },
          { field: "insured", label: "Insured", format: "integer" },
          { field: "n", label: "Asked", format: "integer" },
          { field: "rate", label: "Share", format: "percent" },
          limits("percent"),
        ],
        spec: forest({
          y: "place", estimate: "rate", title: "share of children insured", format: ".1~%",
          tipFormat: ".1%", step: 19,
          by: {
            field: "wave", domain: ["before", "after"], colors: [ochre, blue],
            shapes: ["circle", "diamond"], lines: true,
          },
        }),
      },
      {
        name: "12-suzhou-districts",
        title: "Satisfaction of migrant parents: change by district",
        read: "After minus before, the same parents, in points of a scale from 1 to 5, with the 95 % limits of the paired t-test. A bar that crosses the line at 0 is a change that chance alone could make. The diamonds are merged from the stored summaries of the districts, not computed from the rows again.",
        columns: [
          { field: "place", label: "Place" },
          { field: "pairs", label: "Pairs", format: "integer" },
          { field: "estimate", label: "Change", format: "signed2" },
          limits("signed2"),
          { field: "t", label: "t", format: "fixed2" },
          { field: "df", label: "df", format: "integer" },
          p, stars,
          { field: "cohens_d", label: "Cohen’s d", format: "fixed2" },
        ],
        spec: forest({
          y: "place", estimate: "estimate", title: "change of satisfaction, points",
          tipFormat: "+.2f", lines: [0],
          by: {
            field: "level", domain: ["district", "merged", "city"],
            colors: [blue, orange, black], shapes: ["circle", "diamond", "diamond"],
            legend: false,
          },
        }),
      },
      {
        name: "13-suzhou-items",
        title: "How large is the change? Effect sizes of five items",
        read: "Cohen’s d: the mean change in standard deviations of the change, with 95 % limits from the noncentral t distribution. By custom 0.2 is small, 0.5 middle, 0.8 large (dashed lines). Local families, insured all along, are the comparison: their marks should lie at 0.",
        columns: [
          { field: "item", label: "Item" },
          { field: "families", label: "Families" },
          { field: "pairs", label: "Pairs", format: "integer" },
          { field: "before", label: "Before", format: "fixed2" },
          { field: "after", label: "After", format: "fixed2" },
          { field: "estimate", label: "Change", format: "signed2" },
          p, stars,
          { field: "cohens_d", label: "d", format: "fixed2" },
          limits("fixed2", "cohens_d_low", "cohens_d_high"),
        ],
        spec: forest({
          y: "item", estimate: "cohens_d", low: "cohens_d_low", high: "cohens_d_high",
          title: "Cohen’s d of the change", tipFormat: ".2f",
          lines: [0, 0.2, 0.5, 0.8], step: 20,
          by: {
            field: "families", domain: ["migrant", "local"], colors: [blue, grey],
            shapes: ["diamond", "circle"], lines: true,
          },
        }),
      },
      {
        name: "14-suzhou-cost",
        title: "What insured families pay less",
        read: "Costs out of pocket of families with at least one visit. The t-test runs on logarithms, because costs lean far to the right; turned back it gives a ratio: 0.7 means 30 % less than the uninsured pay, 1 (the line) no difference. Bars are 95 % limits.",
        columns: [
          { field: "place", label: "Place" },
          { field: "insured", label: "Insured", format: "integer" },
          { field: "uninsured", label: "Uninsured", format: "integer" },
          { field: "yuan_insured", label: "Yuan", format: "integer" },
          { field: "yuan_uninsured", label: "Yuan, uninsured", format: "integer" },
          { field: "ratio", label: "Ratio", format: "fixed2" },
          limits("fixed2"), p, stars,
        ],
        spec: forest({
          y: "place", estimate: "ratio", tipFormat: ".2f", lines: [1],
          title: "yuan, insured / uninsured (log scale)",
          log: [0.2, 0.3, 0.4, 0.5, 0.7, 1, 1.4, 2],
          by: {
            field: "city", domain: [false, true], colors: [blue, black],
            shapes: ["circle", "diamond"], legend: false,
          },
        }),
      },
      {
        name: "15-suzhou-power",
        title: "How many parents does the next round need?",
        read: "The chance of finding a change (two-sided, 5 % level) against the number of parents asked twice, for four sizes of the change. Where a curve crosses the dashed line, the power is 80 %; the axis ends where the curve of the smallest change has crossed it.",
        columns: [
          { field: "points", label: "Change, points", format: "fixed1" },
          { field: "pairs_for_80", label: "Pairs for 80 %", format: "integer" },
          { field: "pairs_for_90", label: "Pairs for 90 %", format: "integer" },
        ],
        spec: {
          height: 300,
          layer: [
            {
              data: { values: [{}] },
              mark: { type: "rule", color: grey, strokeDash: [4, 3] },
              encoding: { y: { datum: 0.8 } },
            },
            {
              mark: { type: "line", strokeWidth: 2.5 },
              encoding: {
                x: { field: "pairs", type: "quantitative", title: "parents asked twice", scale: { nice: false }, axis: { tickCount: 8 } },
                y: {
                  field: "power", type: "quantitative", title: "power",
                  axis: { format: ".1~%" }, scale: { domain: [0, 1] },
                },
                color: {
                  field: "points", type: "ordinal", title: "change, points",
                  scale: { range: ["#8fb8de", "#4a90c4", "#0b5f99", "#06304f"] },
                },
                strokeDash: {
                  field: "points", type: "ordinal", title: "change, points",
                  scale: { range: [[2, 2], [5, 2], [9, 2], [1, 0]] },
                },
                tooltip: [
                  { field: "points" }, { field: "pairs" }, { field: "power", format: ".1%" },
                ],
              },
            },
          ],
        },
      },
    ],
  },
  {
    id: "shantou",
    title: "Study 2 · Shantou: children’s critical illness, 2012–2020",
    lead: "Claims of nine years tell what the fund paid; a questionnaire of 16 items tells what families think of its efficiency, fairness and sustainability; sixteen indicators put the years in order.",
    figures: [
      {
        name: "20-shantou-facts",
        title: "Nine years at a glance",
        read: "The ratio is what the fund paid of all hospital costs. KMO above 0.8 is good: the items share enough for a component analysis. A small p of Bartlett’s test says that they are correlated at all.",
        columns: [
          { field: "stays", label: "stays compensated", format: "integer" },
          { field: "children", label: "children helped", format: "integer" },
          { field: "ratio", label: "compensation ratio", format: "percent" },
          { field: "families", label: "complete questionnaires", format: "integer" },
          { field: "kmo", label: "KMO, 16 items", format: "fixed2" },
          { field: "bartlett_p", label: "p, Bartlett", format: "p" },
        ],
      },
      {
        name: "21-shantou-ratio",
        title: "Compensation ratio by year",
        read: "The mean share of a hospital bill that the fund paid, with 95 % limits; the dashed line is 80 %. p tests the mean against 80 %. The last column is the p of an equivalence test: a small one shows that the mean lies between 78 and 82 %.",
        columns: [
          { field: "year", label: "Year" },
          { field: "stays", label: "Stays", format: "integer" },
          { field: "mean", label: "Mean ratio", format: "percent" },
          limits("percent"),
          { field: "t", label: "t", format: "fixed2" },
          p, stars,
          { field: "p_within", label: "p, between 78 and 82 %", format: "p" },
        ],
        spec: course({
          x: "year", estimate: "mean", title: "compensation / hospital cost", format: ".1~%",
          tipFormat: ".1%", line: 0.8, join: true, band: true,
        }),
      },
      {
        name: "22-shantou-scree",
        title: "How many components? Scree plot of the questionnaire",
        read: "Kaiser’s rule keeps the components above the line at 1. A second opinion: the dashed curve is what random answers of as many families stay below in 95 of 100 cases; only what lies above it is more than chance.",
        columns: screeColumns,
        spec: scree(),
      },
      {
        name: "23-shantou-loadings",
        title: "Which item leans on which component? Loadings after varimax",
        read: "A loading is the correlation of an item with a component: blue positive, orange negative, pale near 0. The questionnaire was written in three dimensions; they show where the items of one dimension are dark in one column and pale in the others.",
        pivot: loadingsTable([{ field: "item", label: "Item" }]),
        spec: loadings({ sort: { field: "position" }, blocks: dimensions, width: 220 }),
      },
      {
        name: "24-shantou-hospitals",
        title: "Hospitals by composite score",
        read: "The mean composite score of the families of a hospital with 95 % limits; 0 is the average family of all. Where bars overlap much, the order of two hospitals says little.",
        columns: [
          { field: "rank", label: "Rank" },
          { field: "hospital", label: "Hospital" },
          { field: "tier", label: "Tier" },
          { field: "families", label: "Families", format: "integer" },
          { field: "score", label: "Score", format: "signed2" },
          limits("signed2"),
        ],
        spec: forest({
          y: "hospital", estimate: "score", title: "composite score (0 = average family)",
          tipFormat: "+.2f", lines: [0], step: 34,
          by: {
            field: "tier", domain: ["tertiary", "secondary"], colors: [blue, orange],
            shapes: ["diamond", "circle"],
          },
        }),
      },
      {
        name: "25-shantou-years",
        title: "What families thought, year by year",
        read: "The mean composite score of the families of a year with 95 % limits; the number above a mark is the rank of the year (1 = best).",
        columns: [
          { field: "year", label: "Year" },
          { field: "families", label: "Families", format: "integer" },
          { field: "score", label: "Score", format: "signed2" },
          limits("signed2"),
          { field: "rank", label: "Rank" },
        ],
        spec: course({
          x: "year", estimate: "score", title: "composite score (0 = average family)",
          tipFormat: "+.2f", line: 0, join: true, rank: "rank",
        }),
      },
      {
        name: "26-shantou-indicator-loadings",
        title: "Sixteen indicators of nine years: what moves together",
        read: "Fewer rows than columns: the correlation matrix has no inverse, KMO and Bartlett’s test are undefined, and medsec says so; components are defined all the same. What is dark in one column rises and falls together over the years; orange goes the other way.",
        pivot: loadingsTable([{ field: "item", label: "Indicator" }]),
        spec: loadings({ sort: { field: "position" }, blocks: dimensions, width: 320 }),
      },
      {
        name: "27-shantou-indicator-score",
        title: "Composite score of the years from the indicators",
        read: "The scores of the retained components, weighted by the variance that each explains; 0 is the average year; the number at a bar is the rank (1 = highest). Read the loadings above first: component 1 makes up most of the score, and the balance rate and the share of stays below 60,000 load negatively on it, though more of them is better. Years in which these two fell rank higher for it.",
        columns: [
          { field: "year", label: "Year" },
          { field: "score_1", label: "Component 1", format: "signed2" },
          { field: "score_2", label: "Component 2", format: "signed2" },
          { field: "composite", label: "Composite", format: "signed2" },
          { field: "rank", label: "Rank" },
        ],
        spec: {
          height: 300,
          encoding: {
            x: { field: "year", type: "ordinal", title: null, axis: { labelAngle: 0, domain: false, offset: 20 } },
            y: {
              field: "composite", type: "quantitative", axis: { tickCount: 6 },
              title: "composite score (0 = average year)",
            },
          },
          layer: [
            {
              mark: { type: "bar", size: 26 },
              encoding: {
                color: { condition: { test: "datum.composite < 0", value: orange }, value: blue },
                tooltip: [
                  { field: "year" }, { field: "rank" },
                  { field: "composite", format: "+.2f" },
                  { field: "score_1", format: "+.2f" }, { field: "score_2", format: "+.2f" },
                ],
              },
            },
            {
              mark: {
                type: "text", fontWeight: "bold", color: black,
                dy: { expr: "datum.composite < 0 ? 10 : -9" },
              },
              encoding: { text: { field: "rank" } },
            },
          ],
        },
      },
    ],
  },
  {
    id: "real",
    requires: "demo.real_model",
    title: "Real data: the same statements",
    lead: "Public data sets: a personality questionnaire, two studies of doctor visits, and claims. Nothing is invented here but the patients of the claims.",
    figures: [
      {
        name: "30-real-facts",
        title: "The Big Five Inventory at a glance",
        read: "Volunteers answered 25 items from 1 to 6 (R package psych). People with a gap in any of the items are left out and counted.",
        columns: [
          { field: "people", label: "complete answers", format: "integer" },
          { field: "gaps", label: "left out for a gap", format: "integer" },
          { field: "items", label: "items", format: "integer" },
          { field: "kmo", label: "KMO", format: "fixed2" },
          { field: "bartlett_p", label: "p, Bartlett", format: "p" },
        ],
      },
      {
        name: "31-real-scree",
        title: "Five factors of personality? Scree plot of 25 items",
        read: "Components above the line at 1 (Kaiser) and above the dashed curve (chance, parallel analysis) are worth keeping. Five scales were written into the questionnaire, and five components are retained here.",
        columns: screeColumns,
        spec: scree(),
      },
      {
        name: "32-real-loadings",
        title: "Loadings of the 25 items after varimax",
        read: "Each scale should be dark in one column. Items asked in the other direction are orange where their neighbours are blue: they must be turned before a scale is summed.",
        pivot: loadingsTable([{ field: "item", label: "Item" }]),
        spec: loadings({ blocks: scales, width: 440, step: 20 }),
      },
      {
        name: "33-real-gender",
        title: "Women and men on the five scales",
        read: "Cohen’s d with 95 % limits: to the right of 0 women score higher, to the left men. With thousands of people almost everything is significant; the effect size says whether it matters.",
        columns: [
          { field: "scale", label: "Scale" },
          { field: "women", label: "Women", format: "integer" },
          { field: "mean1", label: "Mean", format: "fixed2" },
          { field: "men", label: "Men", format: "integer" },
          { field: "mean2", label: "Mean", format: "fixed2" },
          { field: "t", label: "t", format: "fixed2" },
          { field: "df", label: "df", format: "fixed1" },
          p, stars,
          { field: "cohens_d", label: "d", format: "fixed2" },
          limits("fixed2", "cohens_d_low", "cohens_d_high"),
        ],
        spec: forest({
          y: "scale", estimate: "cohens_d", low: "cohens_d_low", high: "cohens_d_high",
          title: "Cohen’s d, women − men", tipFormat: ".2f", lines: [0], step: 30,
        }),
      },
      {
        name: "34-real-visits",
        title: "Visits to doctors, with and without a cover",
        read: "Visits of people with the cover minus visits of those without, with the 95 % limits of Welch’s t-test (National Medical Expenditure Survey 1987–88, people over 65). Nobody drew lots here: the groups differ in other ways too.",
        columns: [
          { field: "cover", label: "Cover" },
          { field: "with_it", label: "With", format: "integer" },
          { field: "mean1", label: "Visits", format: "fixed2" },
          { field: "without", label: "Without", format: "integer" },
          { field: "mean2", label: "Visits", format: "fixed2" },
          { field: "estimate", label: "Difference", format: "signed2" },
          limits("signed2"), p, stars,
          { field: "cohens_d", label: "Cohen’s d", format: "fixed2" },
        ],
        spec: forest({
          y: "cover", estimate: "estimate", title: "difference, visits",
          tipFormat: "+.2f", lines: [0], step: 38,
        }),
      },
      {
        name: "35-real-coinsurance",
        title: "Does free care lead to more visits?",
        read: "Mean visits a year by coinsurance with 95 % limits (RAND Health Insurance Experiment). Families were assigned to a plan by lot. The rows are years of the same people, so the limits are a little too narrow.",
        columns: [
          { field: "coinsurance", label: "Coinsurance, %", format: "integer" },
          { field: "person_years", label: "Person-years", format: "integer" },
          { field: "visits", label: "Visits a year", format: "fixed2" },
          limits("fixed2"),
          { field: "stddev", label: "SD", format: "fixed2" },
        ],
        spec: course({
          x: "coinsurance", xTitle: "coinsurance: the family’s share of the bill",
          xLabel: "datum.label + ' %'", estimate: "visits", title: "visits a year", tipFormat: ".2f",
        }),
      },
      {
        name: "36-real-payers",
        title: "What share of the costs does each payer pay?",
        read: "Bars: paid over total cost. The dot is the mean share of an encounter with 95 % limits; it differs from the bar where large bills are paid differently from small ones (patients and claims of the Synthea generator).",
        columns: [
          { field: "payer", label: "Payer" },
          { field: "encounters", label: "Encounters", format: "integer" },
          { field: "paid_share", label: "Share of costs", format: "percent" },
          { field: "mean", label: "Mean", format: "percent" },
          limits("percent"),
        ],
        spec: {
          height: { step: 26 },
          encoding: { y: { field: "payer", type: "nominal", sort: null, title: null } },
          layer: [
            {
              mark: { type: "bar", color: "#bcd7ea", size: 16 },
              encoding: {
                x: {
                  field: "paid_share", type: "quantitative", axis: { format: ".1~%" },
                  scale: { domain: [0, 1] }, title: "share of the total cost",
                },
                tooltip: [
                  { field: "payer" }, { field: "paid_share", format: ".1%" }, { field: "encounters" },
                ],
              },
            },
            {
              mark: { type: "rule", strokeWidth: 2.5, color: "#06304f" },
              encoding: { x: { field: "conf_low", type: "quantitative" }, x2: { field: "conf_high" } },
            },
            {
              mark: { type: "point", filled: true, size: 55, opacity: 1, color: "#06304f" },
              encoding: {
                x: { field: "mean", type: "quantitative" },
                tooltip: [
                  { field: "payer" }, { field: "mean", format: ".1%" },
                  { field: "conf_low", format: ".1%" }, { field: "conf_high", format: ".1%" },
                ],
              },
            },
          ],
        },
      },
      {
        name: "37-real-costs",
        title: "Which costs of a person go together?",
        read: "Loadings of seven kinds of costs (logarithms) on the retained components. Costs that are dark in one column rise and fall together from person to person.",
        pivot: loadingsTable([{ field: "item", label: "Costs" }]),
        spec: loadings({ step: 28 }),
      },
    ],
  },
];
