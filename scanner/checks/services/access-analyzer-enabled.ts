import type { Missing } from '#lib/posture/verdict.ts';
import type { AnalyzerRegionFact } from '../../facts/services.ts';
import { missingOf } from '../../link/missing.ts';
import type { Linked } from '../../link.ts';
import type { Gap } from '../../snapshot.ts';
import { evidenceOf, missingOfGaps } from '../support/evidence.ts';
import { judgeRegions } from '../support/regions.ts';
import { defineServiceCheck } from '../support/service-check.ts';
import type { Subject } from '../support/subjects.ts';

export const accessAnalyzerEnabled = defineServiceCheck({
  id: 'access-analyzer-enabled',
  title: 'Every region has an access analyzer',
  section: 'services',
  scope: 'region',
  impact: 'medium',
  likelihood: 'medium',
  verdicts: ['pass', 'fail', 'unknown'],
  rationale:
    'IAM Access Analyzer reasons over policies and tells which buckets, roles, keys and queues outsiders can reach. It works per region and costs nothing for external access.',
  remediation: {
    summary:
      'Create an organization analyzer in the delegated administrator account, or an account analyzer, in every enabled region.',
    console: [
      'Open IAM in the region, choose Access Analyzer and Create analyzer.',
      'Choose External access analysis and the organization or account as zone of trust.',
    ],
    cli: `# ORGANIZATION instead, in the delegated administrator account
for region in {regions}; do
  aws accessanalyzer create-analyzer --region "$region" --analyzer-name external-access --type ACCOUNT
done`,
    terraform: `# Once a region, each with its provider.
resource "aws_accessanalyzer_analyzer" "this" {
  analyzer_name = "external-access"
  type          = "ACCOUNT"
}`,
    cloudformation: `# A stack in each region, best by StackSet.
Analyzer:
  Type: AWS::AccessAnalyzer::Analyzer
  Properties:
    AnalyzerName: external-access
    Type: ACCOUNT`,
  },
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/what-is-access-analyzer.html'],
  reads: ['access-analyzer.regions', 'organizations.organization', 'account.closed-regions'],

  judge: (linked, context) =>
    judgeRegions(
      {
        topic: 'access-analyzer.regions',
        api: 'access-analyzer:ListAnalyzers',
        service: 'IAM Access Analyzer',
        facts: linked.snapshot.topics['access-analyzer.regions'],
        judgeRegion: (fact, gaps) => [regionSubject(fact, gaps, linked)],
        nothing: 'No region is in scope.',
      },
      linked,
      context,
    ),
});

type Analyzer = AnalyzerRegionFact['analyzers'][number];

function regionSubject(fact: AnalyzerRegionFact, gaps: readonly Gap[], linked: Linked): Subject {
  const { region, analyzers } = fact;
  const external = analyzers.filter(findsExternalAccess);
  const base = {
    region,
    resource: null,
    named: region,
    evidence: [
      evidenceOf(
        linked.account.accountId,
        fact.source,
        analyzers.length === 0
          ? 'No analyzer.'
          : analyzers.map((it) => `${it.name}: ${it.type}, ${it.status}`).join('; '),
        'aws accessanalyzer list-analyzers',
        { analyzers },
      ),
    ],
  };
  if (external.some((it) => it.status === 'ACTIVE')) {
    return { ...base, verdict: 'pass', says: 'An access analyzer is active in {where}.' };
  }
  const covering = organizationAnalyzer(linked, region);
  if (covering) {
    const says = `The organization’s analyzer in ${covering} covers {where}.`;
    return { ...base, verdict: 'pass', says };
  }
  const unread = unreadOrganizationAnalyzer(linked, region);
  if (unread.length > 0) {
    const says = 'No analyzer of its own covers {where}, and whether the organization’s does was not read.';
    return { ...base, verdict: 'unknown', says, missing: unread };
  }
  if (gaps.length > 0) {
    const says = 'Not every analyzer of {where} could be read.';
    return { ...base, verdict: 'unknown', says, missing: missingOfGaps(linked, gaps) };
  }
  if (external.length > 0) {
    const states = [...new Set(external.map((it) => it.status.toLowerCase()))].join(', ');
    return { ...base, verdict: 'fail', says: `The access analyzer of {where} is not active (${states}).` };
  }
  const says =
    analyzers.length > 0
      ? 'The analyzers of {where} look for unused or internal access only.'
      : 'No access analyzer is in {where}.';
  return { ...base, verdict: 'fail', says };
}

function findsExternalAccess({ type }: Analyzer): boolean {
  return type === 'ACCOUNT' || type === 'ORGANIZATION';
}

/** A member does not see the analyzer of its organization; the account that holds it does. */
function organizationAnalyzer(linked: Linked, region: string): string | null {
  const mine = linked.snapshot.topics['organizations.organization']?.organization;
  if (!mine) return null;
  for (const { accountId, name, snapshot } of linked.world.accounts.values()) {
    if (snapshot?.topics['organizations.organization']?.organization?.id !== mine.id) continue;
    const there = snapshot.topics['access-analyzer.regions']?.find((it) => it.region === region);
    const isCovering = there?.analyzers.some((it) => it.type === 'ORGANIZATION' && it.status === 'ACTIVE');
    if (isCovering) return name === accountId ? accountId : `${name} (${accountId})`;
  }
  return null;
}

/** What the management account was refused leaves open whether its analyzer covers the members. */
function unreadOrganizationAnalyzer(linked: Linked, region: string): Missing[] {
  const mine = linked.snapshot.topics['organizations.organization']?.organization;
  const management = mine?.managementAccountId;
  if (!management || management === linked.account.accountId) return [];
  const snapshot = linked.world.accounts.get(management)?.snapshot;
  const isRead = snapshot?.topics['access-analyzer.regions']?.some((it) => it.region === region);
  if (!snapshot || isRead) return [];
  return snapshot.gaps
    .filter((it) => it.topic === 'access-analyzer.regions' && it.region === region)
    .map((gap) => missingOf(gap, linked.owner(management)));
}
