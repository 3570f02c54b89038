import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { ScanOutput } from './cli/output.ts';
import { type Sandbox, startSandbox } from './sandbox/sandbox.ts';
import { roleOf } from './test-support/collected.ts';

const root = join(import.meta.dirname, '..');
const good = '111111111111';
const half = '222222222222';
const management = '333333333333';
const member = '444444444444';
const organization = 'o-halvorsen01';
const schema = z.fromJSONSchema(JSON.parse(readFileSync(join(root, 'docs/scan-output.schema.json'), 'utf8')));

const whole = {
  trails: [
    {
      Name: 'main',
      LogFileValidationEnabled: true,
      KmsKeyId: 'alias/trail',
      CloudWatchLogsLogGroupArn: 'trail',
    },
  ],
  keys: [{ aliases: ['alias/trail'] }],
  logGroups: [{ logGroupName: 'trail' }],
  topics: [{ name: 'security', person: 'ops@example.com' }],
};

let sandbox: Sandbox;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'watchpost-cli-'));
  sandbox = await startSandbox({
    cloud: {
      organizations: [{ id: organization, management }],
      accounts: [
        {
          id: good,
          name: 'good',
          resources: { 'eu-west-1': { ...whole, baselines: [{ logGroupName: 'trail', topic: 'security' }] } },
        },
        {
          id: half,
          name: 'half',
          role: { deny: ['cloudtrail:GetTrailStatus'] },
          resources: { 'eu-west-1': { trails: [{ Name: 'main' }] } },
        },
        {
          id: management,
          name: 'management',
          organization,
          resources: {
            'eu-west-1': {
              trails: [{ Name: 'org', IsOrganizationTrail: true, S3BucketName: 'org-trail' }],
              buckets: [{ Name: 'org-trail' }],
            },
          },
        },
        { id: member, name: 'member', organization },
      ],
    },
  });
});
afterAll(async () => {
  await sandbox.close();
  await rm(folder, { recursive: true });
});

interface Ran {
  code: number;
  stdout: string;
  stderr: string;
}

function run(args: readonly string[], env: Record<string, string> = sandbox.env): Promise<Ran> {
  return new Promise((resolve) => {
    const options = {
      cwd: root,
      env: { NODE_ENV: 'test' as const, PATH: '/usr/bin:/bin', HOME: folder, ...env },
    };
    const child = execFile(process.execPath, ['scanner/cli.ts', ...args], options, (_, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, stdout, stderr }),
    );
  });
}

function role(accountId: string, externalId = roleOf(accountId).externalId): string[] {
  return ['--role-arn', roleOf(accountId).roleArn, '--external-id', externalId];
}

function outputOf({ stdout }: Ran): ScanOutput {
  const output: ScanOutput = JSON.parse(stdout);
  schema.parse(output);
  return output;
}

/** Identity, regions, trail, alarms and bucket; the services asked in every region have a budget of their own. */
function trailCalls(byService: Record<string, number>): number {
  const services = /^(STS|Account|Organizations|CloudTrail|CloudWatch|CloudWatchLogs|SNS|S3)$/;
  return Object.entries(byService).reduce((sum, [name, count]) => sum + (services.test(name) ? count : 0), 0);
}

