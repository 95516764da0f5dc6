// What the report shows, in its order: sections and figures.  A figure is fed by
// the SQL file of its name, which is printed beside it.
//
//   name     the SQL file
//   title, read   a heading, and how to read the figure; read may be a function
//            of the rows, where it tells figures
//   columns  the table: field, label, format (see format.js); interval: two
//            fields as one column
//   pivot    a table with one column for each value of a field
//   spec     the chart; a figure without one is a row of key numbers

import {
  forest, course, lines, groups, bump, quadrants, scree, loadings, curves, parade, stacked,
  scatter, fan, timeline, funnel, waterfall, bars, likert, blue, orange, ochre, grey, black,
} from "./charts.js";
import { show } from "./format.js";

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
const byDimension = {
  field: "dimension", domain: [...dimensions.names, "overall"],
  colors: [blue, orange, ochre, black], shapes: ["circle", "diamond", "square", "triangle-up"],
  columns: 2,
};
const threeDimensions = { ...byDimension, domain: dimensions.names, colors: [blue, orange, ochre] };
const byFactor = {
  field: "factor",
  domain: ["idealised policy", "organisation", "target group", "environment"],
  colors: [blue, orange, ochre, black], shapes: ["circle", "diamond", "square", "triangle-up"],
  columns: 2,
};

// For captions: the row with these values, and shares as people write them.
const row = (rows, values) => rows.find((r) => Object.keys(values).every((k) => r[k] === values[k]));
const percent = (x) => show(x, "percent").replace(" ", "\u00a0");
const insurance = {
  field: "insurance", domain: ["without", "with"], colors: [ochre, blue],
  shapes: ["circle", "diamond"],
};

const scales = {
  field: "scale",
  names: ["agreeableness", "conscientiousness", "extraversion", "neuroticism", "openness"],
};

