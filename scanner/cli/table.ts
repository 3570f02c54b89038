import { printable } from '#lib/report/text.ts';
import type { AccountOutput, ScanOutput } from './output.ts';

/** Plain text for a terminal: one block per account, worst first. What a name could tell the terminal is written out. */
export function tableOf(output: ScanOutput): string {
  return `${output.accounts.map(accountBlock).join('\n\n')}\n`;
}

const order = ['fail', 'unknown', 'warn', 'inherited', 'pass', 'attested', 'not_applicable'];

function accountBlock(account: AccountOutput): string {
  const title = [account.accountId ?? 'unknown account', printable(account.name ?? '')].filter(
    (it, index, all) => it && all.indexOf(it) === index,
  );
  if (account.error) return `${title.join('  ')}\n  not scanned: ${printable(account.error)}`;
  const rows = [...account.verdicts]
    .sort((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict))
    .map((it) => [it.verdict, it.severity, it.checkId, printable(it.reason)]);
  const widths = [0, 1, 2].map((column) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map(
    (row) =>
      `  ${row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd()}`,
  );
  const { calls } = account;
  const summary = `${account.regions.length} regions, ${calls.total} calls, ${calls.throttled} throttled, ${account.durationMs} ms`;
  const gaps = [...Map.groupBy(account.gaps, whatWasAsked).values()].flatMap(gapLine);
  return [`${title.join('  ')}  (${summary})`, ...lines, ...gaps].join('\n');
}

type GapOutput = AccountOutput['gaps'][number];

/** The same refusal in every region is one line. */
function whatWasAsked({ api, kind, region, message }: GapOutput): string {
  return [api, kind, message.replaceAll(region, '')].join('\n');
}

function gapLine(alike: readonly GapOutput[]): string[] {
  const [first] = alike;
  if (!first) return [];
  const regions = [...new Set(alike.map((it) => it.region))];
  const shown = regions.length > 4 ? [...regions.slice(0, 3), `${regions.length - 3} more`] : regions;
  const where = regions.length > 1 ? `${regions.length} regions (${shown.join(', ')})` : first.region;
  return [`  not seen: ${first.api} in ${where} (${first.kind}): ${printable(first.message)}`];
}
