import { DescribeKeyCommand, GetKeyPolicyCommand, KMSClient } from '@aws-sdk/client-kms';
import { z } from 'zod';
import { optionalText } from '../aws/answers.ts';
import { inParallel } from '../aws/in-parallel.ts';
import type { Collector, CollectSession } from '../collector.ts';
import type { CustomerKeyFact } from '../facts/logging.ts';
import { parseArn } from '../link/arn.ts';
import type { KmsKeyFact } from '../snapshot.ts';

const topic = 'kms.keys';

export const kms: Collector = {
  name: 'KMS',
  fills: [topic],
  readsWanted: true,
  permissions: [
    { action: 'kms:DescribeKey', why: 'Whether the key of a trail or topic is enabled.' },
    { action: 'kms:GetKeyPolicy', why: 'Whether CloudWatch may use the key of an encrypted topic.' },
  ],

  async collect(session) {
    const read = await inParallel(keysToRead(session), 8, (wanted) => readKey(session, wanted));
    return { [topic]: joinAliases(read.flat()) };
  },
};

interface WantedKey {
  /** As the trail or topic names it: id, ARN, alias or alias ARN. */
  id: string;
  region: string;
  isPolicyWanted: boolean;
}

/** Keys of this account; another account's are read there. A topic's AWS-managed key needs no call. */
function keysToRead(session: CollectSession): WantedKey[] {
  const ofTrails = (session.known['cloudtrail.trails'] ?? [])
    .filter((it) => it.ownerAccountId === session.accountId)
    .flatMap((it) =>
      it.kmsKeyId ? [{ id: it.kmsKeyId, region: it.homeRegion, isPolicyWanted: false }] : [],
    );
  const ofTopics = (session.known['sns.topics'] ?? []).flatMap((it) =>
    it.attributes?.kmsKeyId ? [{ id: it.attributes.kmsKeyId, region: it.region, isPolicyWanted: true }] : [],
  );
  const wanted = session.wanted.map((id) => ({ id, region: '', isPolicyWanted: true }));
  const byPlace = new Map<string, WantedKey>();
  for (const key of [...ofTrails, ...ofTopics, ...wanted]) {
    const arn = parseArn(key.id);
    if (arn && (arn.service !== 'kms' || arn.accountId !== session.accountId)) continue;
    const region = arn?.region ?? key.region;
    if (region === '' || isManagedAlias(key.id)) continue;
    const place = `${region} ${key.id}`;
    const isPolicyWanted = key.isPolicyWanted || (byPlace.get(place)?.isPolicyWanted ?? false);
    byPlace.set(place, { id: key.id, region, isPolicyWanted });
  }
  return [...byPlace.values()].sort((a, b) => a.id.localeCompare(b.id));
}

function isManagedAlias(id: string): boolean {
  return /(^|:)alias\/aws\//.test(id);
}

const KeyAnswer = z.object({
  KeyMetadata: z.object({
    Arn: optionalText,
    KeyId: z.string(),
    KeyManager: z.enum(['AWS', 'CUSTOMER']).nullish(),
    KeyState: optionalText,
    /** Older servers answer this instead of KeyState. */
    Enabled: z.boolean().nullish(),
  }),
});

async function readKey(session: CollectSession, wanted: WantedKey): Promise<KmsKeyFact[]> {
  const { region } = wanted;
  const known = describedBefore(session, wanted);
  if (known) {
    const { source, arn, state } = known;
    const policy = wanted.isPolicyWanted ? await readPolicy(session, arn, region) : null;
    return [
      { source, arn, region, requestedAs: [wanted.id], exists: true, manager: 'CUSTOMER', state, policy },
    ];
  }
  const client = session.client(KMSClient, region);
  const answer = await session.tryAsk({
    topic,
    api: 'kms:DescribeKey',
    region,
    resource: wanted.id,
    answer: KeyAnswer,
    send: (options) => client.send(new DescribeKeyCommand({ KeyId: wanted.id }), options),
  });
  if (!answer.isAnswered) {
    if (answer.code !== 'NotFoundException') session.addGap(answer.gap);
    return answer.code === 'NotFoundException' ? [goneKey(session, wanted)] : [];
  }
  const key = answer.value.KeyMetadata;
  const arn = key.Arn ?? `arn:${session.partition}:kms:${region}:${session.accountId}:key/${key.KeyId}`;
  const manager = key.KeyManager ?? null;
  const state =
    key.KeyState ?? (key.Enabled === true ? 'Enabled' : key.Enabled === false ? 'Disabled' : null);
  if (state === null) {
    session.addGap({
      topic,
      api: 'kms:DescribeKey',
      region,
      resource: wanted.id,
      kind: 'absent-field',
      message: 'The answer has no KeyState.',
      at: answer.source.at,
      isSecondary: false,
    });
  }
  const policy = wanted.isPolicyWanted && manager !== 'AWS' ? await readPolicy(session, arn, region) : null;
  return [
    { source: answer.source, arn, region, requestedAs: [wanted.id], exists: true, manager, state, policy },
  ];
}

/** Rotation described every customer key of the account already, by ARN. */
function describedBefore(session: CollectSession, { id, region }: WantedKey): CustomerKeyFact | undefined {
  const here = session.known['kms.rotation']?.find((it) => it.region === region);
  const name = parseArn(id)?.resource ?? id;
  return here?.keys.find(
    (it) => it.arn.endsWith(`:${name}`) || it.arn.endsWith(`:key/${name}`) || it.aliases?.includes(name),
  );
}

function goneKey(session: CollectSession, { id, region }: WantedKey): KmsKeyFact {
  const arn = parseArn(id)
    ? id
    : `arn:${session.partition}:kms:${region}:${session.accountId}:${resourceOf(id)}`;
  const source = { api: 'kms:DescribeKey', region, at: new Date().toISOString() };
  return { source, arn, region, requestedAs: [id], exists: false, manager: null, state: null, policy: null };
}

function resourceOf(id: string): string {
  return id.startsWith('alias/') ? id : `key/${id}`;
}

const PolicyAnswer = z.object({ Policy: z.string() });

async function readPolicy(session: CollectSession, arn: string, region: string): Promise<string | null> {
  const client = session.client(KMSClient, region);
  const answer = await session.ask({
    topic,
    api: 'kms:GetKeyPolicy',
    region,
    resource: arn,
    answer: PolicyAnswer,
    send: (options) => client.send(new GetKeyPolicyCommand({ KeyId: arn, PolicyName: 'default' }), options),
  });
  return answer.isAnswered ? answer.value.Policy : null;
}

/** A key named by id here and by alias there is one key. */
function joinAliases(keys: readonly KmsKeyFact[]): KmsKeyFact[] {
  const byArn = new Map<string, KmsKeyFact>();
  for (const key of keys) {
    const known = byArn.get(key.arn);
    if (!known) {
      byArn.set(key.arn, key);
      continue;
    }
    byArn.set(key.arn, {
      ...known,
      requestedAs: [...new Set([...known.requestedAs, ...key.requestedAs])],
      policy: known.policy ?? key.policy,
    });
  }
  return [...byArn.values()];
}
