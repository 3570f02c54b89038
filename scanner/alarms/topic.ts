import { parseArn, shortName } from '../link/arn.ts';
import type { Linked, Owner } from '../link/linked.ts';
import { missingOf, notOnboarded } from '../link/missing.ts';
import type { SnsTopicFact } from '../snapshot.ts';
import { evidence } from './evidence.ts';
import { type Publisher, publisherKeys } from './publisher.ts';
import { evaluatePolicy } from './resource-policy.ts';
import { type Route, type Step, step } from './route.ts';
import { judgeTopicKey } from './topic-key.ts';

/** Links 7 and 8 for one publisher: may it publish, and does anyone listen? */
export function topicRoute(linked: Linked, topicArn: string, publisher: Publisher): Route {
  const topic = judgeTopic(linked, topicArn, publisher);
  const lookup = linked.topic(topicArn);
  if (topic.state === 'broken' || topic.state === 'unknown' || lookup.state !== 'found') return [topic];
  return [topic, judgePerson(linked, lookup.fact, lookup.owner)];
}

function judgeTopic(linked: Linked, topicArn: string, publisher: Publisher): Step {
  const name = shortName(topicArn);
  const lookup = linked.topic(topicArn);
  const region = parseArn(topicArn)?.region ?? '';
  const part = { name, arn: topicArn, region, causeKey: topicArn };
  if (lookup.state === 'owner-not-onboarded') {
    return step('topic', 'unknown', {
      ...part,
      owner: linked.owner(lookup.accountId),
      fact: 'In an account that is not scanned',
      why: `The topic ${name} belongs to account ${lookup.accountId}, which is not scanned.`,
      missing: notOnboarded(lookup.accountId, `the topic ${name} and who is subscribed`),
    });
  }
  const { owner } = lookup;
  if (lookup.state === 'unread') return unread(name, missingOf(lookup.gap, owner), { ...part, owner });
  if (lookup.state === 'gone') {
    return step('topic', 'broken', {
      ...part,
      owner,
      fact: 'Does not exist',
      why: `The topic ${name} does not exist.`,
    });
  }
  const topic = lookup.fact;
  if (!topic.attributes) {
    const [gap] = linked
      .gapsOn(owner.accountId, 'sns.topics', topic.region, topic.arn)
      .filter((it) => !it.api.includes('ListSubscriptions'));
    const missing = gap
      ? missingOf(gap, owner)
      : { region: topic.region, message: `sns:GetTopicAttributes was not answered for ${topic.arn}.` };
    return unread(name, missing, { ...part, owner });
  }
  return judgeAttributes(linked, topic, owner, publisher);
}

function judgeAttributes(linked: Linked, topic: SnsTopicFact, owner: Owner, publisher: Publisher): Step {
  const name = shortName(topic.arn);
  const policy = topic.attributes?.policy ?? null;
  const kmsKeyId = topic.attributes?.kmsKeyId ?? null;
  const seen = evidence(
    'topic',
    topic.source,
    owner.accountId,
    `${name}: policy ${policy ? 'read' : 'default'}, ${kmsKeyId ? `key ${kmsKeyId}` : 'not encrypted'}`,
    { command: 'sns get-topic-attributes', args: ['--topic-arn', topic.arn] },
    { Policy: policy, KmsMasterKeyId: kmsKeyId },
  );
  const part = { name, arn: topic.arn, owner, region: topic.region, causeKey: topic.arn, evidence: [seen] };
  const who = publisher.service;
  const carried = publisherKeys(linked, publisher, topic.region);
  const answer = evaluatePolicy(policy ?? defaultPolicy(topic.arn, owner.accountId), {
    service: who,
    action: 'sns:Publish',
    resource: topic.arn,
    keys: {
      ...carried.keys,
      // Only CloudWatch publishes as the owner of its alarm, which is what SNS's default policy asks for.
      ...(who.startsWith('cloudwatch.') ? { 'aws:sourceowner': publisher.accountId } : {}),
    },
    unknowableKeys: carried.unknowableKeys,
  });
  const broken = (fact: string, why: string): Step => step('topic', 'broken', { ...part, fact, why });
  if (answer.answer === 'denied') {
    const which = answer.sid ? `the statement ${answer.sid}` : 'a statement';
    return broken(
      'Policy denies publishing',
      `The topic ${name} refuses ${who}: ${which} of its policy denies it.`,
    );
  }
  if (answer.answer === 'no-statement') {
    return broken(
      'Policy permits no publishing',
      `The topic ${name} has no policy statement that lets ${who} publish.`,
    );
  }
  if (answer.answer === 'undecided') {
    const why = `Whether ${who} may publish to the topic ${name} cannot be decided: ${answer.why}.`;
    return step('topic', 'unknown', {
      ...part,
      fact: 'Policy not decidable',
      why,
      missing: { message: why },
    });
  }
  const isCloudWatch = who.startsWith('cloudwatch.');
  const permits = `${isCloudWatch ? 'CloudWatch' : 'EventBridge'} may publish`;
  if (!kmsKeyId) return step('topic', 'works', { ...part, fact: permits });
  return judgeTopicKey(linked, kmsKeyId, topic, publisher, { ...part, fact: permits });
}

