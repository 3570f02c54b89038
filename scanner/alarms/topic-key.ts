import { shortName } from '../link/arn.ts';
import type { Linked } from '../link/linked.ts';
import { missingOf, notOnboarded } from '../link/missing.ts';
import type { KmsKeyFact, SnsTopicFact } from '../snapshot.ts';
import { evidence } from './evidence.ts';
import { type Publisher, publisherKeys } from './publisher.ts';
import { evaluatePolicy, type PolicyAnswer } from './resource-policy.ts';
import { type Step, step } from './route.ts';

/** Whether the publisher can use the key an encrypted topic names; `part` describes the topic. */
export function judgeTopicKey(
  linked: Linked,
  keyId: string,
  topic: SnsTopicFact,
  publisher: Publisher,
  part: Partial<Step> & { fact: string },
): Step {
  const name = shortName(topic.arn);
  const broken = (fact: string, why: string, extra: Partial<Step> = {}): Step =>
    step('topic', 'broken', { ...part, ...extra, fact, why });
  if (/(^|:)alias\/aws\//.test(keyId)) {
    return broken(
      'Encrypted with an AWS managed key',
      `The topic ${name} is encrypted with ${keyId}, which ${publisher.service} cannot use.`,
    );
  }
  const topicAccount = topic.arn.split(':')[4] ?? '';
  const lookup = linked.key(keyId, { accountId: topicAccount, region: topic.region });
  if (lookup.state === 'owner-not-onboarded') {
    return step('topic', 'unknown', {
      ...part,
      fact: 'Key in an account that is not scanned',
      why: `The key of the topic ${name} belongs to account ${lookup.accountId}, which is not scanned.`,
      missing: notOnboarded(lookup.accountId, `the key of the topic ${name}`),
    });
  }
  if (lookup.state === 'unread') {
    return step('topic', 'unknown', {
      ...part,
      fact: 'Key not read',
      why: `The key ${keyId} of the topic ${name} could not be read.`,
      missing: missingOf(lookup.gap, lookup.owner),
    });
  }
  if (lookup.state === 'gone') {
    return broken('Key does not exist', `The key ${keyId} of the topic ${name} does not exist.`, {
      causeKey: keyId,
    });
  }
  const key = lookup.fact;
  const seen = evidence(
    'topic',
    key.source,
    lookup.owner.accountId,
    `${shortName(key.arn)}: ${key.state ?? 'state not read'}, managed by ${key.manager ?? 'nobody known'}`,
    { command: 'kms get-key-policy', args: ['--policy-name', 'default', '--key-id', key.arn] },
    { KeyState: key.state, KeyManager: key.manager, Policy: key.policy },
  );
  const withKey = { ...part, causeKey: key.arn, evidence: [...(part.evidence ?? []), seen] };
  if (key.manager === 'AWS') {
    const why = `The topic ${name} is encrypted with the AWS managed key ${keyId}, which ${publisher.service} cannot use.`;
    return broken('Encrypted with an AWS managed key', why, withKey);
  }
  if (key.state !== null && key.state !== 'Enabled') {
    const why = `The key ${shortName(key.arn)} of the topic ${name} is ${stateInWords(key.state)}.`;
    return broken(`Key ${stateInWords(key.state)}`, why, withKey);
  }
  return judgeKeyPolicy(linked, key, lookup.owner.accountId, topic, publisher, withKey);
}

function judgeKeyPolicy(
  linked: Linked,
  key: KmsKeyFact,
  keyAccountId: string,
  topic: SnsTopicFact,
  publisher: Publisher,
  part: Partial<Step> & { fact: string },
): Step {
  const name = shortName(topic.arn);
  const unknown = (why: string, missing: NonNullable<Step['missing']>): Step =>
    step('topic', 'unknown', { ...part, fact: 'Key not decidable', why, missing });
  if (key.policy === null || key.state === null) {
    const [gap] = [key.arn, ...key.requestedAs].flatMap((id) =>
      linked.gapsOn(keyAccountId, 'kms.keys', key.region, id),
    );
    const why = `Whether ${publisher.service} may use the key of the topic ${name} could not be read.`;
    const fallback = { region: key.region, message: `kms:GetKeyPolicy was not answered for ${key.arn}.` };
    return unknown(why, gap ? missingOf(gap, linked.owner(keyAccountId)) : fallback);
  }
  const carried = publisherKeys(linked, publisher, key.region);
  const answers = ['kms:Decrypt', 'kms:GenerateDataKey'].map((action): [string, PolicyAnswer] => [
    action,
    evaluatePolicy(key.policy ?? '', {
      service: publisher.service,
      action,
      resource: key.arn,
      keys: {
        ...carried.keys,
        'kms:calleraccount': publisher.accountId,
        'kms:viaservice': `sns.${topic.region}.amazonaws.com`,
        'kms:encryptioncontext:aws:sns:topicarn': topic.arn,
      },
      unknowableKeys: carried.unknowableKeys,
    }),
  ]);
  const refused = answers.find(([, it]) => it.answer === 'denied' || it.answer === 'no-statement');
  if (refused) {
    const why = `The key ${shortName(key.arn)} of the topic ${name} does not let ${publisher.service} do ${refused[0]}.`;
    return step('topic', 'broken', { ...part, fact: `Key refuses ${refused[0]}`, why });
  }
  for (const [, answer] of answers) {
    if (answer.answer !== 'undecided') continue;
    const why = `Whether ${publisher.service} may use the key of the topic ${name} cannot be decided: ${answer.why}.`;
    return unknown(why, { message: why });
  }
  return step('topic', 'works', { ...part, fact: `${part.fact}, key allows it too` });
}

function stateInWords(state: string): string {
  return state.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}