describe('scan', () => {
  it('prints one verdict per check and account, and nothing else on stdout', async () => {
    const ran = await run([...role(good), '--edition', '1.2']);
    const [account] = outputOf(ran).accounts;
    expect(account).toMatchObject({ accountId: good, partition: 'aws', gaps: [] });
    const trails = account?.verdicts.filter((it) => it.checkId.startsWith('trail-'));
    expect(trails?.filter((it) => it.verdict === 'pass').map((it) => it.checkId)).toEqual(
      expect.arrayContaining([
        'trail-exists',
        'trail-multi-region',
        'trail-cloudwatch-logs',
        'trail-log-validation',
        'trail-kms',
      ]),
    );
    const root = account?.verdicts.find((it) => it.checkId === 'alarm-root-usage');
    expect(root).toMatchObject({
      verdict: 'pass',
      missedEvents: [],
      editions: { '1.2': 'pass', '7.0': 'pass' },
    });
    expect(new Set(account?.verdicts.map((it) => it.checkId)).size).toBe(account?.verdicts.length);
    for (const line of ran.stderr.trim().split('\n')) expect(JSON.parse(line)).toHaveProperty('msg');
  });

  it('links the accounts of one call, and lets a bad one spoil none', async () => {
    const ran = await run([
      ...role(member),
      ...role(half, 'wrong'),
      ...role(management),
      '--role-arn',
      'arn:aws:iam::1:user/x',
    ]);
    const [first, second, third, fourth] = outputOf(ran).accounts;
    expect(ran.code).toBe(1);
    expect(first?.verdicts.find((it) => it.checkId === 'trail-exists')).toMatchObject({
      verdict: 'inherited',
      inheritedFrom: { accountId: management, verdict: 'pass' },
    });
    expect(trailCalls(first?.calls.byService ?? {})).toBeLessThanOrEqual(10);
    expect(second).toMatchObject({ accountId: half, error: expect.stringContaining('role-refused') });
    expect(second?.verdicts.map((it) => it.checkId)).toEqual(first?.verdicts.map((it) => it.checkId));
    expect(second?.verdicts.every((it) => it.verdict === 'unknown')).toBe(true);
    expect(third?.verdicts.find((it) => it.checkId === 'alarm-root-usage')).toMatchObject({
      verdict: 'fail',
      firstBrokenLink: 'log-group',
    });
    expect(fourth).toMatchObject({ accountId: null, error: expect.stringContaining('invalid-role-arn') });
  });

  it('lists gaps with the action to grant', async () => {
    const [account] = outputOf(await run(role(half))).accounts;
    expect(account?.gaps).toMatchObject([
      { api: 'cloudtrail:GetTrailStatus', kind: 'denied', action: 'cloudtrail:GetTrailStatus' },
    ]);
    expect(account?.verdicts.find((it) => it.checkId === 'trail-exists')?.verdict).toBe('unknown');
  });

  it('reads accounts from a CSV file, with their names', async () => {
    const path = join(folder, 'accounts.csv');
    const { roleArn, externalId } = roleOf(good);
    await writeFile(path, `\uFEFFname,role_arn,external_id\r\n"Payments, prod",${roleArn},${externalId}\r\n`);
    const [account] = outputOf(await run(['--accounts', path])).accounts;
    expect(account).toMatchObject({ accountId: good, name: 'Payments, prod' });
  });

  it('reads the account of its own credentials', async () => {
    const [account] = outputOf(await run(['--self'])).accounts;
    expect(account?.accountId).toBe('204917563318');
    expect(account?.verdicts.find((it) => it.checkId === 'trail-exists')?.verdict).toBe('fail');
  });

  it('judges only the regions it was told to, and leaves none of the others open', async () => {
    const [account] = outputOf(await run([...role(good), '--regions', 'eu-west-1'])).accounts;
    expect(account?.regions).toEqual(['eu-west-1']);
    expect(account?.verdicts.filter((it) => it.verdict === 'unknown')).toEqual([]);
  });

  it('judges by a policy file; what the command line says itself wins', async () => {
    const accounts = join(folder, 'with-environment.csv');
    const lines = [good, half].map((it) => Object.values(roleOf(it)).join(','));
    await writeFile(accounts, `role_arn,external_id,environment\n${lines[0]},sandbox\n${lines[1]},\n`);
    const path = join(folder, 'policy.yaml');
    await writeFile(
      path,
      `edition: "1.2"
approvedBuckets: [elsewhere]
notRequired:
  - { checkId: macie-enabled, scope: { environments: [sandbox] }, owner: Elin Berg, reason: Drafts only, expiresAt: 2099-06-30 }
  - { checkId: shield-advanced, owner: Elin Berg, reason: No longer true, expiresAt: 2020-06-30 }
`,
    );
    const ran = await run(['--accounts', accounts, '--policy', path, '--edition', '1.3']);
    const [first, second] = outputOf(ran).accounts;
    const of = (account: typeof first, id: string) => account?.verdicts.find((it) => it.checkId === id);
    expect(of(first, 'trail-approved-bucket')?.verdict).toBe('fail');
    expect(of(first, 'alarm-organizations-changes')?.verdict).toBe('not_applicable');
    expect(of(first, 'macie-enabled')?.reason).toBe(
      'Reviewed and not required in sandbox accounts until 2099-06-30, by Elin Berg: Drafts only',
    );
    expect(of(second, 'macie-enabled')?.reason).not.toContain('Reviewed');
    expect(of(first, 'shield-advanced')?.verdict).toBe('fail');
    expect(ran.stderr).toContain('"msg":"a decision of the policy has expired"');
  });

  it('prints a table for people', async () => {
    const { stdout } = await run([...role(good), '--format', 'table']);
    expect(stdout).toContain('trail-exists');
    expect(stdout).toContain('Trail main is logging.');
  });
});

describe('exit code', () => {
  it('is 0 or 1 by the severity of what fails', async () => {
    const critical = await run([...role(management), '--fail-on', 'critical']);
    expect(critical.code).toBe(0);
    const medium = await run([...role(management), '--fail-on', 'medium']);
    expect(medium.code).toBe(1);
  });

  it('is 2 when no account could be scanned', async () => {
    const ran = await run(role(good, 'wrong'));
    expect(ran.code).toBe(2);
    expect(outputOf(ran).accounts[0]?.error).toContain('role-refused');
  });

  it('is 2 without credentials, and says whose problem it is', async () => {
    const { AWS_ENDPOINT_URL = '' } = sandbox.env;
    const ran = await run(role(good), { AWS_ENDPOINT_URL, AWS_EC2_METADATA_DISABLED: 'true' });
    expect(ran.code).toBe(2);
    expect(outputOf(ran).accounts[0]?.error).toContain('no-credentials');
  });

  it('is 2 for arguments that are not usable, with a message and an empty stdout', async () => {
    const ran = await run(['--self', '--edition', '9']);
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toContain('--edition: "9" is none of');
  });

  it('is 0 for --help', async () => {
    const ran = await run(['--help']);
    expect(ran.code).toBe(0);
    expect(ran.stdout).toContain('--fail-on');
  });
});
