import type { MacieRegionFact } from '../../facts/services.ts';
import { missingOf, notAsked } from '../../link/missing.ts';
import type { Linked } from '../../link.ts';
import type { JudgeContext } from '../../world.ts';
import { evidenceOf } from '../support/evidence.ts';
import { regionsInScope, regionsMissing, unseenRegion } from '../support/regions.ts';
import { defineServiceCheck } from '../support/service-check.ts';
import { judgeSubjects, type Subject } from '../support/subjects.ts';

export const macieEnabled = defineServiceCheck({
  id: 'macie-enabled',
  title: 'Macie watches regions that hold buckets',
  section: 'services',
  scope: 'region',
  impact: 'medium',
  likelihood: 'low',
  verdicts: ['pass', 'fail', 'not_applicable', 'unknown'],
  rationale:
    'Macie keeps an inventory of buckets, tells when one is opened or shared, and finds personal and secret data in objects. Where buckets are and Macie is not, nobody knows what they hold.',
  remediation: {
    summary:
      'Enable Macie in each region that holds buckets, or state in the workspace policy that it is not required, with a reason.',
    console: [
      'Open Macie in the region and choose Enable Macie; in an organization, let the delegated administrator add all accounts.',
      'A paused session: open Settings and choose Enable Macie.',
    ],
    cli: `# The second call is for a paused session.
for region in {regions}; do
  aws macie2 enable-macie --region "$region" --status ENABLED ||
    aws macie2 update-macie-session --region "$region" --status ENABLED
done`,
    terraform: `# Once a region, each with its provider.
resource "aws_macie2_account" "this" {
  status = "ENABLED"
}`,
    cloudformation: `# A stack in each region, best by StackSet.
MacieSession:
  Type: AWS::Macie::Session
  Properties:
    Status: ENABLED`,
  },
  references: ['https://docs.aws.amazon.com/macie/latest/user/getting-started.html'],
  reads: ['macie.regions', 's3.bucket-list', 'account.closed-regions'],
  judge: judgeMacie,
});

function judgeMacie(linked: Linked, context: JudgeContext) {
  const list = linked.snapshot.topics['s3.bucket-list'];
  const facts = linked.snapshot.topics['macie.regions'] ?? [];
  const isListComplete = list?.buckets.every((it) => it.region !== null) ?? false;
  const regions = regionsInScope(linked, context).filter(
    (region) => !isListComplete || list?.buckets.some((it) => it.region === region),
  );
  const subjects = regions.map((region) => {
    const fact = facts.find((it) => it.region === region);
    const gaps = linked.decidingGaps('macie.regions').filter((it) => it.region === region);
    if (!fact) {
      return unseenRegion(
        { topic: 'macie.regions', api: 'macie2:GetMacieSession', service: 'Macie' },
        region,
        gaps,
        linked,
      );
    }
    return regionSubject(fact, isListComplete, linked);
  });
  return judgeSubjects('region', subjects, {
    nothing: 'The account has no bucket in the regions in scope.',
    missing: regionsMissing(linked, context),
  });
}

function regionSubject(fact: MacieRegionFact, isListComplete: boolean, linked: Linked): Subject {
  const { region, status } = fact;
  const { accountId } = linked.account;
  const base = {
    region,
    resource: null,
    named: region,
    evidence: [
      evidenceOf(
        accountId,
        fact.source,
        status === 'OFF' ? 'Macie is not enabled.' : `Status is ${status}.`,
        'aws macie2 get-macie-session',
        { status },
      ),
    ],
  };
  if (status === 'ENABLED') return { ...base, verdict: 'pass', says: 'Macie is enabled in {where}.' };
  if (!isListComplete) {
    const [gap = notAsked('s3.bucket-list', 's3:ListAllMyBuckets', region, linked.snapshot)] =
      linked.decidingGaps('s3.bucket-list');
    return {
      ...base,
      verdict: 'unknown',
      says: 'Macie is not enabled in {where}; whether there are buckets was not read.',
      missing: [missingOf(gap, linked.owner(accountId))],
    };
  }
  const says =
    status === 'PAUSED'
      ? 'Macie is paused in {where}, which holds buckets.'
      : 'Macie is off in {where}, which holds buckets.';
  return { ...base, verdict: 'fail', says };
}
