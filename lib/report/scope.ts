import { byName } from './check-group.ts';
import type { ReportAccount, ReportInput } from './input.ts';
import type { ReportModel } from './model.ts';
import { capital, moment, plural } from './text.ts';

export function scopeOf(input: ReportInput): ReportModel['scope'] {
  const regions = new Set(input.accounts.flatMap((it) => it.regions));
  const read = readAccounts(input).length;
  return {
    intro: [
      [
        `${plural(input.accounts.length, 'account')}, of which ${read} ${read === 1 ? 'was' : 'were'} read, in ${plural(regions.size, 'region')}. Regions that an account has not enabled were skipped.`,
      ],
      [
        `${plural(input.checks.length, 'check')} of the catalogue, version ${input.catalogueVersion}, judged under CIS AWS Foundations ${input.edition}. What runs on servers, what applications log, and data in buckets and databases is outside this report.`,
      ],
    ],
    accounts: input.accounts.toSorted(byName).map((it) => ({
      accountId: it.accountId,
      name: it.name,
      partition: it.partition,
      environment: capital(it.environment),
      owner: it.owner ?? '',
      exposure: it.isInternetExposed ? 'Internet-exposed' : '',
      regions: it.regions.length === 0 ? '' : String(it.regions.length),
      read: readText(it),
    })),
  };
}

export function readAccounts(input: ReportInput): ReportAccount[] {
  return input.accounts.filter((it) => it.lastReadAt !== null);
}

function readText(account: ReportAccount): string {
  if (account.lastReadAt === null) return 'never read';
  return `${moment(account.lastReadAt).replace(' UTC', '')}${account.isStale ? ', older' : ''}`;
}
