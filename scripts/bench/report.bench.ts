import { buildReport } from '../../lib/report/build-report.ts';
import { sampleInput } from '../../lib/report/sample/sample-input.ts';
import { compileReport } from '../../lib/report/typst/compile-report.ts';

/** Sizes grow tenfold; the time for a page must not. */
const sizes = [100, 500, 1_000];
const mostPerPage = 3;
const buildSize = 5_000;

interface Run {
  accounts: number;
  pages: number;
  msPerPage: number;
}

let isWithinLimits = true;
console.log('Model of a report (ms)');
const [few, many] = [sampleInput(500), sampleInput(buildSize)];
const small = time(() => buildReport(few));
const large = time(() => buildReport(many));
check(
  `  500 accounts ${small.toFixed(0)}, ${buildSize} accounts ${large.toFixed(0)}`,
  large / small / 10,
  mostPerPage,
);

console.log('PDF, tagged, in a process of its own');
const runs: Run[] = [];
for (const accounts of sizes) {
  const model = buildReport(sampleInput(accounts));
  const start = performance.now();
  const { pages, pdf } = await compileReport(model);
  const ms = performance.now() - start;
  runs.push({ accounts, pages, msPerPage: ms / pages });
  console.log(
    `  ${accounts} accounts: ${pages} pages, ${(pdf.length / 1e6).toFixed(1)} MB, ${(ms / 1000).toFixed(1)} s, ${(ms / pages).toFixed(1)} ms a page`,
  );
}
const [first, ...others] = runs;
for (const run of others) {
  check(
    `  time a page, ${run.accounts} against ${first?.accounts} accounts`,
    run.msPerPage / (first?.msPerPage ?? 1),
    mostPerPage,
  );
}
process.exitCode = isWithinLimits ? 0 : 1;

function time(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function check(what: string, ratio: number, most: number): void {
  const isOver = ratio > most;
  isWithinLimits &&= !isOver;
  console.log(`${what}: ratio ${ratio.toFixed(2)} of at most ${most}${isOver ? ' OVER' : ''}`);
}
