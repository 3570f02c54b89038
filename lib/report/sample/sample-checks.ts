import { alarmControls } from '#lib/alarm-controls/controls.ts';
import type { Rating } from '#lib/posture/verdict.ts';
import type { ReportCheck } from '../input.ts';
import { severityOfSquare } from '../rating.ts';

const trails: [string, string, Rating, Rating][] = [
  ['trail-exists', 'A trail is logging', 'high', 'high'],
  ['trail-multi-region', 'A logging trail records every region', 'high', 'medium'],
  ['trail-cloudwatch-logs', 'Trails deliver to CloudWatch Logs', 'medium', 'high'],
  ['trail-log-validation', 'Log file validation is on', 'medium', 'medium'],
  ['trail-kms', 'Trails encrypt with a customer key', 'medium', 'medium'],
];

/** The checks of the first catalogue, for tests, benchmarks and pictures of the report. */
export const sampleChecks: readonly ReportCheck[] = [
  ...trails.map(([id, title, impact, likelihood]) => ({
    id,
    title,
    section: 'trails' as const,
    impact,
    likelihood,
    severity: severityOfSquare(impact, likelihood),
    rationale: `${title}, so that an investigation finds what happened.`,
    remediation: `See to it that this holds: ${title.toLowerCase()}.`,
  })),
  ...alarmControls.map((control) => ({
    id: `alarm-${control.id}`,
    title: control.title,
    section: 'alarms' as const,
    impact: control.impact,
    likelihood: control.likelihood,
    severity: severityOfSquare(control.impact, control.likelihood),
    rationale: control.intent,
    remediation: 'Let a metric filter and an alarm tell a person.',
  })),
];
