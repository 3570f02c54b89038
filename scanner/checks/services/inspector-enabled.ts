import type { InspectorKind, InspectorRegionFact } from '../../facts/services.ts';
import { notAsked } from '../../link/missing.ts';
import type { Linked } from '../../link.ts';
import type { Gap } from '../../snapshot.ts';
import { evidenceOf, missingOfGaps } from '../support/evidence.ts';
import { judgeRegions } from '../support/regions.ts';
import { defineServiceCheck } from '../support/service-check.ts';
import { inWords, type Subject } from '../support/subjects.ts';

export const inspectorEnabled = defineServiceCheck({
  id: 'inspector-enabled',
  title: 'Inspector scans what there is to scan',
  section: 'services',
  scope: 'region',
  impact: 'medium',
  likelihood: 'medium',
  verdicts: ['pass', 'fail', 'not_applicable', 'unknown'],
  rationale:
    'Known vulnerabilities in instances, images and functions are the commonest way in. Inspector compares what is installed with what is known, each time either changes.',
  remediation: {
    summary:
      'Turn on EC2, ECR and Lambda scanning in each region that has such resources, for the organization at once where there is one.',
    console: [
      'Open Inspector in the delegated administrator account and choose the region.',
      'Choose Account management and turn on the missing scan types, also for new members.',
    ],
    cli: `for region in {regions}; do
  aws inspector2 enable --region "$region" --account-ids {accountId} --resource-types EC2 ECR LAMBDA
done`,
    terraform: `# Once a region, each with its provider.
resource "aws_inspector2_enabler" "this" {
  account_ids    = ["{accountId}"]
  resource_types = ["EC2", "ECR", "LAMBDA"]
}`,
    cloudformation: `# Inspector is enabled by its delegated administrator or by CLI; CloudFormation has no resource for it.
# aws inspector2 enable --account-ids {accountId} --resource-types EC2 ECR LAMBDA`,
  },
  references: ['https://docs.aws.amazon.com/inspector/latest/user/getting_started_tutorial.html'],
  reads: ['inspector.regions', 'account.closed-regions'],

  judge: (linked, context) =>
    judgeRegions(
      {
        topic: 'inspector.regions',
        api: 'inspector2:BatchGetAccountStatus',
        service: 'Inspector',
        facts: linked.snapshot.topics['inspector.regions'],
        judgeRegion: (fact, gaps) => [regionSubject(fact, gaps, linked)],
        nothing: 'No region is in scope.',
      },
      linked,
      context,
    ),
});

const kinds: readonly InspectorKind[] = ['ec2', 'ecr', 'lambda'];
const resourceNames: Record<InspectorKind, string> = {
  ec2: 'EC2 instances',
  ecr: 'ECR images',
  lambda: 'Lambda functions',
};
const scanNames: Record<InspectorKind, string> = {
  ec2: 'EC2 scanning',
  ecr: 'ECR scanning',
  lambda: 'Lambda scanning',
};
const apis: Record<InspectorKind, string> = {
  ec2: 'ec2:DescribeInstances',
  ecr: 'ecr:DescribeRepositories',
  lambda: 'lambda:ListFunctions',
};

function regionSubject(fact: InspectorRegionFact, gaps: readonly Gap[], linked: Linked): Subject {
  const { region, scans, resources } = fact;
  const { accountId } = linked.account;
  const off = kinds.filter((it) => !scans[it].isOn);
  const bare = off.filter((it) => resources[it]?.exists);
  const unread = off.filter((it) => !resources[it]);
  const base = {
    region,
    resource: null,
    named: region,
    evidence: [
      evidenceOf(
        accountId,
        fact.source,
        kinds.map((it) => `${it} is ${scans[it].status}`).join(', '),
        `aws inspector2 batch-get-account-status --account-ids ${accountId}`,
        { resourceState: scans },
      ),
    ],
  };
  if (bare.length > 0) {
    const says = `Inspector does not scan ${inWords(bare.map((it) => resourceNames[it]))} in {where}.`;
    const notes =
      unread.length > 0 ? [`Also off in ${region}: ${unread.map((it) => scanNames[it]).join(', ')}.`] : [];
    return { ...base, verdict: 'fail', says, notes };
  }
  if (unread.length > 0) {
    const why = gaps.filter((gap) => unread.some((it) => apis[it] === gap.api));
    const asked = unread.map((it) => notAsked('inspector.regions', apis[it], region, linked.snapshot));
    const says = `Inspector does not scan ${inWords(unread.map((it) => resourceNames[it]))} in {where}; whether there are any was not read.`;
    return {
      ...base,
      verdict: 'unknown',
      says,
      missing: missingOfGaps(linked, why.length > 0 ? why : asked),
    };
  }
  if (off.length === kinds.length) {
    return { ...base, verdict: 'not_applicable', says: 'There is nothing for Inspector to scan in {where}.' };
  }
  return { ...base, verdict: 'pass', says: 'Inspector scans all there is to scan in {where}.' };
}
