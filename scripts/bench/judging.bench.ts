import { alarmControlIds } from '../../lib/alarm-controls/control-ids.ts';
import { alarmControls } from '../../lib/alarm-controls/controls.ts';
import { judgeAlarmControl } from '../../scanner/alarms/judge-alarm-control.ts';
import {
  alarm,
  logGroup,
  logGroupArn,
  me,
  metricFilter,
  now,
  region,
  snapshot,
  source,
  topic,
  trail,
} from '../../scanner/alarms/testing/literals.ts';
import { linkAccount } from '../../scanner/link.ts';
import { worldOf } from '../../scanner/memory-recorder.ts';
import { judgeAccounts } from '../../scanner/scan.ts';
import type { AccountSnapshot, Topics } from '../../scanner/snapshot.ts';

/** The cost of an account must not grow with the number of accounts. */
const sizes = [25, 100, 400];
const mostGrowth = 1.5;
/** How much more than an account with as many ordinary filters an account may cost whose filters are made to be dear. */
const mostHostile = 40;

const central = '999900000001';
const centralTopic = `arn:aws:sns:${region}:${central}:alerts`;
const centralGroup = logGroupArn(central, 'trail-logs');
const organizationTrail = trail({ owner: central, name: 'organization', isOrganizationTrail: true });
const guard =
  '($.userIdentity.type != "AssumedRole" || $.userIdentity.sessionContext.sessionIssuer.userName != "deployer")';

let isWithinLimits = true;
console.log('Judging every account of an organization again (ms of one core, each account)');
await judgeAll(sizes[0] ?? 25);
const costs: number[] = [];
for (const size of sizes) {
  const ms = await judgeAll(size);
  costs.push(ms);
  console.log(`  ${size} accounts: ${ms.toFixed(2)}`);
}
const [least = 1] = costs;
check(
  'growth of the cost of an account, most against fewest accounts',
  (costs.at(-1) ?? 0) / least,
  mostGrowth,
);

console.log('One account with 82 filters, all its alarm controls (ms of one core)');
const ordinary = costOf(ordinaryTexts());
console.log(`  ordinary filters: ${ordinary.toFixed(0)}`);
for (const [name, texts] of Object.entries(hostileTexts())) {
  const ms = costOf(texts);
  console.log(`  ${name}: ${ms.toFixed(0)}`);
  check(`${name} against ordinary ones`, ms / ordinary, mostHostile);
}
process.exitCode = isWithinLimits ? 0 : 1;

async function judgeAll(size: number): Promise<number> {
  const snapshots = [owner(), ...Array.from({ length: size - 1 }, (_, index) => member(index))];
  const world = worldOf(snapshots);
  const start = cpuMs();
  await judgeAccounts(
    snapshots.map((it) => it.account.accountId),
    { world: async () => world, verdicts: async () => undefined, progress: () => undefined },
    { edition: '7.0', onBug: fail },
  );
  return (cpuMs() - start) / size;
}

function owner(): AccountSnapshot {
  return snapshot({ ...organization(), ...chain(ordinaryTexts(), central) }, [], central);
}

function member(index: number): AccountSnapshot {
  const own = String(100_000_000_000 + index);
  const shadow = { ...organizationTrail, status: null, selectors: null };
  const none: Partial<Topics> = {
    'logs.groups': [],
    'logs.metric-filters': [],
    'cloudwatch.alarms': [],
    'sns.topics': [],
  };
  return snapshot({ ...organization(), 'cloudtrail.trails': [shadow], ...none }, [], own);
}

function organization(): Partial<Topics> {
  const arn = `arn:aws:organizations::${central}:organization/o-1`;
  return {
    'organizations.organization': {
      source: source('organizations:DescribeOrganization'),
      organization: { id: 'o-1', arn, managementAccountId: central },
      delegatedAdministrators: [],
    },
  };
}

/** A trail's log group with these filters, each with an alarm that tells a person. */
function chain(texts: readonly string[], accountId: string): Partial<Topics> {
  const isCentral = accountId === central;
  const arn = isCentral ? centralGroup : logGroupArn(accountId, 'trail-logs');
  const topicArn = isCentral ? centralTopic : `arn:aws:sns:${region}:${accountId}:alerts`;
  return {
    'cloudtrail.trails': [isCentral ? organizationTrail : trail({ owner: accountId })],
    'logs.groups': [logGroup({ arn })],
    'logs.metric-filters': texts.map((pattern, index) =>
      metricFilter({ name: `f${index}`, metric: `M${index}`, pattern, logGroupArn: arn }),
    ),
    'cloudwatch.alarms': texts.map((_, index) =>
      alarm({ owner: accountId, name: `a${index}`, metricName: `M${index}`, alarmActions: [topicArn] }),
    ),
    'sns.topics': [topic({ arn: topicArn })],
  };
}

/** Nothing is remembered of a text that was not seen before, so each account is judged from the start. */
function costOf(texts: readonly string[]): number {
  const linked = linkAccount(worldOf([snapshot(chain(texts, me))]), me);
  const start = cpuMs();
  for (const control of alarmControlIds) judgeAlarmControl(linked, control, { now, edition: '7.0' });
  return cpuMs() - start;
}

function ordinaryTexts(): readonly string[] {
  const names = alarmControls.flatMap(({ eventNames }) => eventNames.map(({ eventName }) => eventName));
  return names.slice(-82).map((name) => `{ ($.eventName = "${name}") && ${guard} }`);
}

/** 82 filters each, as long as AWS allows, that match ordinary events and make their union hard to decide. */
function hostileTexts(): Readonly<Record<string, readonly string[]>> {
  const many = (part: (n: number, i: number) => string) =>
    Array.from({ length: 82 }, (_, n) => filled((i) => part(n, i)));
  return {
    'thousands of literals': many((n, i) => `$.userAgent != a${n}b${i}`),
    'thousands of wildcards': many((n, i) => `$.userAgent != *a${n}b${i}*`),
    'large regular expressions': Array.from(
      { length: 82 },
      (_, n) =>
        `{ $.eventName = * && ($.userAgent != %a${n}.{${990 - n}}b% || $.userAgent != %[a-f]{${900 - n}}c%) }`,
    ),
    'many properties': many(
      (n, i) =>
        `($.requestParameters.a${(n * 7 + i) % 40} NOT EXISTS || $.requestParameters.a${(n + i * 3) % 40} = x${n % 3})`,
    ),
  };
}

function filled(part: (index: number) => string): string {
  let text = part(0);
  for (let index = 1; ; index += 1) {
    const longer = `${text} && ${part(index)}`;
    if (longer.length > 1020) return `{ ${text} }`;
    text = longer;
  }
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function check(what: string, ratio: number, most: number): void {
  const isOver = ratio > most;
  isWithinLimits &&= !isOver;
  console.log(`  ${what}: ratio ${ratio.toFixed(2)} of at most ${most}${isOver ? ' OVER' : ''}`);
}

function fail(where: string, error: unknown): never {
  throw new Error(where, { cause: error });
}
