import { type OnAnswer, openAsking } from './aws/ask.ts';
import { type AwsClient, type ClientClass, makeClient } from './aws/clients.ts';
import type { SignedIn } from './aws/sign-in.ts';
import type { Collector, CollectSession } from './collector.ts';
import { readRegions } from './collectors/regions.ts';
import { collectorSteps } from './collectors/registry.ts';
import { alarmRegions } from './collectors/trail-log-groups.ts';
import type { AccountSnapshot, Gap, Topics } from './snapshot.ts';

export interface CollectOptions {
  /** Shown for the account; null: its id. */
  name: string | null;
  /** Narrows the account's enabled regions; null: all. */
  regions: readonly string[] | null;
  /** ARNs of this account's resources that other accounts' snapshots name. */
  wanted: readonly string[];
  startedAt: string;
  onProgress(detail: string, callsMade: number): void;
  onAnswer?: OnAnswer;
}

/** One account's facts. Only a lost budget or an abort ends it early, and then what is missing are gaps. */
export async function collect(
  signedIn: SignedIn,
  options: CollectOptions,
  steps: readonly (readonly Collector[])[] = collectorSteps,
): Promise<AccountSnapshot> {
  const gaps: Gap[] = [];
  const asking = openAsking(
    clientsOf(signedIn),
    signedIn.traffic.signal,
    (gap) => gaps.push(gap),
    options.onAnswer,
  );
  const progress = (detail: string) => options.onProgress(detail, signedIn.traffic.ledger.stats().total);

  progress('Regions');
  const { enabled, regions, answeredBy } = await readRegions(
    asking,
    signedIn.homeRegion,
    options.regions,
    (gap) => gaps.push(gap),
  );
  const session: CollectSession = {
    ...asking,
    accountId: signedIn.accountId,
    partition: signedIn.partition,
    regions,
    homeRegion: answeredBy,
    isFirstRead: true,
    known: {},
    wanted: options.wanted,
    addGap: (gap) => gaps.push(gap),
  };
  await runSteps(session, steps, progress);
  return {
    schemaVersion: 1,
    account: {
      accountId: signedIn.accountId,
      partition: signedIn.partition,
      name: options.name ?? signedIn.accountId,
    },
    startedAt: options.startedAt,
    finishedAt: new Date().toISOString(),
    regions: options.regions ? scanned(regions, session) : regions,
    ...(enabled.length > regions.length && { enabledRegions: enabled }),
    wanted: [...options.wanted],
    topics: session.known,
    gaps: inOrder(gaps),
    calls: signedIn.traffic.ledger.stats(),
  };
}

/**
 * Reads resources that other accounts turned out to name after this account had been read, in the same session.
 * @returns the snapshot with their facts joined in.
 */
export async function collectReferenced(
  signedIn: SignedIn,
  snapshot: AccountSnapshot,
  wanted: readonly string[],
): Promise<AccountSnapshot> {
  const gaps: Gap[] = [];
  const addGap = (gap: Gap) => gaps.push(gap);
  const session: CollectSession = {
    ...openAsking(clientsOf(signedIn), signedIn.traffic.signal, addGap),
    accountId: signedIn.accountId,
    partition: signedIn.partition,
    regions: snapshot.regions,
    homeRegion: signedIn.homeRegion,
    isFirstRead: false,
    known: {},
    wanted,
    addGap,
  };
  const steps = collectorSteps.map((step) => step.filter((it) => it.readsWanted));
  await runSteps(session, steps);
  return {
    ...snapshot,
    finishedAt: new Date().toISOString(),
    wanted: [...new Set([...(snapshot.wanted ?? []), ...wanted])].sort(),
    topics: joined(snapshot.topics, session.known),
    gaps: inOrder([...snapshot.gaps, ...gaps]),
    calls: signedIn.traffic.ledger.stats(),
  };
}

/** A trail's log group is read wherever it is, also outside the regions asked for. */
function scanned(regions: readonly string[], session: CollectSession): string[] {
  return [...new Set([...regions, ...alarmRegions(session)])].sort();
}

/** A client per service and region, shared by the account's collectors and dropped with the session. */
function clientsOf(signedIn: SignedIn): <C extends AwsClient>(Client: ClientClass<C>, region: string) => C {
  const made = new Map<string, AwsClient>();
  return (Client, region) => {
    const key = `${Client.name} ${region}`;
    const known = made.get(key);
    if (known instanceof Client) return known;
    const client = makeClient(Client, region, signedIn.credentials, signedIn.traffic);
    made.set(key, client);
    return client;
  };
}

async function runSteps(
  session: CollectSession,
  steps: readonly (readonly Collector[])[],
  progress?: (detail: string) => void,
): Promise<void> {
  for (const step of steps) {
    if (step.length > 0) progress?.(step.map((it) => it.name).join(', '));
    const found = await Promise.all(step.map((collector) => collector.collect(session)));
    for (const topics of found) Object.assign(session.known, topics);
  }
}

function inOrder(gaps: readonly Gap[]): Gap[] {
  const key = (gap: Gap) => [gap.topic, gap.api, gap.region, gap.resource ?? ''].join('\n');
  return [...gaps].sort((a, b) => key(a).localeCompare(key(b)));
}

/** Lists grow by what is new; facts known by ARN are not repeated. */
function joined(before: Partial<Topics>, found: Partial<Topics>): Partial<Topics> {
  const block = before['s3.account-public-access-block'] ?? found['s3.account-public-access-block'];
  const topics: Partial<Topics> = { ...before, ...(block && { 's3.account-public-access-block': block }) };
  topics['logs.groups'] = grown(before['logs.groups'], found['logs.groups'], (it) => it.arn);
  topics['logs.metric-filters'] = grown(
    before['logs.metric-filters'],
    found['logs.metric-filters'],
    (it) => `${it.logGroupArn} ${it.name}`,
  );
  topics['cloudwatch.alarms'] = grown(
    before['cloudwatch.alarms'],
    found['cloudwatch.alarms'],
    (it) => it.arn,
  );
  topics['cloudwatch.composite-alarms'] = grown(
    before['cloudwatch.composite-alarms'],
    found['cloudwatch.composite-alarms'],
    (it) => it.arn,
  );
  topics['cloudwatch.log-alarms'] = grown(
    before['cloudwatch.log-alarms'],
    found['cloudwatch.log-alarms'],
    (it) => it.arn,
  );
  topics['cloudwatch.mute-rules'] = grown(
    before['cloudwatch.mute-rules'],
    found['cloudwatch.mute-rules'],
    (it) => it.arn,
  );
  topics['sns.topics'] = grown(before['sns.topics'], found['sns.topics'], (it) => it.arn);
  topics['kms.keys'] = grown(before['kms.keys'], found['kms.keys'], (it) => it.arn);
  topics['events.rules'] = grown(before['events.rules'], found['events.rules'], (it) => it.arn);
  topics['s3.trail-buckets'] = grown(before['s3.trail-buckets'], found['s3.trail-buckets'], (it) => it.name);
  return topics;
}

function grown<Fact>(
  before: readonly Fact[] | undefined,
  found: readonly Fact[] | undefined,
  keyOf: (fact: Fact) => string,
): Fact[] {
  const facts = new Map([...(before ?? []), ...(found ?? [])].map((it) => [keyOf(it), it]));
  return [...facts.values()];
}
