import type { ChainLink } from '#lib/posture/alarm-detail.ts';

/** What mends each link of the chain, when it is the first that is broken. */
export const linkFixes: Readonly<Record<ChainLink, string>> = {
  trail:
    'let a logging multi-region trail record the control’s events, the organization trail where there is one',
  'log-group':
    'let the trail deliver to a log group that exists and is of class STANDARD, and clear its delivery error',
  'metric-filter': 'let the metric filters of the trail’s log group match every required event',
  metric: 'let the metric filter publish a numeric value above 0 for each event it matches',
  alarm:
    'give the metric an alarm with the same namespace, name and dimensions that one event in one period can trigger',
  action: 'give the alarm an action for state ALARM and switch its actions on',
  topic: 'let CloudWatch publish to the topic: its policy, and the policy of its KMS key',
  person: 'confirm a subscription of the topic that a person reads',
};
