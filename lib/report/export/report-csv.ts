import { stringify } from 'csv-stringify/sync';
import type { ReportModel } from '../model.ts';

const columns = [
  'account_id',
  'account_name',
  'check_id',
  'check',
  'cis',
  'verdict',
  'status',
  'reason',
  'notes',
  'findings',
  'evidence',
] as const;

/** One line per account and check, all of them. Cells a spreadsheet would run as a formula are quoted by an apostrophe. */
export function reportCsv(model: ReportModel): string {
  const findings = findingsByCell(model);
  const rows = model.accounts.flatMap((account) =>
    account.verdicts.map((it) => [
      account.accountId,
      account.name,
      it.checkId,
      it.title,
      it.cis,
      it.verdict.status,
      it.verdict.word,
      it.reason,
      it.notes.join(' '),
      (findings.get(`${account.accountId}/${it.checkId}`) ?? []).join(' '),
      it.evidence.length === 0 ? '' : it.evidence.map((number) => evidenceText(account, number)).join('; '),
    ]),
  );
  return stringify([[...columns], ...rows.map((row) => row.map(unformula))], { record_delimiter: 'windows' });
}

function findingsByCell(model: ReportModel): Map<string, string[]> {
  const cells = new Map<string, string[]>();
  for (const finding of model.findings.filter((it) => it.kind === 'check')) {
    for (const accountId of finding.affectedAccountIds) {
      for (const checkId of finding.checkIds) {
        const key = `${accountId}/${checkId}`;
        cells.set(key, [...(cells.get(key) ?? []), finding.id]);
      }
    }
  }
  return cells;
}

function evidenceText(account: ReportModel['accounts'][number], number: number): string {
  const evidence = account.evidence[number - 1];
  return evidence ? `${evidence.api} ${evidence.region} ${evidence.at}: ${evidence.decided}` : '';
}

/** OWASP's list of first characters that start a formula. */
function unformula(cell: string): string {
  return /^[=+\-@\t\r\n]/.test(cell) ? `'${cell}` : cell;
}
