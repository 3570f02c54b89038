import type { MetricFilterFact } from '../../snapshot.ts';
import { quote } from '../evidence.ts';

/** Names a filter, its metric, its alarm and its topic go by. */
export interface ChainNames {
  region: string;
  logGroupName: string;
  filterName: string;
  pattern: string;
  namespace: string;
  metricName: string;
  metricValue: string;
  alarmName: string;
  topicArn: string;
}

export interface FixTexts {
  console: string[];
  cli: string;
  terraform: string;
  cloudformation: string;
}

/** @param existing keeps what an existing filter has besides its pattern, which put-metric-filter would drop. */
export function filterTexts(
  names: ChainNames,
  isExisting: boolean,
  existing: MetricFilterFact | null = null,
): FixTexts {
  const { region, logGroupName, filterName, pattern, namespace, metricName, metricValue } = names;
  return {
    console: [
      `Open CloudWatch, Log groups, ${logGroupName} in ${region}, tab Metric filters.`,
      isExisting
        ? `Select ${filterName}, Edit, and replace the filter pattern.`
        : 'Choose Create metric filter and paste the filter pattern.',
      `Keep the metric ${namespace}/${metricName} with value ${metricValue}, and no default value.`,
    ],
    cli: cliLine('aws logs put-metric-filter', [
      ['--region', region],
      ['--log-group-name', logGroupName],
      ['--filter-name', filterName],
      ['--metric-transformations', transformationsText(names, existing)],
      ['--filter-pattern', pattern],
      ...keptOptions(existing),
    ]),
    terraform: `resource "aws_cloudwatch_log_metric_filter" ${hcl(identifier(filterName))} {
  name           = ${hcl(filterName)}
  log_group_name = ${hcl(logGroupName)}
  pattern        = ${hcl(pattern)}

  metric_transformation {
    name      = ${hcl(metricName)}
    namespace = ${hcl(namespace)}
    value     = ${hcl(metricValue)}
  }
}`,
    cloudformation: `${logicalId(filterName)}Filter:
  Type: AWS::Logs::MetricFilter
  Properties:
    FilterName: ${yaml(filterName)}
    LogGroupName: ${yaml(logGroupName)}
    FilterPattern: ${yaml(pattern)}
    MetricTransformations:
      - MetricName: ${yaml(metricName)}
        MetricNamespace: ${yaml(namespace)}
        MetricValue: ${yaml(metricValue)}`,
  };
}

function transformationsText(names: ChainNames, existing: MetricFilterFact | null): string {
  const [first, ...more] = existing?.transformations ?? [];
  const isPlain = first && more.length === 0 && first.defaultValue === null && first.unit === 'None';
  if (!first || (isPlain && Object.keys(first.dimensions).length === 0)) {
    const { metricName, namespace, metricValue } = names;
    return `metricName=${metricName},metricNamespace=${namespace},metricValue=${metricValue}`;
  }
  const all = [first, ...more].map(({ defaultValue, dimensions, ...it }) => ({
    ...it,
    ...(defaultValue === null ? {} : { defaultValue }),
    ...(Object.keys(dimensions).length > 0 ? { dimensions } : {}),
  }));
  return JSON.stringify(all);
}

function keptOptions(existing: MetricFilterFact | null): [string, string][] {
  const criteria = existing?.fieldSelectionCriteria;
  const fields = existing?.emitSystemFieldDimensions ?? [];
  return [
    ...(criteria ? [['--field-selection-criteria', criteria] satisfies [string, string]] : []),
    ...(fields.length > 0
      ? [['--emit-system-field-dimensions', JSON.stringify(fields)] satisfies [string, string]]
      : []),
  ];
}

