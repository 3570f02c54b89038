import { defineCheck } from '../../check.ts';
import type { CustomerKeyFact } from '../../facts/logging.ts';
import { parseArn, shortName } from '../../link/arn.ts';
import { missingOf, notAsked } from '../../link/missing.ts';
import type { Linked } from '../../link.ts';
import type { Gap } from '../../snapshot.ts';
import { evidenceOf, withDenied } from '../support/evidence.ts';
import { judgeRegions } from '../support/regions.ts';
import { inWords, type Subject } from '../support/subjects.ts';

export const kmsRotation = defineCheck({
  id: 'kms-rotation',
  title: 'Customer keys rotate',
  section: 'logging',
  scope: 'resource',
  impact: 'medium',
  likelihood: 'low',
  verdicts: ['pass', 'fail', 'not_applicable', 'unknown'],
  rationale:
    'Rotation gives a key new material each year, so one leaked version opens only what was encrypted in its time. KMS does it by itself and keeps the old versions for decryption.',
  remediation: {
    summary: 'Turn on automatic rotation for each enabled symmetric customer key whose material AWS made.',
    console: [
      'Open KMS in the key’s region and choose Customer managed keys.',
      'Open the key, then Key rotation.',
      'Turn on Automatically rotate this KMS key and save.',
    ],
    cli: `aws kms enable-key-rotation --region {region} --key-id {keyId}`,
    terraform: `# Into the resource of key {keyId}; keep what it says besides.
resource "aws_kms_key" "this" {
  enable_key_rotation = true
}`,
    cloudformation: `# Into the resource of key {keyId}; keep what it says besides.
Key:
  Type: AWS::KMS::Key
  Properties:
    EnableKeyRotation: true`,
  },
  references: ['https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html'],
  reads: ['kms.rotation'],

  judge: (linked, context) =>
    judgeRegions(
      {
        topic: 'kms.rotation',
        api: 'kms:ListKeys',
        service: 'KMS',
        facts: linked.snapshot.topics['kms.rotation'],
        judgeRegion: (fact, gaps) => [
          ...fact.keys.filter(isJudged).map((key) => keySubject(key, fact.region, gaps, linked)),
          ...unreadList(fact.region, gaps, linked),
        ],
        nothing: noKeyToJudge(linked),
        scope: 'resource',
      },
      linked,
      context,
    ),
});

function noKeyToJudge({ snapshot }: Linked): string {
  const keys = (snapshot.topics['kms.rotation'] ?? []).flatMap((it) => it.keys);
  const replicas = keys.filter((it) => it.replicaOf !== null && isJudged({ ...it, replicaOf: null }));
  if (replicas.length === 0) {
    return 'The account has no enabled symmetric customer key with AWS-made material.';
  }
  const names = inWords(replicas.map((it) => shortName(it.arn)));
  const homes = inWords(replicas.flatMap((it) => parseArn(it.replicaOf ?? '')?.region ?? 'another region'));
  const which = replicas.length > 1 ? `replicas ${names} are judged` : `replica ${names} is judged`;
  return `No key of the account is judged in these regions: ${which} at ${replicas.length > 1 ? 'their primaries' : 'its primary'} in ${homes}.`;
}

/** A replica shares its primary's material and its rotation; it is judged there. */
function isJudged(key: CustomerKeyFact): boolean {
  return (
    key.state === 'Enabled' &&
    key.spec === 'SYMMETRIC_DEFAULT' &&
    key.usage === 'ENCRYPT_DECRYPT' &&
    key.origin === 'AWS_KMS' &&
    key.replicaOf === null
  );
}

function keySubject(key: CustomerKeyFact, region: string, gaps: readonly Gap[], linked: Linked): Subject {
  const { accountId } = linked.account;
  const base = { region, resource: key.arn, named: shortName(key.arn) };
  if (!key.rotation) {
    const gap =
      gaps.find((it) => it.resource === key.arn) ??
      notAsked('kms.rotation', 'kms:GetKeyRotationStatus', region, linked.snapshot, key.arn);
    const missing = [missingOf(gap, linked.owner(accountId))];
    return {
      ...base,
      verdict: 'unknown',
      says: withDenied('Whether {where} {rotates|rotate} was not read.', missing),
      missing,
    };
  }
  const { isEnabled, source } = key.rotation;
  const command = `aws kms get-key-rotation-status --key-id ${key.arn}`;
  return {
    ...base,
    verdict: isEnabled ? 'pass' : 'fail',
    says: isEnabled ? 'Rotation is on for {where}.' : 'Rotation is off for {where}.',
    evidence: [
      evidenceOf(accountId, source, `KeyRotationEnabled is ${isEnabled}.`, command, {
        KeyRotationEnabled: isEnabled,
      }),
    ],
  };
}

/** Pages of keys that were not read may hold one that does not rotate. */
function unreadList(region: string, gaps: readonly Gap[], linked: Linked): Subject[] {
  return gaps
    .filter((it) => it.resource === null)
    .map((gap) => ({
      verdict: 'unknown' as const,
      region,
      resource: null,
      named: region,
      says: 'Not every key of {where} was read.',
      missing: [missingOf(gap, linked.owner(linked.account.accountId))],
    }));
}
