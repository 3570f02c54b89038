import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { editions, newestEdition } from '#lib/alarm-controls/editions.ts';
import { parseRoleArn } from '#lib/posture/role-arn.ts';
import { severities } from '#lib/posture/verdict.ts';
import type { NotRequired, WorkspacePolicy } from '#lib/posture/workspace-policy.ts';
import type { ScanTarget } from '../scan-contract.ts';
import { readAccountsCsv } from './accounts-csv.ts';
import { readPolicyFile } from './policy-file.ts';

export const thresholds = severities.filter((it) => it !== 'informational');
export type Threshold = (typeof thresholds)[number];

export interface CliRequest {
  targets: ScanTarget[];
  /** Of --policy, with what the command line says itself. */
  policy: WorkspacePolicy;
  /** Decisions in it that do not hold any more. */
  expired: readonly NotRequired[];
  format: 'json' | 'table';
  failOn: Threshold;
}

/** Something in the command line that only the caller can mend. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}

/** @returns 'help' when only that was asked. @throws UsageError */
export function readArguments(args: readonly string[]): CliRequest | 'help' {
  const { values, tokens } = parse(args);
  if (values.help) return 'help';
  const { policy, expired } = policyOf(values);
  const regions = policy.regionsInScope;
  const targets = [
    ...(values.self ? [{ ...nobody, regions }] : []),
    ...rolesOf(tokens, regions),
    ...(values.accounts ?? []).flatMap((path) => accountsFrom(path, regions)),
  ];
  if (targets.length === 0) {
    throw new UsageError(
      'Name at least one account: --role-arn ARN --external-id ID, --accounts FILE or --self.',
    );
  }
  refuseTwins(targets);
  return {
    targets,
    policy,
    expired,
    format: oneOf(values.format ?? 'json', ['json', 'table'] as const, '--format'),
    failOn: oneOf(values['fail-on'] ?? 'low', thresholds, '--fail-on'),
  };
}

const nobody = { accountId: null, name: null, roleArn: null, externalId: null };

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      tokens: true,
      strict: true,
      allowPositionals: false,
      options: {
        'role-arn': { type: 'string', multiple: true },
        'external-id': { type: 'string', multiple: true },
        accounts: { type: 'string', multiple: true },
        self: { type: 'boolean' },
        policy: { type: 'string' },
        regions: { type: 'string' },
        edition: { type: 'string' },
        format: { type: 'string' },
        'fail-on': { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

type Token = ReturnType<typeof parse>['tokens'][number];

/** What the command line says wins over the file. */
function policyOf({ policy: path, edition, regions }: ReturnType<typeof parse>['values']): {
  policy: WorkspacePolicy;
  expired: readonly NotRequired[];
} {
  const file = readPolicyFile(path === undefined ? '' : textOf(path), new Date());
  if (Array.isArray(file)) throw new UsageError(`${path} is not usable.\n  ${file.join('\n  ')}`);
  const chosen = edition ?? file.edition ?? newestEdition;
  return {
    policy: {
      ...file.policy,
      edition: oneOf(chosen, editions, '--edition'),
      ...(regions !== undefined && { regionsInScope: listOf(regions, '--regions') }),
    },
    expired: file.expired,
  };
}

/** Each --external-id belongs to the --role-arn before it. */
function rolesOf(tokens: readonly Token[], regions: readonly string[] | null): ScanTarget[] {
  const targets: ScanTarget[] = [];
  for (const token of tokens) {
    if (token.kind !== 'option' || token.value === undefined) continue;
    if (token.name === 'role-arn') targets.push(targetOf(token.value, null, null, regions));
    if (token.name === 'external-id') {
      const last = targets.at(-1);
      if (!last) throw new UsageError('--external-id needs the --role-arn it belongs to before it.');
      if (last.externalId !== null) throw new UsageError(`${last.roleArn} has two external IDs.`);
      last.externalId = token.value;
    }
  }
  return targets;
}

function accountsFrom(path: string, regions: readonly string[] | null): ScanTarget[] {
  const rows = readAccountsCsv(textOf(path));
  if (rows.errors.length > 0) throw new UsageError(`${path} is not usable.\n  ${rows.errors.join('\n  ')}`);
  return rows.accounts.map(({ roleArn, externalId, name, environment }) => ({
    ...targetOf(roleArn, externalId, name, regions),
    environment,
  }));
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** An ARN that is no role's is that account's error, not the end of the scan. */
function targetOf(
  roleArn: string,
  externalId: string | null,
  name: string | null,
  regions: readonly string[] | null,
): ScanTarget {
  const role = parseRoleArn(roleArn);
  return { accountId: typeof role === 'string' ? null : role.accountId, name, roleArn, externalId, regions };
}

function refuseTwins(targets: readonly ScanTarget[]): void {
  const seen = new Set<string>();
  for (const { accountId } of targets) {
    if (accountId && seen.has(accountId)) throw new UsageError(`Account ${accountId} is named twice.`);
    if (accountId) seen.add(accountId);
  }
}

function listOf(text: string, option: string): string[] {
  const items = text.split(',').map((it) => it.trim());
  const bad = items.find((it) => !/^[a-z]{2,}(-[a-z]+)+-\d+$/.test(it));
  if (bad !== undefined)
    throw new UsageError(`${option}: "${bad}" is no region name. Example: eu-west-1,us-east-1.`);
  return [...new Set(items)];
}

function oneOf<T extends string>(value: string, allowed: readonly T[], option: string): T {
  const found = allowed.find((it) => it === value);
  if (found === undefined) throw new UsageError(`${option}: "${value}" is none of ${allowed.join(', ')}.`);
  return found;
}
