import { type AlarmControlId, alarmControl } from '#lib/alarm-controls/controls.ts';
import { alarmTexts, filterTexts, joined } from '../../alarms/fix/fix-texts.ts';
import { judgeAlarmControl } from '../../alarms/judge-alarm-control.ts';
import { type Check, defineCheck, type Remediation } from '../../check.ts';

/** What differs between alarm checks; everything else follows from the control. */
export interface AlarmCheckTexts {
  control: AlarmControlId;
  /** Completes "An alarm tells a person …". */
  title: string;
  rationale: string;
}

export function defineAlarmCheck({ control, title, rationale }: AlarmCheckTexts): Check {
  const { impact, likelihood } = alarmControl(control);
  return defineCheck({
    id: `alarm-${control}`,
    title,
    section: 'alarms',
    scope: 'account',
    impact,
    likelihood,
    verdicts: isJudgedEverywhere(control) ? alwaysJudged : [...alwaysJudged, 'not_applicable'],
    rationale,
    remediation: remediationFor(control),
    references: [
      'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudwatch-alarms-for-cloudtrail.html',
      'https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html',
    ],
    reads: [
      'organizations.organization',
      'cloudtrail.trails',
      'logs.groups',
      'logs.metric-filters',
      'cloudwatch.alarms',
      'cloudwatch.composite-alarms',
      'cloudwatch.log-alarms',
      'cloudwatch.mute-rules',
      'sns.topics',
      'kms.keys',
      'events.rules',
    ],
    judge: (linked, context) => judgeAlarmControl(linked, control, context),
  });
}

const alwaysJudged = ['pass', 'warn', 'fail', 'inherited', 'unknown'] as const;

/** The others have accounts, or editions, they do not speak of. */
function isJudgedEverywhere(control: AlarmControlId): boolean {
  return control !== 'organizations-changes';
}

function remediationFor(control: AlarmControlId): Remediation {
  const { prescribed, eventNames } = alarmControl(control);
  const names = [...new Set(eventNames.map((it) => it.eventName))];
  const pattern = prescribed.at(-1)?.text ?? `{ ${names.map((it) => `($.eventName = ${it})`).join(' || ')} }`;
  const chain = {
    region: '{region}',
    logGroupName: '{logGroupName}',
    filterName: control,
    pattern,
    namespace: 'CloudTrailAlarms',
    metricName: control,
    metricValue: '1',
    alarmName: control,
    topicArn: '{topicArn}',
  };
  return {
    summary:
      'Put a metric filter for these events on the log group of a multi-region trail, an alarm on its metric that fires on one event, and a topic with a confirmed subscriber behind the alarm.',
    ...joined(filterTexts(chain, false), alarmTexts(chain)),
  };
}