/** @param isExisting the call drops what it does not name. */
export function alarmTexts(names: ChainNames, isExisting = false): FixTexts {
  const replaced = isExisting
    ? '# put-metric-alarm replaces the whole alarm: repeat its other actions and its description.\n'
    : '';
  const { region, namespace, metricName, alarmName, topicArn } = names;
  return {
    console: [
      `Open CloudWatch, Alarms in ${region} and create or edit ${alarmName} on the metric ${namespace}/${metricName}.`,
      'Statistic Sum, period 5 minutes, threshold Greater/Equal 1, 1 out of 1 datapoints, treat missing data as good.',
      `Under Actions, send alarms to ${topicArn} and keep actions enabled.`,
    ],
    cli: `${replaced}${cliLine('aws cloudwatch put-metric-alarm', [
      ['--region', region],
      ['--alarm-name', alarmName],
      ['--namespace', namespace],
      ['--metric-name', metricName],
      ['--statistic', 'Sum'],
      ['--period', '300'],
      ['--evaluation-periods', '1'],
      ['--threshold', '1'],
      ['--comparison-operator', 'GreaterThanOrEqualToThreshold'],
      ['--treat-missing-data', 'notBreaching'],
      ['--alarm-actions', topicArn],
    ])}`,
    terraform: `resource "aws_cloudwatch_metric_alarm" ${hcl(identifier(alarmName))} {
  alarm_name          = ${hcl(alarmName)}
  namespace           = ${hcl(namespace)}
  metric_name         = ${hcl(metricName)}
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  threshold           = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = [${hcl(topicArn)}]
}`,
    cloudformation: `${logicalId(alarmName)}Alarm:
  Type: AWS::CloudWatch::Alarm
  Properties:
    AlarmName: ${yaml(alarmName)}
    Namespace: ${yaml(namespace)}
    MetricName: ${yaml(metricName)}
    Statistic: Sum
    Period: 300
    EvaluationPeriods: 1
    Threshold: 1
    ComparisonOperator: GreaterThanOrEqualToThreshold
    TreatMissingData: notBreaching
    AlarmActions:
      - ${yaml(topicArn)}`,
  };
}

export function topicTexts(region: string, topicName: string): FixTexts {
  return {
    console: [
      `Open SNS, Topics in ${region} and create the standard topic ${topicName}.`,
      'Leave it unencrypted, or choose a customer managed key whose policy lets cloudwatch.amazonaws.com use it.',
    ],
    cli: cliLine('aws sns create-topic', [
      ['--region', region],
      ['--name', topicName],
    ]),
    terraform: `resource "aws_sns_topic" ${hcl(identifier(topicName))} {
  name = ${hcl(topicName)}
}`,
    cloudformation: `${logicalId(topicName)}Topic:
  Type: AWS::SNS::Topic
  Properties:
    TopicName: ${yaml(topicName)}`,
  };
}

export function subscriptionTexts(region: string, topicArn: string, endpoint: string): FixTexts {
  return {
    console: [
      `Open SNS, Topics in ${region} and choose ${topicArn.split(':').at(-1)}.`,
      `Create a subscription: protocol Email, endpoint ${endpoint}.`,
      'Open the mail AWS sends and confirm the subscription.',
    ],
    cli: cliLine('aws sns subscribe', [
      ['--region', region],
      ['--topic-arn', topicArn],
      ['--protocol', 'email'],
      ['--notification-endpoint', endpoint],
    ]),
    terraform: `resource "aws_sns_topic_subscription" "alerts" {
  topic_arn = ${hcl(topicArn)}
  protocol  = "email"
  endpoint  = ${hcl(endpoint)}
}`,
    cloudformation: `AlertSubscription:
  Type: AWS::SNS::Subscription
  Properties:
    TopicArn: ${yaml(topicArn)}
    Protocol: email
    Endpoint: ${yaml(endpoint)}`,
  };
}

export function joined(...parts: readonly FixTexts[]): FixTexts {
  return {
    console: parts.flatMap((it) => it.console),
    cli: parts.map((it) => it.cli).join('\n'),
    terraform: parts.map((it) => it.terraform).join('\n\n'),
    cloudformation: parts.map((it) => it.cloudformation).join('\n'),
  };
}

export function cliLine(command: string, options: readonly (readonly [string, string])[]): string {
  return [command, ...options.map(([name, value]) => `  ${name} ${quoteUnlessPlaceholder(value)}`)].join(
    ' \\\n',
  );
}

/** `{placeholders}` are filled later and stay bare. */
function quoteUnlessPlaceholder(text: string): string {
  return /^\{\w+\}$/.test(text) ? text : quote(text);
}

/** A Terraform string: quotes, backslashes and template openings escaped. */
export function hcl(text: string): string {
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll('\n', '\\n')
    .replace(/[$%]\{/g, (it) => `${it[0]}${it}`);
  return `"${escaped}"`;
}

/** A YAML string in single quotes. */
export function yaml(text: string): string {
  return `'${text.replaceAll("'", "''").replace(/\s+/g, ' ')}'`;
}

function identifier(text: string): string {
  const plain = text
    .toLowerCase()
    .replace(/[^a-z0-9_]+/g, '_')
    .replace(/^_+|_+$/g, '');
  return /^[a-z_]/.test(plain) ? plain : `it_${plain}`;
}

function logicalId(text: string): string {
  const words = text.split(/[^A-Za-z0-9]+/).filter((it) => it !== '');
  return words.map((it) => it.charAt(0).toUpperCase() + it.slice(1)).join('') || 'Watch';
}
