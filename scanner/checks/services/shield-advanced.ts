import { notAsked } from '../../link/missing.ts';
import type { Linked } from '../../link.ts';
import { evidenceOf, missingOfGaps } from '../support/evidence.ts';
import { defineServiceCheck } from '../support/service-check.ts';
import { judgeSubjects } from '../support/subjects.ts';

export const shieldAdvanced = defineServiceCheck({
  id: 'shield-advanced',
  title: 'Shield Advanced is subscribed',
  section: 'services',
  scope: 'account',
  impact: 'low',
  likelihood: 'low',
  verdicts: ['pass', 'fail', 'not_applicable', 'unknown'],
  rationale:
    'Shield Standard, which everyone has, stops common floods. Shield Advanced adds response by AWS’s team, cost protection and application-layer mitigation, for a large monthly fee: a decision worth writing down either way.',
  remediation: {
    summary:
      'Subscribe where an outage by attack would cost more than the subscription; otherwise state in the workspace policy that it is not required.',
    console: [
      'Open WAF & Shield and choose Shield, then Subscribe to Shield Advanced.',
      'Or open Settings, Workspace policy here, and record why it is not required.',
    ],
    cli: 'aws shield create-subscription',
    terraform: `resource "aws_shield_subscription" "this" {
  auto_renew = "ENABLED"
}`,
    cloudformation: '# Subscribe once by console or CLI: aws shield create-subscription',
  },
  references: ['https://docs.aws.amazon.com/waf/latest/developerguide/ddos-advanced-summary.html'],
  reads: ['shield.subscription'],
  judge: judgeShield,
});

function judgeShield(linked: Linked) {
  const fact = linked.snapshot.topics['shield.subscription'];
  const { accountId, partition } = linked.account;
  const nothing = `AWS does not offer Shield Advanced in the partition ${partition}.`;
  if (partition !== 'aws') return judgeSubjects('account', [], { nothing });
  if (!fact) {
    const gaps = linked.decidingGaps('shield.subscription');
    const asked = notAsked('shield.subscription', 'shield:GetSubscriptionState', '', linked.snapshot);
    return judgeSubjects('account', [], {
      nothing,
      missing: missingOfGaps(linked, gaps.length > 0 ? gaps : [asked]),
    });
  }
  const state = fact.isSubscribed ? 'ACTIVE' : 'INACTIVE';
  return judgeSubjects(
    'account',
    [
      {
        verdict: fact.isSubscribed ? 'pass' : 'fail',
        region: null,
        resource: null,
        named: accountId,
        says: fact.isSubscribed
          ? 'Account {where} is subscribed to Shield Advanced.'
          : 'Account {where} is not subscribed to Shield Advanced, and the policy does not say that it need not be.',
        evidence: [
          evidenceOf(
            accountId,
            fact.source,
            `Subscription is ${state}.`,
            'aws shield get-subscription-state',
            {
              SubscriptionState: state,
            },
          ),
        ],
      },
    ],
    { nothing },
  );
}
