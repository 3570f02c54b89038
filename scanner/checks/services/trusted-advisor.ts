import type { AdvisorCheckFact } from '../../facts/services.ts';
import { notAsked } from '../../link/missing.ts';
import type { Linked } from '../../link.ts';
import { evidenceOf, missingOfGaps } from '../support/evidence.ts';
import { defineServiceCheck } from '../support/service-check.ts';
import { inWords, judgeSubjects, type Subject } from '../support/subjects.ts';

export const trustedAdvisor = defineServiceCheck({
  id: 'trusted-advisor',
  title: 'Trusted Advisor’s security advice is followed',
  section: 'services',
  scope: 'resource',
  impact: 'medium',
  likelihood: 'low',
  verdicts: ['pass', 'warn', 'fail', 'not_applicable', 'unknown'],
  rationale:
    'Trusted Advisor looks at settings this catalogue does not, such as access key age and open ports. Red and yellow security checks are advice AWS already gave and nobody took.',
  remediation: {
    summary: 'Work off each red or yellow security check, or exclude a resource there with a reason.',
    console: [
      'Open Trusted Advisor and choose Security.',
      'Open each red or yellow check and follow its recommended action for the listed resources.',
      'Exclude items that were reviewed and accepted.',
    ],
    cli: 'aws support describe-trusted-advisor-check-result --region us-east-1 --check-id {checkId}',
    terraform: '# Trusted Advisor reports on other resources: mend those.',
    cloudformation: '# Trusted Advisor reports on other resources: mend those.',
  },
  references: ['https://docs.aws.amazon.com/awssupport/latest/user/security-checks.html'],
  reads: ['support.trusted-advisor'],
  judge: judgeAdvisor,
});

function judgeAdvisor(linked: Linked) {
  const fact = linked.snapshot.topics['support.trusted-advisor'];
  const nothing = 'The support plan has no Trusted Advisor API.';
  if (fact && !fact.isSubscribed) return judgeSubjects('resource', [], { nothing });
  if (!fact?.checks) {
    const gaps = linked.decidingGaps('support.trusted-advisor');
    const asked = notAsked(
      'support.trusted-advisor',
      'support:DescribeTrustedAdvisorChecks',
      '',
      linked.snapshot,
    );
    return judgeSubjects('resource', [], {
      nothing,
      missing: missingOfGaps(linked, gaps.length > 0 ? gaps : [asked]),
    });
  }
  const { items, source } = fact.checks;
  const unread = linked.decidingGaps('support.trusted-advisor');
  const { accountId } = linked.account;
  const evidence = [
    evidenceOf(
      accountId,
      source,
      `${items.length} security checks, ${items.filter(isFlagged).length} flagged.`,
      'aws support describe-trusted-advisor-checks --language en',
      { summaries: items.filter(isFlagged) },
    ),
  ];
  const flagged = items.filter(isFlagged).map((it) => ({ ...subjectOf(it), evidence }));
  const missing = missingOfGaps(linked, unread);
  if (flagged.length > 0) return judgeSubjects('resource', flagged, { nothing, missing });
  const unavailable = items.filter((it) => it.status === 'not_available');
  if (items.length > 0 && unavailable.length === items.length) {
    const message = `Trusted Advisor has no result for any security check in account ${accountId}.`;
    return judgeSubjects('resource', [], { nothing, missing: [...missing, { message }] });
  }
  const notes =
    unavailable.length > 0 ? [`Without a result: ${inWords(unavailable.map((it) => it.name))}.`] : [];
  const says = 'No security check of Trusted Advisor is red or yellow in account {where}.';
  const clean = { verdict: 'pass' as const, region: null, resource: null, named: accountId, says, evidence };
  return judgeSubjects('resource', [clean], { nothing, notes, missing });
}

function isFlagged({ status }: AdvisorCheckFact): boolean {
  return status === 'error' || status === 'warning';
}

function subjectOf({ id, name, status, flaggedResources }: AdvisorCheckFact): Subject {
  const isRed = status === 'error';
  const count = flaggedResources === 1 ? '1 resource' : `${flaggedResources} resources`;
  return {
    verdict: isRed ? 'fail' : 'warn',
    region: null,
    resource: id,
    named: flaggedResources > 0 ? `${name} (${count})` : name,
    says: isRed ? 'Trusted Advisor is red on {where}.' : 'Trusted Advisor is yellow on {where}.',
  };
}
