import {
  DescribeKeyCommand,
  GetKeyRotationStatusCommand,
  KMSClient,
  ListAliasesCommand,
  ListKeysCommand,
} from '@aws-sdk/client-kms';
import { z } from 'zod';
import { flagOr, optionalText, promised } from '../aws/answers.ts';
import { askPages } from '../aws/ask-pages.ts';
import { inParallel } from '../aws/in-parallel.ts';
import type { Collector, CollectSession } from '../collector.ts';
import type { CustomerKeyFact, KmsRegionFact } from '../facts/logging.ts';
import { absentField, regionsOpenToExempt } from './open-regions.ts';

const topic = 'kms.rotation';

export const kmsRotation: Collector = {
  name: 'KMS key rotation',
  fills: [topic],
  readsWanted: false,
  permissions: [
    { action: 'kms:ListKeys', why: 'Which keys exist in each region.' },
    {
      action: 'kms:ListAliases',
      why: 'Which keys are AWS’s own, so that they need not be asked about.',
      isSecondary: true,
    },
    { action: 'kms:DescribeKey', why: 'Whether a key is a customer key that can rotate.' },
    { action: 'kms:GetKeyRotationStatus', why: 'Whether the key rotates.' },
  ],

  async collect(session) {
    const read = await inParallel(regionsOpenToExempt(session), 8, (region) => readRegion(session, region));
    return { [topic]: read.flatMap((it) => (it ? [it] : [])) };
  },
};

const KeysAnswer = z.object({
  Keys: promised(z.object({ KeyId: z.string() })),
  NextMarker: optionalText,
  Truncated: flagOr(false),
});

async function readRegion(session: CollectSession, region: string): Promise<KmsRegionFact | null> {
  const client = session.client(KMSClient, region);
  const { pages, failure } = await askPages(session, {
    topic,
    api: 'kms:ListKeys',
    region,
    answer: KeysAnswer,
    send: (Marker, options) =>
      client.send(new ListKeysCommand({ Limit: 1000, ...(Marker && { Marker }) }), options),
    next: (page) => (page.Truncated ? page.NextMarker : null),
  });
  if (failure) session.addGap(failure.gap);
  const [first] = pages;
  if (!first) return null;
  const ids = pages.flatMap((page) => page.value.Keys.map((it) => it.KeyId));
  // A single key is described at the price of the list that would spare it.
  const aliases = ids.length > 1 ? await aliasesByKey(session, region) : new Map<string, string[]>();
  const keys = await inParallel(
    ids.filter((it) => !aliases.get(it)?.some(isAwsManaged)),
    4,
    (id) => readKey(session, region, id),
  );
  const named = keys.flatMap((it) => {
    const names = it ? aliases.get(it.arn.slice(it.arn.indexOf('/') + 1)) : undefined;
    return it ? [{ ...it, ...(names && { aliases: names }) }] : [];
  });
  return { source: first.source, region, keys: named };
}

const AliasesAnswer = z.object({
  Aliases: z
    .array(z.object({ AliasName: optionalText, TargetKeyId: optionalText }))
    .nullish()
    .transform((it) => it ?? []),
  NextMarker: optionalText,
  Truncated: flagOr(false),
});

function isAwsManaged(alias: string): boolean {
  return alias.startsWith('alias/aws/');
}

/** Saves a DescribeKey of each AWS managed key. Where aliases are refused, every key is described: the answer is the same. */
async function aliasesByKey(session: CollectSession, region: string): Promise<Map<string, string[]>> {
  const client = session.client(KMSClient, region);
  const { pages } = await askPages(session, {
    topic,
    api: 'kms:ListAliases',
    region,
    answer: AliasesAnswer,
    send: (Marker, options) =>
      client.send(new ListAliasesCommand({ Limit: 100, ...(Marker && { Marker }) }), options),
    next: (page) => (page.Truncated ? page.NextMarker : null),
  });
  const names = new Map<string, string[]>();
  for (const { AliasName, TargetKeyId } of pages.flatMap((page) => page.value.Aliases)) {
    if (AliasName && TargetKeyId) names.set(TargetKeyId, [...(names.get(TargetKeyId) ?? []), AliasName]);
  }
  return names;
}

const KeyAnswer = z.object({
  KeyMetadata: z.object({
    Arn: optionalText,
    KeyManager: optionalText,
    KeyState: optionalText,
    Enabled: z.boolean().nullish(),
    KeySpec: optionalText,
    CustomerMasterKeySpec: optionalText,
    KeyUsage: optionalText,
    Origin: optionalText,
    MultiRegionConfiguration: z
      .object({
        MultiRegionKeyType: optionalText,
        PrimaryKey: z.object({ Arn: optionalText }).nullish(),
      })
      .nullish(),
  }),
});

async function readKey(session: CollectSession, region: string, id: string): Promise<CustomerKeyFact | null> {
  const client = session.client(KMSClient, region);
  const listedArn = `arn:${session.partition}:kms:${region}:${session.accountId}:key/${id}`;
  const answer = await session.ask({
    topic,
    api: 'kms:DescribeKey',
    region,
    resource: listedArn,
    answer: KeyAnswer,
    send: (options) => client.send(new DescribeKeyCommand({ KeyId: id }), options),
  });
  if (!answer.isAnswered) return null;
  const key = answer.value.KeyMetadata;
  if (key.KeyManager === 'AWS') return null;
  const state = key.KeyState ?? (key.Enabled === false ? 'Disabled' : key.Enabled ? 'Enabled' : null);
  if (state === null) {
    session.addGap(absentField(topic, answer.source, listedArn, 'KeyState'));
    return null;
  }
  const multiRegion = key.MultiRegionConfiguration;
  const fact = {
    source: answer.source,
    arn: key.Arn ?? listedArn,
    state,
    spec: key.KeySpec ?? key.CustomerMasterKeySpec ?? 'SYMMETRIC_DEFAULT',
    usage: key.KeyUsage ?? 'ENCRYPT_DECRYPT',
    origin: key.Origin ?? 'AWS_KMS',
    replicaOf: multiRegion?.MultiRegionKeyType === 'REPLICA' ? (multiRegion.PrimaryKey?.Arn ?? '') : null,
  };
  return { ...fact, rotation: canRotate(fact) ? await readRotation(session, region, fact.arn) : null };
}

/** The keys the rule is about; nobody else's answer could change the verdict. */
function canRotate(key: Omit<CustomerKeyFact, 'rotation'>): boolean {
  return (
    key.state === 'Enabled' &&
    key.spec === 'SYMMETRIC_DEFAULT' &&
    key.usage === 'ENCRYPT_DECRYPT' &&
    key.origin === 'AWS_KMS' &&
    key.replicaOf === null
  );
}

const RotationAnswer = z.object({ KeyRotationEnabled: z.boolean() });

async function readRotation(
  session: CollectSession,
  region: string,
  arn: string,
): Promise<CustomerKeyFact['rotation']> {
  const client = session.client(KMSClient, region);
  const answer = await session.ask({
    topic,
    api: 'kms:GetKeyRotationStatus',
    region,
    resource: arn,
    answer: RotationAnswer,
    send: (options) => client.send(new GetKeyRotationStatusCommand({ KeyId: arn }), options),
  });
  return answer.isAnswered ? { source: answer.source, isEnabled: answer.value.KeyRotationEnabled } : null;
}
