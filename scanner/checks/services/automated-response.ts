import type { Judgement } from '../../check.ts';
import { shortName } from '../../link/arn.ts';
import { isSecurityPattern, runsSomething } from '../../link/automation.ts';
import type { Linked } from '../../link.ts';
import type { Source } from '../../snapshot.ts';
import type { JudgeContext } from '../../world.ts';
import { evidenceOf, missingOfGaps } from '../support/evidence.ts';
import { openQuestions, regionsMissing } from '../support/regions.ts';
import { defineServiceCheck } from '../support/service-check.ts';
import { judgeSubjects, type Subject } from '../support/subjects.ts';

export const automatedResponse = defineServiceCheck({
  id: 'automated-response',
  title: 'Something answers by itself',
  section: 'services',
  scope: 'account',
  impact: 'low',
  likelihood: 'low',
  isInformational: true,
  verdicts: ['pass', 'warn', 'unknown'],
  rationale:
    'Stolen keys are used within minutes; people answer within hours. A function, runbook or workflow that isolates an instance or disables a key on a finding closes that gap.',
  remediation: {
    summary:
      'Let an EventBridge rule on GuardDuty findings, or an alarm, run a Lambda function, an SSM automation or a Step Functions workflow that contains the damage.',
    console: [
      'Open EventBridge, choose Rules and Create rule on the default bus.',
      'Use the event pattern source aws.guardduty, detail-type GuardDuty Finding, with a numeric severity filter.',
      'Choose the function, automation or state machine as target, and test it with a sample finding.',
    ],
    cli: `aws events put-rule --region {region} --name respond-to-guardduty --event-pattern '{"source":["aws.guardduty"],"detail-type":["GuardDuty Finding"],"detail":{"severity":[{"numeric":[">=",7]}]}}'
aws lambda add-permission --region {region} --function-name {functionName} --statement-id respond-to-guardduty --action lambda:InvokeFunction --principal events.amazonaws.com --source-arn arn:{partition}:events:{region}:{accountId}:rule/respond-to-guardduty
aws events put-targets --region {region} --rule respond-to-guardduty --targets 'Id=respond,Arn=arn:{partition}:lambda:{region}:{accountId}:function:{functionName}'`,
    terraform: `resource "aws_cloudwatch_event_rule" "respond" {
  name = "respond-to-guardduty"
  event_pattern = jsonencode({
    source        = ["aws.guardduty"]
    "detail-type" = ["GuardDuty Finding"]
    detail        = { severity = [{ numeric = [">=", 7] }] }
  })
}

resource "aws_lambda_permission" "respond" {
  function_name = "{functionName}"
  action        = "lambda:InvokeFunction"
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.respond.arn
}

resource "aws_cloudwatch_event_target" "respond" {
  rule = aws_cloudwatch_event_rule.respond.name
  arn  = "arn:{partition}:lambda:{region}:{accountId}:function:{functionName}"
}`,
    cloudformation: `Respond:
  Type: AWS::Events::Rule
  Properties:
    EventPattern:
      source: [aws.guardduty]
      detail-type: [GuardDuty Finding]
      detail: { severity: [{ numeric: ['>=', 7] }] }
    Targets:
      - Id: respond
        Arn: 'arn:{partition}:lambda:{region}:{accountId}:function:{functionName}'
RespondPermission:
  Type: AWS::Lambda::Permission
  Properties:
    FunctionName: '{functionName}'
    Action: lambda:InvokeFunction
    Principal: events.amazonaws.com
    SourceArn: !GetAtt Respond.Arn`,
  },
  references: ['https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings_eventbridge.html'],
  reads: [
    'events.response-rules',
    'events.rules',
    'cloudwatch.alarms',
    'cloudwatch.composite-alarms',
    'cloudwatch.response-alarms',
    'account.closed-regions',
  ],
  judge: judgeResponse,
});

interface Response {
  source: Source;
  arn: string;
  region: string;
  says: string;
  command: string;
}

function judgeResponse(linked: Linked, context: JudgeContext): Judgement {
  const { accountId } = linked.account;
  const found = [...alarmResponses(linked), ...ruleResponses(linked)];
  const nothing = 'Nothing was found that answers by itself.';
  if (found.length > 0) {
    return judgeSubjects(
      'account',
      found.map((it) => subjectOf(it, accountId)),
      { nothing },
    );
  }
  const asked = {
    topics: ['events.response-rules', 'cloudwatch.response-alarms'] as const,
    api: 'events:ListRules',
  };
  const gaps = [
    ...openQuestions(linked, context, asked),
    // Beside a trail's log group they are read in any region, in scope or not.
    ...linked.decidingGaps('cloudwatch.alarms'),
  ];
  const says =
    'In account {where}, no event rule on findings or calls, and no alarm that was read, runs a function, runbook or workflow.';
  const none = { verdict: 'warn' as const, region: null, resource: null, named: accountId, says };
  return judgeSubjects('account', [none], {
    nothing,
    missing: [...missingOfGaps(linked, gaps), ...regionsMissing(linked, context)],
  });
}

function alarmResponses(linked: Linked): Response[] {
  const { topics } = linked.snapshot;
  const alarms = [...(topics['cloudwatch.alarms'] ?? []), ...(topics['cloudwatch.composite-alarms'] ?? [])];
  const beside = alarms.flatMap((alarm) => {
    const actionArn = alarm.isActionsEnabled ? alarm.alarmActions.find(runsSomething) : undefined;
    return actionArn ? [{ ...alarm, actionArn }] : [];
  });
  const elsewhere = topics['cloudwatch.response-alarms'] ?? [];
  return [...beside, ...elsewhere].map(({ source, arn, region, name, actionArn }) => {
    const command = `aws cloudwatch describe-alarms --alarm-names ${name}`;
    return { source, arn, region, says: `Alarm {where} runs ${shortName(actionArn)}.`, command };
  });
}

function ruleResponses(linked: Linked): Response[] {
  const { topics } = linked.snapshot;
  const forAlarms = (topics['events.rules'] ?? [])
    .filter((it) => it.state !== 'DISABLED' && isSecurityPattern(it.pattern ?? ''))
    .map((it) => ({ ...it, targetArns: it.targets?.map((target) => target.arn) ?? [] }));
  return [...(topics['events.response-rules'] ?? []), ...forAlarms].flatMap((rule) => {
    const target = rule.targetArns?.find(runsSomething);
    if (!target) return [];
    const { source, arn, region, name } = rule;
    const command = `aws events list-targets-by-rule --rule ${name}`;
    return [{ source, arn, region, says: `Event rule {where} runs ${shortName(target)}.`, command }];
  });
}

function subjectOf({ source, arn, region, says, command }: Response, accountId: string): Subject {
  const named = shortName(arn);
  return {
    verdict: 'pass',
    region,
    resource: arn,
    named,
    says,
    evidence: [evidenceOf(accountId, source, says.replace('{where}', named), command)],
  };
}