export const sections = [
  {
    id: "suzhou",
    title: "Study 1 · Suzhou: migrant children before and after the policy",
    lead: "Residents’ insurance is opened to children without local registration. Two samples of families tell how many are insured and what they pay; one panel of parents answers seven questions, before and after: do these measure one thing, what has changed, and in which district?",
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
        name: "16-suzhou-reliability",
        title: "Does the questionnaire measure one thing?",
        read: ([r]) => `Seven items, answered before the policy. Alpha (its 95 % limits are ${show(r.conf_low, "fixed2")} and ${show(r.conf_high, "fixed2")}), omega and the two halves ask how firmly the items hold together: above 0.7 is usable for comparing groups. KMO above 0.8 is good. A small p of Bartlett’s test says that the items are correlated at all. All five answers are read from one stored summary.`,
        columns: [
          { field: "alpha", label: "Cronbach’s alpha", format: "fixed2" },
          { field: "omega", label: "McDonald’s omega", format: "fixed2" },
          { field: "spearman_brown", label: "two halves (Spearman-Brown)", format: "fixed2" },
          { field: "kmo", label: "KMO", format: "fixed2" },
          { field: "p_bartlett", label: "p, Bartlett", format: "p" },
        ],
      },
      {
        name: "17-suzhou-scale",
        title: "Which item does not belong?",
        read: "A circle is the correlation of an item with the sum of the others: below 0.3 it says little about what they say. A diamond is alpha without the item; the dashed line is alpha with all seven. A diamond right of the line means: the scale is better without. The loading on the common factor (omega) and the item’s own KMO (MSA) stand in the table.",
        columns: [
          { field: "item", label: "Item" },
          { field: "mean", label: "Mean", format: "fixed2" },
          { field: "sd", label: "SD", format: "fixed2" },
          { field: "item_rest", label: "With the others", format: "fixed2" },
          { field: "alpha_if_deleted", label: "Alpha without", format: "fixed3" },
          { field: "loading", label: "Loading", format: "fixed2" },
          { field: "msa", label: "MSA", format: "fixed2" },
        ],
        spec: forest({
          y: "item", estimate: "figure", low: null, tipFormat: ".3f", lines: ["alpha"],
          title: "correlation, alpha", step: 34,
          by: {
            field: "measure", domain: ["item with the others", "alpha without the item"],
            colors: [ochre, blue], shapes: ["circle", "diamond"], columns: 1,
          },
        }),
      },
      {
        name: "18-suzhou-likert",
        title: "The answers themselves: migrant parents, before and after",
        read: "Every bar holds all answers to an item, from “very bad” at its left to “very good” at its right; the middle of the neutral answer stands at 0. So a bar that lies further right means more content parents, and a bar that moves right from before to after a gain. “Worry” is turned: right is less worry. The items with the largest change stand on top; “distance” should not move.",
        pivot: {
          rows: [{ field: "item", label: "Item" }, { field: "wave", label: "Wave" }],
          column: { field: "answer", label: "" },
          value: { field: "share", format: "percent" },
          also: [{ field: "content", label: "4 or 5", format: "percent" }],
        },
        spec: likert({
          y: "item", answer: "answer", share: "share",
          names: ["very bad", "bad", "neutral", "good", "very good"],
          title: "share of the answers",
          by: { field: "wave", domain: ["before", "after"] },
          more: [{ field: "n" }],
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
        title: "How large is the change? Effect sizes of seven items",
        read: "Cohen’s d: the mean change in standard deviations of the change, with 95 % limits from the noncentral t distribution. By custom 0.2 is small, 0.5 middle, 0.8 large (dashed lines). Local families, insured all along, are the comparison: their marks should lie at 0, and so should those of “distance”, which no insurance makes shorter.",
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
        name: "19-suzhou-pairs",
        title: "Which districts differ from which?",
        read: "All pairs of ten districts, the one with the larger change of satisfaction first: the difference of their changes, with limits after Games and Howell that hold for all 45 pairs together, whatever the spread of each. An orange diamond marks limits that leave out 0: there the districts differ beyond chance. The table adds p of Dunn’s test, which compares ranks instead of means (Holm).",
        columns: [
          { field: "pair", label: "Districts" },
          { field: "estimate", label: "Difference", format: "signed2" },
          limits("signed2"),
          { field: "df", label: "df", format: "fixed1" },
          { ...p, label: "p, Games-Howell" },
          { field: "p_dunn", label: "p, Dunn", format: "p" },
          { field: "apart", label: "Apart", format: "yes" },
        ],
        spec: forest({
          y: "pair", estimate: "estimate", title: "difference, points",
          tipFormat: "+.2f", lines: [0], step: 17,
          by: {
            field: "apart", domain: [true, false], colors: [orange, blue],
            shapes: ["diamond", "circle"], legend: false,
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
        name: "1a-suzhou-odds",
        title: "Which migrant children were insured? Odds ratios",
        read: "Logistic regression, once a wave: by what the odds of being insured are multiplied with a contract of work, with a year more in the city, with a year of the child’s age, the others held alike; 1 (the line) is no difference. Bars are 95 % limits. The effect in the table is the same in points of probability, on average over the children; AUC says how well the three tell insured from uninsured children (50 % is a coin).",
        columns: [
          { field: "term", label: "Term" },
          { field: "wave", label: "Wave" },
          { field: "odds_ratio", label: "Odds ratio", format: "fixed2" },
          limits("fixed2", "odds_ratio_low", "odds_ratio_high"), p,
          { field: "effect", label: "Effect, points", format: "points" },
          { field: "n", label: "Children", format: "integer" },
          { field: "auc", label: "AUC", format: "percent" },
        ],
        spec: forest({
          y: "term", estimate: "odds_ratio", low: "odds_ratio_low", high: "odds_ratio_high",
          title: "odds ratio (log scale)", tipFormat: ".2f", lines: [1], step: 26,
          log: [0.5, 0.7, 1, 1.4, 2, 3, 5],
          by: {
            field: "wave", domain: ["before", "after"], colors: [ochre, blue],
            shapes: ["circle", "diamond"], lines: true,
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
    lead: "Claims of nine years tell what the fund paid; a questionnaire of 16 items tells what families think of its efficiency, fairness and sustainability; sixteen indicators, weighed by judges and by the data, put years and hospitals in order, and say how firm that order is.",
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
        read: "The scores of the retained components, weighted by the variance that each explains; 0 is the average year; the number at a bar is the rank (1 = highest). Read the loadings above first: component 1 makes up most of the score, and every indicator was turned so that more is better; one that is orange there, as some of sustainability are, still lowers the score. Years in which these fell rank higher for it.",
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
      {
        name: "28-shantou-judges",
        title: "Do the judges contradict themselves? Pairwise comparisons",
        read: "Five judges said of every two dimensions, and of every two indicators of a dimension, which is the more important and how much. A consistency ratio of 0.10 and more (right of the dashed line) means that their answers do not fit together: such a comparison does not count, the others are merged by their geometric mean.",
        columns: [
          { field: "judge", label: "Judge" },
          { field: "compared", label: "Compared" },
          { field: "lambda_max", label: "λ max", format: "fixed2" },
          { field: "consistency_ratio", label: "Consistency ratio", format: "fixed3" },
          { field: "counts", label: "Counts", format: "yes" },
        ],
        spec: forest({
          y: "judge", estimate: "consistency_ratio", low: null, tipFormat: ".3f", lines: [0.1],
          title: "consistency ratio", step: 15,
          by: {
            field: "compared", domain: ["dimensions", ...dimensions.names],
            colors: [black, blue, orange, ochre],
            shapes: ["triangle-up", "circle", "diamond", "square"], lines: true, columns: 2,
          },
        }),
      },
      {
        name: "29-shantou-weights",
        title: "Weights three ways, and combined",
        read: "What an indicator weighs in the overall score; the dashed line is 1/16, all alike. Judges know what matters and not what varies; entropy gives much where few years stand out; components (PCA) give much to what moves with the others. Combined is the mean of judges and entropy. Where the marks of a line lie apart, the choice of weights decides.",
        pivot: {
          rows: [{ field: "indicator", label: "Indicator" }],
          column: { field: "method", label: "" },
          value: { field: "weight", format: "fixed3" },
          also: [],
        },
        spec: forest({
          y: "indicator", estimate: "weight", low: null, title: "weight", format: ".2f",
          tipFormat: ".3f", lines: [1 / 16], step: 25,
          by: {
            field: "method", domain: ["judges", "entropy", "PCA", "combined"],
            colors: [orange, blue, grey, black],
            shapes: ["diamond", "circle", "square", "triangle-up"], columns: 2,
          },
          more: [{ field: "rank" }],
        }),
      },
      {
        name: "30-shantou-dimensions",
        title: "Efficiency, fairness, sustainability: nine years",
        read: "Scores by dimension: 0 is the worst year in every indicator of the dimension, 100 the best. Overall is the weighted mean of all indicators. A rise of the overall score may hide a dimension that falls.",
        pivot: {
          rows: [{ field: "year", label: "Year" }],
          column: { field: "dimension", label: "" },
          value: { field: "score", format: "fixed1" },
          also: [],
        },
        spec: lines({
          x: "year", y: "score", title: "score, 0 worst to 100 best year", by: byDimension,
          tipFormat: ".1f", more: [{ field: "rank" }],
        }),
      },
      {
        name: "31-shantou-hospital-dimensions",
        title: "Hospitals by dimension, best overall first",
        read: "The same for hospitals, of the thirteen indicators that are their own. Two hospitals of one rank may have come there by different ways: read the three bars of each. Costs are not adjusted for how ill the children were.",
        pivot: {
          rows: [{ field: "hospital", label: "Hospital" }],
          column: { field: "dimension", label: "" },
          value: { field: "score", format: "fixed1" },
          also: [
            { field: "overall", label: "overall", format: "fixed1" },
            { field: "overall_rank", label: "Rank", format: "integer" },
          ],
        },
        spec: groups({
          y: "hospital", x: "score", title: "score, 0 worst to 100 best hospital",
          by: threeDimensions, tipFormat: ".1f", more: [{ field: "rank" }],
        }),
      },
      {
        name: "32-shantou-hospital-methods",
        title: "Does the method decide? Ranks of the hospitals, five ways",
        read: "1 is the best. Level lines are ranks on which the methods agree; lines that cross are owed to the method. The geometric mean punishes one bad indicator; TOPSIS looks at differences in per cent; components follow what the hospitals differ in most, whether it is important or not.",
        columns: [
          { field: "hospital", label: "Hospital" },
          { field: "method", label: "Method" },
          { field: "score", label: "Score", format: "fixed2" },
          { field: "rank", label: "Rank", format: "integer" },
        ],
        spec: bump({
          x: "method", columns: ["mean", "geometric", "TOPSIS", "entropy", "PCA"],
          series: "hospital", places: 8, tip: "score",
        }),
      },
      {
        name: "33-shantou-hospital-years",
        title: "Ranks of the hospitals, year by year",
        read: "Every year the hospitals are compared with each other anew. A hospital treats few such children in a year, so a step up or down may well be chance; a line that keeps its height through the years is not.",
        pivot: {
          rows: [{ field: "hospital", label: "Hospital" }],
          column: { field: "year", label: "" },
          value: { field: "rank", format: "integer" },
          also: [],
        },
        spec: bump({
          x: "year",
          columns: ["2012", "2013", "2014", "2015", "2016", "2017", "2018", "2019", "2020"],
          series: "hospital", places: 8, tip: "score",
        }),
      },
      {
        name: "34-shantou-rank-range",
        title: "How firm is a rank? One choice made otherwise at a time",
        read: "The mark is the rank of the hospital, the bar goes from its best to its worst rank over the scenarios: equal, entropy and CRITIC weights, other normalisations, the geometric mean, each indicator left out. Same rank says in what share of the scenarios nothing changes.",
        columns: [
          { field: "hospital", label: "Hospital" },
          { field: "base_rank", label: "Rank", format: "integer" },
          { label: "Best to worst", interval: ["best_rank", "worst_rank"], format: "integer" },
          { field: "mean_rank", label: "Mean", format: "fixed1" },
          { field: "scenarios", label: "Scenarios", format: "integer" },
          { field: "same_share", label: "Same rank", format: "percent" },
        ],
        spec: forest({
          y: "hospital", estimate: "base_rank", low: "best_rank", high: "worst_rank",
          title: "rank (1 = best)", ticks: [1, 2, 3, 4, 5, 6, 7, 8], format: "d", tipFormat: "d", step: 34,
          more: [{ field: "mean_rank", format: ".1f" }, { field: "same_share", format: ".0%" }],
        }),
      },
    ],
  },
  {
    id: "weishan",
    title: "Study 3 · Weishan: who takes part, how long the fund lasts, what a better plan costs",
    lead: "A county of fifteen towns over ten years: does income decide who insures himself, how long does the fund last, and what would a plan with lower deductibles and a tilted layer cost, to whom does it give, from whom does it take? The same claims are settled under both plans in one query, to the cent.",
    figures: [
      {
        name: "35-weishan-facts",
        title: "The county at a glance, 2023",
        read: "The rate is of registered residents. Elasticity: by how many per cent participation differs between towns where income is one per cent higher. Months payable: the balance of the fund over what it spends in a month. The compensation plan is compared with the plan in force on the claims of the year.",
        columns: [
          { field: "residents", label: "residents", format: "integer" },
          { field: "rate", label: "insured", format: "percent" },
          { field: "elasticity", label: "elasticity of participation", format: "fixed2" },
          { field: "months_payable", label: "months payable", format: "fixed1" },
          { field: "extra_a_head", label: "yuan more a head by the compensation plan", format: "fixed1" },
          { field: "winners", label: "of families with a stay would pay less", format: "percent" },
          { field: "from_account", label: "of people’s part a mutual account could pay", format: "percent" },
        ],
      },
      {
        name: "36-weishan-participation",
        title: "Income and participation, town by town",
        read: (rows) => {
          const of = (year) => rows.filter((r) => r.year === year);
          const ends = (year) => `${percent(of(year)[0].rate)} in the town with the lowest income and ${percent(of(year).at(-1).rate)} in that with the highest`;
          const less = of("2014").filter((r) => r.rate > row(rows, { year: "2023", town: r.town }).rate).length;
          return `In 2014 ${ends("2014")} were insured, in 2023 ${ends("2023")}. Within a year towns with more income take part more; from 2014 to 2023 all incomes rose, and in ${less} of ${of("2014").length} towns participation fell. Who puts all years into one slope mixes the two.`;
        },
        columns: [
          { field: "year", label: "Year" },
          { field: "town", label: "Town" },
          { field: "kind", label: "Kind" },
          { field: "income", label: "Income a head", format: "integer" },
          { field: "rate", label: "Insured", format: "percent" },
          { field: "uninsured", label: "Uninsured", format: "integer" },
        ],
        spec: scatter({
          x: "income", y: "rate", xTitle: "income a head, yuan", yTitle: "insured of residents",
          xFormat: ",d", yFormat: ".0%", name: ["town", "kind", "year"], tipFormats: [",.0f", ".1%"],
          by: {
            field: "year", domain: ["2014", "2019", "2023"], colors: [ochre, orange, blue],
            shapes: ["circle", "diamond", "square"],
          },
        }),
      },
      {
        name: "37-weishan-elasticity",
        title: "Elasticity of participation to income, year by year",
        read: (rows) => {
          const sorted = [...rows].sort((a, b) => a.elasticity - b.elasticity);
          return `Slope of ln(rate) on ln(income) over ${rows[0].towns} towns, with 95 % limits: from ${show(sorted[0].elasticity, "fixed2")} (${sorted[0].year}) to ${show(sorted.at(-1).elasticity, "fixed2")} (${sorted.at(-1).year})${Math.max(...rows.map((r) => r.conf_low)) <= Math.min(...rows.map((r) => r.conf_high)) ? "; there is a value that lies within the limits of every year" : ""}.`;
        },
        columns: [
          { field: "year", label: "Year" },
          { field: "elasticity", label: "Elasticity", format: "fixed3" },
          limits("fixed3"),
          { field: "r_squared", label: "R²", format: "fixed2" },
          { field: "towns", label: "Towns", format: "integer" },
        ],
        spec: course({
          x: "year", estimate: "elasticity", title: "elasticity", tipFormat: ".3f", join: true, band: true,
        }),
      },
      {
        name: "38-weishan-fund",
        title: "What comes in and what goes out, for an insured person",
        read: (rows) => {
          const [first, last] = [rows[0], rows.at(-1)];
          return `Premium and subsidy against what the fund spent. It kept ${percent(first.balance_rate)} of its income in ${first.year} and ${percent(last.balance_rate)} in ${last.year}; what has collected would pay for ${show(last.months_payable, "fixed1")} months.`;
        },
        pivot: {
          rows: [{ field: "year", label: "Year" }],
          column: { field: "what", label: "" },
          value: { field: "yuan", format: "integer" },
          also: [
            { field: "balance_rate", label: "balance rate", format: "percent" },
            { field: "months_payable", label: "months payable", format: "fixed1" },
          ],
        },
        spec: lines({
          x: "year", y: "yuan", title: "yuan a head", tipFormat: ".0f",
          by: {
            field: "what", domain: ["income", "expenditure"], colors: [blue, orange], shapes: ["circle", "diamond"],
          },
        }),
      },
      {
        name: "39-weishan-fan",
        title: "How long does the fund last? A fan of scenarios",
        read: (rows) => {
          const base = row(rows, { scenario: "as before" });
          const fast = row(rows, { scenario: "2 points faster" });
          const story = (r) => [
            r.first_deficit === null ? "no deficit within ten years" : `the first deficit in ${r.first_deficit}`,
            r.exhausted === null ? "and the balance lasts" : `and nothing left in ${r.exhausted}`,
          ].join(" ");
          return `The balance in months of expenditure. Heads, premium and subsidy go on as in the last five years, bills too (${percent(base.growth)} a year), or by points slower or faster. As before: ${story(base)}. Two points faster: ${story(fast)}. Below the dashed line the fund owes.`;
        },
        pivot: {
          rows: [{ field: "year", label: "Year" }],
          column: { field: "scenario", label: "" },
          value: { field: "months", format: "fixed1" },
          also: [],
        },
        spec: fan({
          x: "year", y: "months", title: "months of expenditure", tipFormat: ".1f", past: "accounts",
          by: {
            field: "scenario",
            domain: ["accounts", "2 points slower", "as before", "2 points faster", "4 points faster"],
            colors: [black, "#00795a", blue, ochre, orange],
          },
          more: [{ field: "growth", format: ".1%" }, { field: "first_deficit" }, { field: "exhausted" }],
        }),
      },
      {
        name: "3a-weishan-layers",
        title: "The same claims under two plans: who pays",
        read: (rows) => {
          const at = (layer) => `${show(row(rows, { layer }).change, "signed2")} million yuan`;
          return `Every claim of 2023 settled twice. Under the compensation plan basic insurance would pay ${at("basic")}, the serious-illness layer ${at("serious illness")}, assistance ${at("assistance")}, the new tilted layer ${at("tilt")}, and people themselves ${at("people")}. The changes add up to nothing: what one party saves another pays.`;
        },
        columns: [
          { field: "layer", label: "Party" },
          { field: "plan", label: "Plan" },
          { field: "million", label: "Million yuan", format: "fixed2" },
          { field: "share", label: "Share", format: "percent" },
          { field: "change", label: "Change", format: "signed2" },
        ],
        spec: groups({
          y: "layer", x: "million", title: "million yuan", step: 15, tipFormat: ".2f",
          by: { field: "plan", domain: ["in force", "compensation"], colors: [ochre, blue] },
        }),
      },
      {
        name: "3b-weishan-winners",
        title: "Winners and losers of the compensation plan",
        read: (rows) => {
          const lose = (fifth) => percent(rows.filter((r) => r.fifth === fifth && / more$/.test(r.change))
            .reduce((sum, r) => sum + r.share, 0));
          const gain = (fifth) => show(row(rows, { fifth }).gain, "integer");
          return `Families with a stay in hospital, by fifth of income, and by what they would pay less or more in the year, in yuan. Of the poorest fifth ${lose("poorest")} would pay more, of the richest ${lose("richest")}; on balance a family of the poorest fifth would keep ${gain("poorest")} yuan, one of the richest ${gain("richest")}.`;
        },
        columns: [
          { field: "fifth", label: "Fifth" },
          { field: "change", label: "Pays" },
          { field: "families", label: "Families", format: "integer" },
          { field: "share", label: "Share", format: "percent" },
        ],
        spec: stacked({
          y: "fifth", x: "share", title: "share of families with a stay", tipFormat: ".1%",
          by: {
            field: "change",
            domain: ["over 1,000 less", "200 to 1,000 less", "up to 200 less", "up to 200 more", "over 200 more"],
            colors: ["#00456b", blue, "#9ec9e2", "#e0a33a", orange], columns: 2,
          },
          more: [{ field: "families" }],
        }),
      },
      {
        name: "3c-weishan-catastrophic",
        title: "Catastrophic spending before and after",
        read: (rows) => {
          const at = (fifth, plan) => percent(row(rows, { fifth, plan }).headcount);
          return `Share of people in families that pay more than a tenth of what they consume for stays in hospital, with 95 % limits. In the poorest fifth it goes from ${at("poorest", "in force")} to ${at("poorest", "compensation")}, in the richest from ${at("richest", "in force")} to ${at("richest", "compensation")}. The limits treat the plans as two samples; they are the same families.`;
        },
        columns: [
          { field: "fifth", label: "Fifth" },
          { field: "plan", label: "Plan" },
          { field: "families", label: "Families", format: "integer" },
          { field: "headcount", label: "Share", format: "percent" },
          limits("percent"),
        ],
        spec: forest({
          y: "fifth", estimate: "headcount", title: "share of people", format: ".0%", tipFormat: ".1%", step: 20,
          by: {
            field: "plan", domain: ["in force", "compensation"], colors: [ochre, blue],
            shapes: ["circle", "diamond"], lines: true,
          },
        }),
      },
      {
        name: "3d-weishan-account",
        title: "What could a mutual account of the family have paid?",
        read: (rows) => {
          const at = (fifth, what) => percent(row(rows, { fifth, what }).share);
          const all = (what) => percent(row(rows, { what }).share_of_all);
          return `Personal accounts of employees, opened to their families, could have paid ${all("mutual account")} of what people paid themselves: ${at("poorest", "mutual account")} in the poorest fifth, where ${percent(rows[0].with_account)} of the families have one, and ${at("richest", "mutual account")} in the richest. The compensation plan takes off ${all("compensation plan")}: ${at("poorest", "compensation plan")} of the poorest, ${at("richest", "compensation plan")} of the richest fifth.`;
        },
        columns: [
          { field: "fifth", label: "Fifth" },
          { field: "what", label: "Relief by" },
          { field: "with_account", label: "With account", format: "percent" },
          { field: "yuan", label: "Yuan", format: "integer" },
          { field: "share", label: "Of people’s part", format: "percent" },
        ],
        spec: groups({
          y: "fifth", x: "share", title: "share of people’s part", format: ".0%", step: 15, tipFormat: ".1%",
          by: { field: "what", domain: ["mutual account", "compensation plan"], colors: [ochre, blue] },
        }),
      },
    ],
  },
  {
    id: "scounty",
    title: "Study 4 · S County: illness makes poor, and the poor fall ill",
    lead: "The bills of a year, set against what households live on. Whom do they push below the line, what does insurance keep from it, and whom should somebody visit? Then three years of warnings, judged by what happened later, and leads in the bills of the hospitals. “Without” insurance is the same care at its full price, from the same budget: an upper limit, as who must pay all will do without some of it.",
    figures: [
      {
        name: "40-scounty-facts",
        title: "The county at a glance",
        read: "Catastrophic: people in households that pay more than a tenth of their budget for health. Pushed below the line: people whose income is above the poverty line of their region before they pay, and below it afterwards.",
        columns: [
          { field: "people", label: "people", format: "integer" },
          { field: "insured_share", label: "of the bill paid by insurance", format: "percent" },
          { field: "catastrophic_without", label: "catastrophic without insurance", format: "percent" },
          { field: "catastrophic_with", label: "catastrophic with it", format: "percent" },
          { field: "impoverished_without", label: "pushed below the line without", format: "percent" },
          { field: "impoverished_with", label: "pushed below it with insurance", format: "percent" },
          { field: "critical", label: "households at critical", format: "integer" },
        ],
      },
      {
        name: "41-scounty-curves",
        title: "Who has the income, who has the illness, who pays",
        read: (rows) => {
          const at = (what) => percent(row(rows, { what, p: 0.4 }).share);
          return `People from poor to rich, and what part of each thing falls to them so far. The poorest 40 % have ${at("income")} of the income and ${at("chronic illness")} of the chronic illness, pay ${at("out of pocket")} of what is paid out of pocket and get ${at("paid by insurance")} of what insurance pays. A curve above the dashed line belongs to the poor.`;
        },
        pivot: {
          rows: [{ field: "at", label: "Poorest" }],
          column: { field: "what", label: "" },
          value: { field: "share", format: "percent" },
          also: [],
        },
        spec: curves({
          title: "part of the whole", xTitle: "people, from poor to rich",
          by: {
            field: "what",
            domain: ["income", "out of pocket", "paid by insurance", "chronic illness"],
            colors: [black, orange, blue, ochre],
            shapes: ["circle", "diamond", "square", "triangle-up"], columns: 2,
          },
        }),
      },
      {
        name: "42-scounty-parade",
        title: "Pen’s parade, and where the paint drips",
        read: (rows) => {
          const before = rows.filter((r) => r.insurance === "with");
          const pushed = (who) => rows
            .filter((r) => r.insurance === who && r.gross >= 1 && r.net < 1).length;
          return `One household in fifty, the poorer 40 % of them, in the order of their income in poverty lines of their region (black). Paint drips from an income down to what is left after paying for health: pale without insurance, blue with it, cut at the foot of the chart. Of these ${before.length} households ${before.filter((r) => r.gross < 1).length} are below the dashed line before they pay; ${pushed("without")} more drip below it without insurance, ${pushed("with")} with it.`;
        },
        columns: [
          { field: "insurance", label: "Insurance" },
          { field: "p", label: "Place", format: "percent" },
          { field: "gross", label: "Income", format: "fixed2" },
          { field: "net", label: "After paying", format: "fixed2" },
          { field: "drip", label: "Drip", format: "fixed2" },
        ],
        spec: parade({
          title: "income in poverty lines", xTitle: "households, from poor to rich",
          by: { ...insurance, colors: ["#e0bd85", blue] },
        }),
      },
      {
        name: "43-scounty-fifths",
        title: "Catastrophic payments by fifth of income, with and without insurance",
        read: (rows) => {
          const at = (fifth, who) => percent(row(rows, { fifth, insurance: who }).headcount);
          return `Share of people in households that pay more than a tenth of their budget for health, with 95 % limits. In the poorest fifth insurance brings it from ${at("poorest", "without")} to ${at("poorest", "with")}, in the richest from ${at("richest", "without")} to ${at("richest", "with")}.`;
        },
        columns: [
          { field: "fifth", label: "Fifth" },
          { field: "insurance", label: "Insurance" },
          { field: "households", label: "Households", format: "integer" },
          { field: "headcount", label: "Share", format: "percent" },
          limits("percent"),
        ],
        spec: forest({
          y: "fifth", estimate: "headcount", title: "share of people", format: ".0%",
          tipFormat: ".1%", step: 20, by: { ...insurance, lines: true },
        }),
      },
      {
        name: "44-scounty-thresholds",
        title: "How large is too large? The share by threshold",
        read: (rows) => {
          const at = (threshold, who) => percent(row(rows, { threshold, insurance: who }).headcount);
          return `Share of people whose household pays more than this part of its budget. No threshold is the right one; all are asked of the same summary. Above a tenth: ${at(0.1, "without")} without and ${at(0.1, "with")} with insurance; above two fifths: ${at(0.4, "without")} and ${at(0.4, "with")}.`;
        },
        columns: [
          { field: "insurance", label: "Insurance" },
          { field: "threshold", label: "Threshold", format: "percent" },
          { field: "headcount", label: "Share", format: "percent" },
          limits("percent"),
          { field: "overshoot", label: "Overshoot", format: "percent" },
        ],
        spec: lines({
          x: "threshold", y: "headcount", title: "share of people", format: ".0%",
          xTitle: "payments over the budget, above", xLabel: "format(datum.value, '.0%')",
          by: insurance, tipFormat: ".1%",
        }),
      },
      {
        name: "45-scounty-measures",
        title: "Six ways to say that a bill is too large",
        read: (rows) => {
          const most = rows.filter((r) => r.insurance === "with").sort((a, b) => b.rate - a.rate);
          return `The same bills by six definitions, as shares of households with 95 % limits after Wilson. With insurance they range from ${percent(most.at(-1).rate)} (${most.at(-1).measure}) to ${percent(most[0].rate)} (${most[0].measure}): say which one is meant. Those below a line count as hit by any payment in the third, fourth and sixth.`;
        },
        columns: [
          { field: "measure", label: "Measure" },
          { field: "insurance", label: "Insurance" },
          { field: "households", label: "Households", format: "integer" },
          { field: "rate", label: "Share", format: "percent" },
          limits("percent"),
        ],
        spec: forest({
          y: "measure", estimate: "rate", title: "share of households", format: ".0%",
          tipFormat: ".1%", step: 19, by: { ...insurance, lines: true },
        }),
      },
      {
        name: "46-scounty-states",
        title: "Five states of financial protection",
        read: (rows) => {
          const at = (fifth) => percent(rows
            .filter((r) => r.fifth === fifth && /impoverished/.test(r.state))
            .reduce((sum, r) => sum + r.share, 0));
          return `What bills, with insurance, do to people by fifth of income, against the line of basic needs (WHO Europe): pushed below it, pushed further below it, close to it (less than a fifth above), not at risk, or none (nothing paid). Impoverished or further impoverished are ${at("poorest")} of the poorest fifth and ${at("richest")} of the richest.`;
        },
        columns: [
          { field: "fifth", label: "Fifth" },
          { field: "state", label: "State" },
          { field: "people", label: "People", format: "integer" },
          { field: "share", label: "Share", format: "percent" },
        ],
        spec: stacked({
          y: "fifth", x: "share", title: "share of people", tipFormat: ".1%",
          by: {
            field: "state",
            domain: ["further impoverished", "impoverished", "at risk", "not at risk", "none"],
            colors: ["#7a1f00", orange, "#e0a33a", "#9ec9e2", "#dfe3e7"], columns: 2,
          },
        }),
      },
      {
        name: "47-scounty-visits",
        title: "Equal visits for equal need?",
        read: (rows) => {
          const at = (term) => show(row(rows, { term }).contribution, "signed3");
          return `What makes visits to doctors unequal among adults: to the left what gives more visits to the poor, to the right to the rich. The index of all visits is ${at("index")}. Without what age, sex and illness explain, ${at("horizontal inequity")} is left: that is how visits would be spread at equal need.`;
        },
        columns: [
          { field: "term", label: "Cause" },
          { field: "kind", label: "" },
          { field: "elasticity", label: "Elasticity", format: "signed3" },
          { field: "concentration", label: "Concentration", format: "signed3" },
          { field: "contribution", label: "Contribution", format: "signed3" },
        ],
        spec: {
          height: { step: 28 },
          encoding: {
            y: { field: "term", type: "nominal", sort: null, title: null, axis: { domain: false, ticks: false } },
            x: {
              field: "contribution", type: "quantitative", title: "contribution to the index",
              axis: { tickCount: 6 },
            },
          },
          layer: [{
            mark: { type: "bar", size: 17 },
            encoding: {
              color: {
                field: "kind", type: "nominal", title: null,
                scale: { domain: ["need", "other", "result"], range: [blue, ochre, grey] },
              },
              tooltip: [{ field: "term" }, ...["contribution", "elasticity", "concentration"]
                .map((field) => ({ field, format: "+.3f" }))],
            },
          }],
        },
      },
      {
        name: "48-scounty-flags",
        title: "Which household should somebody visit?",
        read: (rows) => {
          const flags = [...new Map(rows.map((r) => [r.flag, r])).values()];
          const most = flags.reduce((a, b) => (b.total > a.total ? b : a));
          return `Households by the thresholds they have crossed, from the most severe flag down; the colour is the level of the household, which its most severe flag decides. A household may have several flags. The most frequent is “${most.flag}” (${show(most.total, "integer")} households).`;
        },
        columns: [
          { field: "flag", label: "Flag" },
          { field: "level", label: "Level" },
          { field: "households", label: "Households", format: "integer" },
          { field: "ordinary", label: "On no list", format: "integer" },
        ],
        spec: stacked({
          y: "flag", x: "households", title: "households", format: ",d", tipFormat: ",", step: 28,
          by: {
            field: "level", domain: ["critical", "warning", "watch"],
            colors: ["#7a1f00", "#d98a1f", "#9ec9e2"], columns: 2,
          },
          more: [{ field: "ordinary", format: ",", title: "on no list" }],
        }),
      },
      {
        name: "49-scounty-townships",
        title: "Where the warnings are",
        read: (rows) => {
          const critical = rows.filter((r) => r.what === "critical");
          const [first, last] = [critical[0], critical.at(-1)];
          return `Households at the levels warning and critical, by township, with 95 % limits after Wilson: critical from ${percent(last.rate)} in ${last.township} to ${percent(first.rate)} in ${first.township}.`;
        },
        columns: [
          { field: "township", label: "Township" },
          { field: "what", label: "Level" },
          { field: "households", label: "Households", format: "integer" },
          { field: "n", label: "Of", format: "integer" },
          { field: "rate", label: "Share", format: "percent" },
          limits("percent"),
        ],
        spec: forest({
          y: "township", estimate: "rate", title: "share of households", format: ".0%",
          tipFormat: ".1%", step: 19,
          by: {
            field: "what", domain: ["warning", "critical"], colors: [ochre, orange],
            shapes: ["circle", "diamond"], lines: true,
          },
        }),
      },
      {
        name: "4a-scounty-timeline",
        title: "Warned, calm, warned again: a few households over three years",
        read: (rows) => {
          const households = new Set(rows.map((r) => r.household)).size;
          const relapsed = new Set(rows.filter((r) => r.relapses > 0).map((r) => r.household)).size;
          return `${households} households of the two townships that are watched. Warned: what it paid in twelve months is above its level of the reference income. Eliminated: at four fifths of the level or below for six months; it stays on file. Monitored: people have verified it. ${relapsed} of them fell back after they had been calm.`;
        },
        columns: [
          { field: "household", label: "Household" },
          { field: "state", label: "State" },
          { field: "from_month", label: "From" },
          { field: "to_month", label: "To" },
          { field: "months", label: "Months", format: "integer" },
          { field: "highest", label: "Burden / level, highest", format: "fixed2" },
        ],
        spec: timeline({
          y: "household", from: "from_month", to: "to_month",
          by: {
            field: "state", domain: ["none", "warned", "monitored", "eliminated"],
            colors: ["#dfe3e7", orange, "#7a1f00", "#9ec9e2"], columns: 2,
          },
          more: [{ field: "months" }, { field: "highest", format: ".2f", title: "burden / level" }],
        }),
      },
      {
        name: "4b-scounty-warnings",
        title: "Were the warnings any good?",
        read: (rows) => {
          const at = (measure) => row(rows, { household_type: "all", measure });
          const [precision, recall] = [at("precision"), at("recall")];
          return `Precision: of the households that were warned, those found below the line later. Recall: of those found below the line, the ones that had been warned before. ${precision.hits} of ${precision.of} warnings were followed by it (${percent(precision.rate)}), on average ${show(precision.lead, "fixed1")} months later; ${recall.of - recall.hits} of ${recall.of} households fell without a warning in time. 95 % limits after Wilson.`;
        },
        columns: [
          { field: "household_type", label: "Household" },
          { field: "measure", label: "" },
          { field: "hits", label: "Hits", format: "integer" },
          { field: "of", label: "Of", format: "integer" },
          { field: "rate", label: "Share", format: "percent" },
          limits("percent"),
        ],
        spec: forest({
          y: "household_type", estimate: "rate", title: "share", format: ".0%", tipFormat: ".1%", step: 19,
          by: {
            field: "measure", domain: ["precision", "recall"], colors: [orange, blue],
            shapes: ["circle", "diamond"], lines: true,
          },
        }),
      },
      {
        name: "4c-scounty-roc",
        title: "Which score tells who will fall?",
        read: (rows) => {
          const scores = [...new Map(rows.map((r) => [r.score, r])).values()];
          const area = (r) => `${r.score} ${show(r.auc, "fixed2")} (${show(r.conf_low, "fixed2")} to ${show(r.conf_high, "fixed2")})`;
          return `Burden of twelve months, vulnerability and income as they stood at the end of 2023, and the ${scores[0].fell} households found below the line in 2024. Each curve goes from the strictest threshold to the mildest. Area under it, the chance that one who fell had the higher score: ${scores.map(area).join(", ")}. On the dashed line a score tells nothing.`;
        },
        columns: [
          { field: "score", label: "Score" },
          { field: "threshold", label: "Threshold", format: "fixed2" },
          { field: "share_of_fallen", label: "Recall", format: "percent" },
          { field: "share_of_others", label: "False alarms", format: "percent" },
          { field: "precision", label: "Precision", format: "percent" },
        ],
        spec: curves({
          x: "share_of_others", y: "share_of_fallen", xTitle: "of those who did not fall, called",
          title: "of those who fell, called",
          by: {
            field: "score", domain: ["burden", "vulnerability", "low income"],
            colors: [orange, blue, black], shapes: ["circle", "diamond", "square"], columns: 2,
          },
        }),
      },
      {
        name: "4d-scounty-peers",
        title: "Leads: the cost of a stay among peers",
        read: (rows) => {
          const far = rows.filter((r) => Math.abs(r.modified_z) > 3.5);
          const name = (r) => `${r.hospital} (${show(r.cost, "integer")} yuan, usual ${show(r.usual, "integer")})`;
          return `Mean logarithm of the cost of a stay, as distance from the median of hospitals of the same level in median absolute deviations; the dashed lines are at ±3.5. Beyond them: ${far.map(name).join(", ") || "none"}. Low is a lead, too: an admission cut in two halves the cost of a stay. A lead is a question, not an answer.`;
        },
        columns: [
          { field: "hospital", label: "Hospital" },
          { field: "level", label: "Level" },
          { field: "stays", label: "Stays", format: "integer" },
          { field: "cost", label: "Yuan", format: "integer" },
          { field: "usual", label: "Usual", format: "integer" },
          { field: "modified_z", label: "Modified z", format: "signed1" },
        ],
        spec: forest({
          y: "hospital", estimate: "modified_z", low: null, title: "modified z score", tipFormat: ".1f",
          lines: [-3.5, 3.5], step: 19,
          by: {
            field: "level", domain: ["township", "county"], colors: [blue, orange], shapes: ["circle", "diamond"],
          },
          more: [{ field: "stays" }, { field: "cost", format: ",.0f" }, { field: "usual", format: ",.0f" }],
        }),
      },
      {
        name: "4e-scounty-digits",
        title: "Leads: the digits of the bills of one hospital",
        read: (rows) => {
          const most = rows.filter((r) => r.share > r.expected_share).sort((a, b) => b.z - a.z)[0];
          return `Shares of the first two digits of the bills of ${most.hospital} (bars) against Benford’s law (line). ${most.n} bills begin with ${most.digits}, ${show(most.expected, "integer")} would be expected (z = ${show(most.z, "fixed1")}). Somebody should look at these bills; the digits do not say why.`;
        },
        columns: [
          { field: "digits", label: "Digits" },
          { field: "n", label: "Bills", format: "integer" },
          { field: "expected", label: "Expected", format: "fixed1" },
          { field: "share", label: "Share", format: "percent" },
          { field: "z", label: "z", format: "fixed1" },
        ],
        spec: {
          height: 300,
          encoding: {
            x: {
              field: "digits", type: "quantitative", title: "first two digits",
              scale: { domain: [9, 100], nice: false }, axis: { tickCount: 8 },
            },
          },
          layer: [
            {
              mark: { type: "bar", width: 4, color: blue },
              encoding: {
                y: {
                  field: "share", type: "quantitative", title: "share of bills",
                  axis: { format: ".0%", tickCount: 6 },
                },
                tooltip: [{ field: "digits" }, { field: "n" }, { field: "expected", format: ".1f" }],
              },
            },
            {
              mark: { type: "line", color: orange, strokeWidth: 2 },
              encoding: { y: { field: "expected_share", type: "quantitative" } },
            },
          ],
        },
      },
      {
        name: "4f-scounty-funnel",
        title: "Leads: readmission within 30 days, in a funnel",
        read: (rows) => {
          const outside = rows.filter((r) => r.outside && r.rate > r.overall);
          const name = (r) => `${r.hospital} (${r.again} of ${show(r.stays, "integer")}, ${percent(r.rate)})`;
          const low = rows.filter((r) => r.outside && r.rate < r.overall).length;
          return `A small hospital’s rate jumps, so the limits (95 and 99.8 %, grey) are wide where stays are few; the grey line is the rate of all, ${percent(rows[0].overall)}. Above the outer limits: ${outside.map(name).join(", ") || "none"}. Below them: ${low}; what is far above pulls up the rate of all, and others look low against it.`;
        },
        columns: [
          { field: "hospital", label: "Hospital" },
          { field: "level", label: "Level" },
          { field: "limits", label: "Limits" },
          { field: "stays", label: "Stays", format: "integer" },
          { field: "again", label: "Again", format: "integer" },
          { field: "rate", label: "Rate", format: "percent" },
          { label: "Limits", interval: ["low", "high"], format: "percent" },
        ],
        spec: funnel({
          size: "stays", rate: "rate", overall: "overall", low: "low", high: "high", limits: "limits",
          name: "hospital", title: "readmitted within 30 days", sizeTitle: "stays",
          by: {
            field: "level", domain: ["township", "county"], colors: [blue, orange], shapes: ["circle", "diamond"],
          },
        }),
      },
      {
        name: "4g-scounty-shift",
        title: "Leads: has the cost of a stay shifted?",
        read: (rows) => {
          const found = rows.filter((r) => r.signal === "above");
          const first = [...new Map(found.reverse().map((r) => [r.hospital, r])).values()];
          return `CUSUM: what is above the hospital’s own first half-year by more than half a standard error adds up, what is below takes it off. A sum above the dashed line is a signal: ${first.map((r) => `${r.hospital} in month ${r.label}`).join(", ") || "none"}. Chance comes and goes, a shift that stays adds up.`;
        },
        columns: [
          { field: "hospital", label: "Hospital" },
          { field: "label", label: "Month" },
          { field: "stays", label: "Stays", format: "integer" },
          { field: "deviation", label: "Deviation", format: "signed2" },
          { field: "upper", label: "Sum", format: "fixed2" },
          { field: "signal", label: "Signal" },
        ],
        spec: lines({
          x: "label", y: "upper", title: "cumulative sum", xTitle: "month of 2023", tipFormat: ".2f", line: 4,
          by: {
            field: "hospital", domain: ["People's", "Renhe", "Taiping", "Kangfu", "Jishi", "Boai"],
            colors: [blue, ochre, orange, grey, black, "#00795a"],
            shapes: ["circle", "square", "diamond", "triangle-up", "cross", "triangle-down"], columns: 3,
          },
          more: [{ field: "stays" }, { field: "signal" }],
        }),
      },
      {
        name: "4h-scounty-deaths",
        title: "Deaths, against the rate of all and with the case mix in mind",
        read: (rows) => {
          const first = rows[0].hospital;
          const at = (against) => show(row(rows, { hospital: first, against }).ratio, "fixed2");
          return `Observed over expected deaths of the eight hospitals with the most stays, with exact 99.8 % limits. ${first}, the largest, has ${at("rate of all hospitals")} times the deaths that the rate of all would let expect, and ${at("case mix")} times what its diagnoses and ages do.`;
        },
        columns: [
          { field: "hospital", label: "Hospital" },
          { field: "against", label: "Against" },
          { field: "died", label: "Died", format: "integer" },
          { field: "expected", label: "Expected", format: "fixed1" },
          { field: "ratio", label: "Ratio", format: "fixed2" },
          limits("fixed2"),
        ],
        spec: forest({
          y: "hospital", estimate: "ratio", title: "observed over expected", tipFormat: ".2f", step: 20, lines: [1],
          by: {
            field: "against", domain: ["rate of all hospitals", "case mix"], colors: [ochre, blue],
            shapes: ["circle", "diamond"], lines: true,
          },
        }),
      },
      {
        name: "4i-scounty-leads",
        title: "All leads of a hospital side by side",
        read: (rows) => {
          const most = [...new Map(rows.filter((r) => r.leads === rows[0].leads).map((r) => [r.hospital, r])).keys()];
          return `Coloured: beyond the limit of the method. Cost among peers, pairs of digits, readmission (“again”), stays in two beds, a shift of the cost, deaths by case mix. The most, ${rows[0].leads} of six, at ${most.join(", ")}. A lead is a reason to go and ask, with the evidence of the table in hand; of many tests some say yes by chance.`;
        },
        pivot: {
          rows: [{ field: "hospital", label: "Hospital" }],
          column: { field: "kind", label: "" },
          value: { field: "evidence" },
          also: [{ field: "leads", label: "leads", format: "integer" }],
        },
        spec: {
          height: { step: 20 },
          encoding: {
            y: { field: "hospital", type: "nominal", sort: null, title: null, axis: { domain: false, ticks: false } },
            x: {
              field: "kind", type: "nominal", sort: null, title: null,
              axis: { labelAngle: 0, orient: "top", domain: false, ticks: false },
            },
          },
          layer: [{
            mark: { type: "rect", stroke: "#ffffff", strokeWidth: 2 },
            encoding: {
              color: { condition: { test: "datum.is_lead", value: orange }, value: "#e8ebee" },
              tooltip: [{ field: "hospital" }, { field: "kind" }, { field: "evidence" }],
            },
          }],
        },
      },
    ],
  },
  {
    id: "jtown",
    title: "Study 5 · J Town: contracts with family doctors, signed and served",
    lead: "Nine in ten residents have signed a contract with a family doctor. Interviews with residents, doctors and officials, coded to the four factors of Smith’s model of implementation, tell where the policy sticks; ratings of the services tell what to mend first. The bills of the year after are settled through four layers in one stop.",
    figures: [
      {
        name: "50-jtown-facts",
        title: "The town at a glance",
        read: "Signed is a share of the residents asked, served a share of those who signed. Scores go from 0 to 100. Tension is the distance of the highest of Smith’s four factors from the lowest.",
        columns: [
          { field: "people", label: "people interviewed", format: "integer" },
          { field: "signed", label: "residents who signed", format: "percent" },
          { field: "served", label: "served, of these", format: "percent" },
          { field: "overall", label: "four factors, mean", format: "fixed1" },
          { field: "tension", label: "tension", format: "fixed1" },
          { field: "satisfaction", label: "satisfaction index", format: "fixed1" },
        ],
      },
      {
        name: "51-jtown-served",
        title: "Signed is not served",
        read: "The share of residents who signed, and of these the share who were served this year, with 95 % limits after Wilson, which hold for few people too. The gap between the two marks of a village is what its contracts are not worth.",
        columns: [
          { field: "village", label: "Village" },
          { field: "what", label: "" },
          { field: "yes", label: "Yes", format: "integer" },
          { field: "n", label: "Asked", format: "integer" },
          { field: "rate", label: "Share", format: "percent" },
          limits("percent"),
        ],
        spec: forest({
          y: "village", estimate: "rate", title: "share of residents", format: ".0%",
          tipFormat: ".1%", step: 20,
          by: {
            field: "what", domain: ["signed", "served"], colors: [ochre, blue],
            shapes: ["circle", "diamond"], lines: true,
          },
        }),
      },
      {
        name: "52-jtown-factors",
        title: "Smith’s four factors, as residents, doctors and officials see them",
        read: "Mean scores of people (four statements each, 0 to 100) with 95 % limits of the mean. The lowest factor is where the policy sticks. Where the roles lie apart, they do not see the same thing: here ask why.",
        columns: [
          { field: "factor", label: "Factor" },
          { field: "role", label: "Role" },
          { field: "people", label: "People", format: "integer" },
          { field: "mean", label: "Score", format: "fixed1" },
          limits("fixed1"),
          { field: "sd", label: "SD", format: "fixed1" },
        ],
        spec: forest({
          y: "factor", estimate: "mean", title: "score, 0 to 100", tipFormat: ".1f", step: 22,
          by: {
            field: "role", domain: ["resident", "family doctor", "official"],
            colors: [blue, orange, ochre], shapes: ["circle", "diamond", "square"], lines: true,
            columns: 2,
          },
        }),
      },
      {
        name: "53-jtown-tension",
        title: "Tension between the factors, village by village",
        read: "The length of a grey bar is the tension: a policy that is well thought of (right) and badly carried out (left). The villages with the least tension stand on top.",
        pivot: {
          rows: [{ field: "village", label: "Village" }],
          column: { field: "factor", label: "" },
          value: { field: "mean", format: "fixed1" },
          also: [
            { field: "overall", label: "overall", format: "fixed1" },
            { field: "tension", label: "tension", format: "fixed1" },
          ],
        },
        spec: forest({
          y: "village", estimate: "mean", low: "lowest", high: "highest", span: true,
          title: "score, 0 to 100", tipFormat: ".1f", step: 38, by: byFactor,
          more: [{ field: "factor" }, { field: "tension", format: ".1f" }],
        }),
      },
      {
        name: "54-jtown-mentions",
        title: "What people speak of, and how",
        read: "Passages of the interviews by factor: to the right those in favour of the policy, to the left those against it. Net is the share in favour less the share against, from −1 to 1.",
        columns: [
          { field: "factor", label: "Factor" },
          { field: "total", label: "Passages", format: "integer" },
          { field: "in_favour", label: "In favour", format: "percent" },
          limits("percent"),
          { field: "net", label: "Net", format: "signed2" },
        ],
        spec: {
          height: { step: 46 },
          encoding: {
            y: { field: "factor", type: "nominal", sort: null, title: null, axis: { domain: false, ticks: false } },
            x: {
              field: "length", type: "quantitative", title: "passages",
              scale: { padding: 34 }, axis: { tickCount: 6, labelExpr: "abs(datum.value)" },
            },
          },
          layer: [
            {
              mark: { type: "bar", size: 22 },
              encoding: {
                color: {
                  field: "voice", type: "nominal", title: null,
                  scale: { domain: ["against", "in favour"], range: [orange, blue] },
                },
                tooltip: [
                  { field: "factor" }, { field: "voice" }, { field: "passages" },
                  { field: "net", format: "+.2f" },
                ],
              },
            },
            {
              mark: {
                type: "text", color: black,
                align: { expr: "datum.length < 0 ? 'right' : 'left'" },
                dx: { expr: "datum.length < 0 ? -5 : 5" },
              },
              encoding: { text: { field: "passages" } },
            },
          ],
        },
      },
      {
        name: "55-jtown-quadrants",
        title: "Which service first? Importance and performance",
        read: "Services of the contract as residents see them: the higher the more important, the further right the better done. The dashed lines are the means of all services. What lies top left is important and badly done: begin there.",
        columns: [
          { field: "service", label: "Service" },
          { field: "people", label: "People", format: "integer" },
          { field: "importance", label: "Importance", format: "fixed1" },
          { field: "satisfaction", label: "Satisfaction", format: "fixed1" },
          { field: "gap", label: "Gap", format: "signed1" },
          { field: "quadrant", label: "Quadrant" },
        ],
        spec: quadrants({
          x: "satisfaction", y: "importance", cutX: "cut_satisfaction", cutY: "cut_importance",
          xTitle: "satisfaction, 0 to 100", yTitle: "importance, 0 to 100", name: "service",
          by: {
            field: "quadrant", domain: ["concentrate", "keep up", "low priority", "overkill"],
            colors: [orange, blue, grey, ochre],
          },
          corners: [
            { text: "concentrate", right: false, top: true },
            { text: "keep up", right: true, top: true },
            { text: "low priority", right: false, top: false },
            { text: "overkill", right: true, top: false },
          ],
        }),
      },
      {
        name: "56-jtown-satisfaction",
        title: "Satisfaction index: served, and only signed",
        read: "The mean of the scores of ten services, weighted by how important they are to the person; means of people with 95 % limits. A contract that was signed and never used disappoints.",
        columns: [
          { field: "village", label: "Village" },
          { field: "who", label: "" },
          { field: "people", label: "People", format: "integer" },
          { field: "index", label: "Index", format: "fixed1" },
          limits("fixed1"),
        ],
        spec: forest({
          y: "village", estimate: "index", title: "satisfaction index, 0 to 100",
          tipFormat: ".1f", step: 20,
          by: {
            field: "who", domain: ["served", "only signed"], colors: [blue, ochre],
            shapes: ["diamond", "circle"], lines: true,
          },
        }),
      },
      {
        name: "57-jtown-list",
        title: "The list of families who are helped: missed, and without need",
        read: (rows) => {
          const missed = rows.filter((r) => r.error === "missed");
          const [first, last] = [missed[0], missed.at(-1)];
          return `Missed: part of the families in need that are not on the list, from ${percent(last.rate)} in ${last.village} to ${percent(first.rate)} in ${first.village}. Without need: part of the families on the list. The two have different denominators. The 95 % limits after Wilson are wide, as a village has few families in need: read them before ranking villages.`;
        },
        columns: [
          { field: "village", label: "Village" },
          { field: "error", label: "" },
          { field: "of", label: "Families", format: "integer" },
          { field: "rate", label: "Share", format: "percent" },
          limits("percent"),
        ],
        spec: forest({
          y: "village", estimate: "rate", title: "share of families", format: ".0%",
          tipFormat: ".1%", step: 20,
          by: {
            field: "error", domain: ["missed", "without need"], colors: [orange, ochre],
            shapes: ["diamond", "circle"], lines: true,
          },
        }),
      },
      {
        name: "58-jtown-categories",
        title: "Whom does the list miss?",
        read: (rows) => {
          const first = rows[0];
          const most = rows.reduce((a, b) => (b.share > a.share ? b : a));
          return `Part of the families in need that the list misses, by category of the civil affairs office, with 95 % limits after Wilson. Missed most often are families of category “${first.category}” (${percent(first.exclusion_error)}); the largest part of those who are missed, ${percent(most.share)}, is of category “${most.category}”.`;
        },
        columns: [
          { field: "category", label: "Category" },
          { field: "in_need", label: "In need", format: "integer" },
          { field: "missed", label: "Missed", format: "integer" },
          { field: "exclusion_error", label: "Share", format: "percent" },
          limits("percent"),
          { field: "share", label: "Of all missed", format: "percent" },
        ],
        spec: forest({
          y: "category", estimate: "exclusion_error", title: "share of families in need that are missed",
          format: ".0%", tipFormat: ".1%", step: 34,
          more: [{ field: "missed" }, { field: "in_need" }],
        }),
      },
      {
        name: "59-jtown-incidence",
        title: "Who gets the money?",
        read: (rows) => `Shares of the grants by fifth of income per head; at the dashed line every fifth would get the same. The poorest 40 % get ${percent(rows[1].cumulative_share)}, ${show(rows[0].cgh, "fixed2")} times as much as of equal shares (index of Coady, Grosh and Hoddinott).`,
        columns: [
          { field: "fifth", label: "Fifth" },
          { field: "coverage", label: "On the list", format: "percent" },
          { field: "per_head", label: "Yuan a head", format: "integer" },
          { field: "share", label: "Share", format: "percent" },
          { field: "cumulative_share", label: "Cumulative", format: "percent" },
        ],
        spec: {
          height: { step: 36 },
          encoding: {
            y: { field: "fifth", type: "nominal", sort: null, title: null, axis: { domain: false, ticks: false } },
          },
          layer: [
            {
              mark: { type: "bar", size: 20, color: blue },
              encoding: {
                x: {
                  field: "share", type: "quantitative", title: "share of the grants",
                  axis: { format: ".0%", tickCount: 6 },
                },
                tooltip: [{ field: "fifth" }, { field: "share", format: ".1%" }, { field: "coverage", format: ".1%" }],
              },
            },
            {
              data: { values: [{}] },
              mark: { type: "rule", color: grey, strokeDash: [4, 3] },
              encoding: { x: { datum: 0.2, type: "quantitative" }, y: null },
            },
          ],
        },
      },
      {
        name: "5a-jtown-waterfall",
        title: "One stop, four layers: from the bill down to the person",
        read: (rows) => {
          const at = (party) => percent(row(rows, { party }).share);
          return `All bills of 2024, settled by a plan that stands in the study as JSON; ten thousands of yuan. Basic insurance pays ${at("basic")}, the serious-illness layer ${at("serious illness")}, assistance ${at("assistance")} and the tilted layer ${at("tilt")}; ${at("people, in scope")} are left to people in scope of the insurance and ${at("people, out of scope")} outside it. The parts add up to the bill, to the cent.`;
        },
        columns: [
          { field: "party", label: "Party" },
          { field: "wan", label: "10,000 yuan", format: "fixed1" },
          { field: "share", label: "Of the bill", format: "percent" },
        ],
        spec: waterfall({
          y: "party", low: "low", high: "high", amount: "wan", title: "10,000 yuan", format: ",.0f",
          by: {
            field: "who", domain: ["the bill", "a layer pays", "people pay"], colors: [grey, blue, orange],
          },
          more: [{ field: "share", format: ".1%" }],
        }),
      },
      {
        name: "5b-jtown-parties",
        title: "Who pays the bill, by category of person",
        read: (rows) => {
          const own = (category) => percent(rows
            .filter((r) => r.category === category && /^people/.test(r.party)).reduce((sum, r) => sum + r.share, 0));
          return `Shares of all bills of a category. ${own("dibao")} are left to dibao families, ${own("lifted")} to those lifted out of poverty, ${own("edge")} to those on the edge and ${own("ordinary")} to ordinary ones: assistance and the tilted layer are for the first three alone.`;
        },
        columns: [
          { field: "category", label: "Category" },
          { field: "party", label: "Party" },
          { field: "wan", label: "10,000 yuan", format: "fixed1" },
          { field: "share", label: "Share", format: "percent" },
        ],
        spec: stacked({
          y: "category", x: "share", title: "share of the bills", tipFormat: ".1%", step: 36,
          by: {
            field: "party",
            domain: ["basic", "serious illness", "assistance", "tilt", "people, in scope", "people, out of scope"],
            colors: ["#00456b", blue, "#6fb1d6", "#c3e0f0", "#e0a33a", orange], columns: 2,
          },
          more: [{ field: "wan", format: ",.1f" }],
        }),
      },
      {
        name: "5c-jtown-binding",
        title: "Which limit held?",
        read: (rows) => {
          const first = rows[0];
          return `Claims in which a cap or a deductible decided, not the rates alone; a claim may meet several. Most often, ${first.claims} times, it was the ${first.held}; such a claim left ${show(first.left_a_claim, "integer")} yuan in scope to people on average.`;
        },
        columns: [
          { field: "held", label: "Limit" },
          { field: "claims", label: "Claims", format: "integer" },
          { field: "on_a_list", label: "Of families on a list", format: "integer" },
          { field: "left_a_claim", label: "Left, yuan a claim", format: "integer" },
        ],
        spec: bars({
          y: "held", x: "claims", title: "claims", more: [{ field: "left_a_claim", format: ",.0f" }],
        }),
      },
      {
        name: "5d-jtown-referral",
        title: "What is a referral worth?",
        read: (rows) => {
          const most = row(rows, { category: "ordinary", what: "without" });
          const least = row(rows, { category: "ordinary", what: "with a referral" });
          return `Claims of those who went to the city without a referral, settled as they are, and as if the family doctor had sent them: yuan a claim that people pay themselves. An ordinary family pays ${show(most.yuan, "integer")} and would pay ${show(least.yuan, "integer")}; for families on a list, assistance takes over a part of the difference.`;
        },
        columns: [
          { field: "category", label: "Category" },
          { field: "claims", label: "Claims", format: "integer" },
          { field: "what", label: "" },
          { field: "yuan", label: "Yuan a claim", format: "integer" },
        ],
        spec: groups({
          y: "category", x: "yuan", title: "yuan a claim, paid by people", step: 16, tipFormat: ",.0f",
          by: { field: "what", domain: ["without", "with a referral"], colors: [orange, blue] },
          more: [{ field: "claims" }],
        }),
      },
    ],
  },
  {
    id: "real",
    requires: "demo.real_model",
    title: "Real data: the same statements",
    lead: "Public data sets: a personality questionnaire, two studies of doctor visits, claims, and incomes. Invented are only the patients of the claims and the households of the incomes.",
    figures: [
      {
        name: "60-real-facts",
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
        name: "61-real-scree",
        title: "Five factors of personality? Scree plot of 25 items",
        read: "Components above the line at 1 (Kaiser) and above the dashed curve (chance, parallel analysis) are worth keeping. Five scales were written into the questionnaire, and five components are retained here.",
        columns: screeColumns,
        spec: scree(),
      },
      {
        name: "62-real-loadings",
        title: "Loadings of the 25 items after varimax",
        read: "Each scale should be dark in one column. Items asked in the other direction are orange where their neighbours are blue: they must be turned before a scale is summed.",
        pivot: loadingsTable([{ field: "item", label: "Item" }]),
        spec: loadings({ blocks: scales, width: 440, step: 20 }),
      },
      {
        name: "63-real-gender",
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
        name: "64-real-visits",
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
        name: "65-real-coinsurance",
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
        name: "66-real-payers",
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
        name: "67-real-costs",
        title: "Which costs of a person go together?",
        read: "Loadings of seven kinds of costs (logarithms) on the retained components. Costs that are dark in one column rise and fall together from person to person.",
        pivot: loadingsTable([{ field: "item", label: "Costs" }]),
        spec: loadings({ step: 28 }),
      },
      {
        name: "68-real-lorenz",
        title: "How unequal are incomes? Lorenz curve",
        read: (rows) => {
          const [{ gini, s80_s20: ratio, rate, threshold }] = rows;
          return `Equivalised incomes with the weights of the people (synthetic data of the Austrian EU-SILC). The Gini index, twice the area between curve and dashed line, is ${show(gini, "fixed3")}; the richest fifth has ${show(ratio, "fixed2")} times the income of the poorest. ${percent(rate)} live below 60 % of the median, ${show(threshold, "integer")} euros a year.`;
        },
        columns: [
          { field: "p", label: "Poorest", format: "percent" },
          { field: "share", label: "Share of income", format: "percent" },
        ],
        spec: curves({ title: "share of the income", xTitle: "people, from poor to rich" }),
      },
      {
        name: "69-real-concentration",
        title: "Who visits doctors?",
        read: (rows) => {
          const at = (what) => show(row(rows, { what, method: "hc1" }).estimate, "signed3");
          return `Concentration index of visits with 95 % limits by three standard errors. By income, people over 65 (NMES): ${at("income (NMES)")}. By coinsurance (RAND; the file has no income): ${at("coinsurance (RAND)")}: below 0, who pays a larger part of the bill goes less often. A bar that crosses the line at 0 is no more than chance could make. The rows of RAND are years of the same people, so its limits are a little too narrow.`;
        },
        columns: [
          { field: "what", label: "Visits" },
          { field: "method", label: "Standard error" },
          { field: "n", label: "Rows", format: "integer" },
          { field: "estimate", label: "Index", format: "signed3" },
          { field: "std_error", label: "SE", format: "fixed4" },
          limits("signed3"),
        ],
        spec: forest({
          y: "what", estimate: "estimate", title: "concentration index of visits",
          tipFormat: "+.3f", lines: [0], step: 20,
          by: {
            field: "method", domain: ["ols", "hc1", "newey-west"], colors: [blue, orange, ochre],
            shapes: ["circle", "diamond", "square"], lines: true, columns: 2,
          },
        }),
      },
      {
        name: "70-real-catastrophic",
        title: "Claims against income: what does the payer take away?",
        read: (rows) => {
          const at = (who) => percent(row(rows, { threshold: 0.1, payer: who }).headcount);
          return `Years of patients since 2012: share of them in which the bills are more than this part of the patient’s income, at the full price and after the payer has paid (Synthea generator). Above a tenth: ${at("without")} without and ${at("with")} with the payer.`;
        },
        columns: [
          { field: "payer", label: "Payer" },
          { field: "threshold", label: "Threshold", format: "percent" },
          { field: "headcount", label: "Share", format: "percent" },
          limits("percent"),
          { field: "overshoot", label: "Overshoot", format: "percent" },
        ],
        spec: lines({
          x: "threshold", y: "headcount", title: "share of the years", format: ".0%",
          xTitle: "bills over income, above", xLabel: "format(datum.value, '.0%')",
          by: { ...insurance, field: "payer" }, tipFormat: ".1%",
        }),
      },
    ],
  },
];
