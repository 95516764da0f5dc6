// node covariance.js FILE: loads 16 columns from a CSV file into a table in
// DuckDB's memory and prints its version and the milliseconds this took.  Then,
// for each line of input, a number of threads: computes the covariance matrix
// and prints the milliseconds and the covariance of the first two columns.

import { createInterface } from 'node:readline';
import duckdb, { DuckDBInstance } from '@duckdb/node-api';

const columns = Array.from({ length: 16 }, (_, i) => `c${i + 1}`);
const pairs = columns.flatMap((x, i) => columns.slice(i).map((y) => `covar_samp(${x}, ${y})`));
const types = columns.map((c) => `${c}: 'DOUBLE'`).join(', ');

const connection = await (await DuckDBInstance.create(':memory:')).connect();

async function timed(sql) {
  const start = performance.now();
  const reader = await connection.runAndReadAll(sql);
  return [performance.now() - start, reader.getRows()];
}

const file = process.argv[2].replaceAll("'", "''");
const [loading] = await timed(`CREATE TABLE wide AS FROM read_csv('${file}', header = false, columns = {${types}})`);
console.log(duckdb.version(), loading);

for await (const threads of createInterface({ input: process.stdin })) {
  await connection.run(`SET threads = ${Number(threads)}`);
  const [ms, [row]] = await timed(`SELECT ${pairs.join(', ')} FROM wide`);
  console.log(ms, row[1]);
}