function unread(name: string, missing: NonNullable<Step['missing']>, part: Partial<Step>): Step {
  return step('topic', 'unknown', {
    ...part,
    fact: 'Not read',
    why: `The topic ${name} could not be read.`,
    missing,
  });
}

/** What SNS gives a topic whose policy nobody set. */
function defaultPolicy(topicArn: string, ownerAccountId: string): string {
  const statement = {
    Effect: 'Allow',
    Principal: { AWS: '*' },
    Action: 'SNS:Publish',
    Resource: topicArn,
    Condition: { StringEquals: { 'AWS:SourceOwner': ownerAccountId } },
  };
  return JSON.stringify({ Statement: [statement] });
}

function judgePerson(linked: Linked, topic: SnsTopicFact, owner: Owner): Step {
  const name = shortName(topic.arn);
  const part = { owner, region: topic.region, causeKey: topic.arn, arn: null };
  const gaps = linked
    .gapsOn(owner.accountId, 'sns.topics', topic.region, topic.arn)
    .filter((it) => it.api === 'sns:ListSubscriptionsByTopic');
  const items = topic.subscriptions?.items ?? [];
  const confirmed = items.filter((it) => it.isConfirmed);
  if (confirmed.length === 0 && (!topic.subscriptions || gaps.length > 0)) {
    const [gap] = gaps;
    const message = `sns:ListSubscriptionsByTopic was not answered for ${topic.arn}.`;
    return step('person', 'unknown', {
      ...part,
      fact: 'Subscriptions not read',
      why: `Who is subscribed to the topic ${name} could not be read.`,
      missing: gap ? missingOf(gap, owner) : { region: topic.region, message },
    });
  }
  const pending = items.length - confirmed.length;
  const source = topic.subscriptions?.source ?? topic.source;
  const counted = `${name}: ${confirmed.length} confirmed, ${pending} pending`;
  const seen = evidence(
    'person',
    source,
    owner.accountId,
    counted,
    { command: 'sns list-subscriptions-by-topic', args: ['--topic-arn', topic.arn] },
    items.slice(0, 5),
  );
  const [first] = people(confirmed);
  if (!first) {
    const waiting = pending > 0 ? `${pending} waiting for confirmation` : 'No subscription';
    return step('person', 'broken', {
      ...part,
      fact: waiting,
      why: `The topic ${name} has no confirmed subscription${pending > 0 ? `; ${pending} still ${pending === 1 ? 'waits' : 'wait'} for confirmation` : ''}.`,
      evidence: [seen],
    });
  }
  const notes = isMachine(first.protocol)
    ? [
        `The only subscriber of ${name} seen is ${first.protocol} ${first.endpoint}: a queue or function is not yet a person.`,
      ]
    : [];
  return step('person', 'works', {
    ...part,
    name: first.endpoint,
    fact: `${first.protocol}, confirmed`,
    notes,
    evidence: [seen],
  });
}

type Subscription = NonNullable<SnsTopicFact['subscriptions']>['items'][number];

/** Protocols that are people first. */
function people(confirmed: readonly Subscription[]): Subscription[] {
  return [...confirmed].sort((a, b) => Number(isMachine(a.protocol)) - Number(isMachine(b.protocol)));
}

function isMachine(protocol: string): boolean {
  return protocol === 'sqs' || protocol === 'lambda' || protocol === 'firehose';
}
