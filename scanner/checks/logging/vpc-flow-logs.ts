import { defineCheck } from '../../check.ts';
import type { FlowLogFact, VpcRegionFact } from '../../facts/logging.ts';
import { notAsked } from '../../link/missing.ts';
import type { Linked } from '../../link.ts';
import type { Gap } from '../../snapshot.ts';
import { evidenceOf, missingOfGaps, withDenied } from '../support/evidence.ts';
import { judgeRegions } from '../support/regions.ts';
import type { Subject } from '../support/subjects.ts';

export const vpcFlowLogs = defineCheck({
  id: 'vpc-flow-logs',
  title: 'Every VPC has a flow log',
  section: 'logging',
  scope: 'resource',
  impact: 'medium',
  likelihood: 'medium',
  verdicts: ['pass', 'warn', 'fail', 'not_applicable', 'unknown'],
  rationale:
    'CloudTrail sees calls to AWS, not traffic between machines. Flow logs are the only record of who talked to a server, and the first thing an investigation of an intrusion asks for.',
  remediation: {
    summary:
      'Create a flow log for each VPC that records at least rejected traffic. Delete default VPCs nobody uses.',
    console: [
      'Open VPC in the region, choose Your VPCs and the VPC.',
      'Choose Flow logs, then Create flow log.',
      'Choose filter All or Reject, a destination (log group or bucket), and create it.',
    ],
    cli: `aws ec2 create-flow-logs --region {region} --resource-type VPC --resource-ids {vpcId} --traffic-type ALL --log-destination-type s3 --log-destination {logBucketArn}`,
    terraform: `resource "aws_flow_log" "vpc" {
  vpc_id               = "{vpcId}"
  traffic_type         = "ALL"
  log_destination_type = "s3"
  log_destination      = "{logBucketArn}"
}`,
    cloudformation: `FlowLog:
  Type: AWS::EC2::FlowLog
  Properties:
    ResourceType: VPC
    ResourceId: '{vpcId}'
    TrafficType: ALL
    LogDestinationType: s3
    LogDestination: '{logBucketArn}'`,
  },
  references: ['https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html'],
  reads: ['ec2.vpcs', 'account.closed-regions'],

  judge: (linked, context) =>
    judgeRegions(
      {
        topic: 'ec2.vpcs',
        api: 'ec2:DescribeVpcs',
        service: 'VPC',
        facts: linked.snapshot.topics['ec2.vpcs'],
        judgeRegion: (fact, gaps) => fact.vpcs.map((vpc) => vpcSubject(vpc, fact, gaps, linked)),
        nothing: 'The account has no VPC.',
        scope: 'resource',
      },
      linked,
      context,
    ),
});

function vpcSubject(
  vpc: VpcRegionFact['vpcs'][number],
  { region, flowLogs }: VpcRegionFact,
  gaps: readonly Gap[],
  linked: Linked,
): Subject {
  const { accountId, partition } = linked.account;
  const base = {
    region,
    resource: `arn:${partition}:ec2:${region}:${accountId}:vpc/${vpc.id}`,
    named: vpc.name ? `${vpc.id} (${vpc.name})` : vpc.id,
  };
  if (!flowLogs) {
    const why = gaps.filter((it) => it.api === 'ec2:DescribeFlowLogs');
    const missing = missingOfGaps(
      linked,
      why.length > 0 ? why : [notAsked('ec2.vpcs', 'ec2:DescribeFlowLogs', region, linked.snapshot)],
    );
    return {
      ...base,
      verdict: 'unknown',
      says: withDenied('Whether {VPC|VPCs} {where} {has|have} a flow log was not read.', missing),
      missing,
    };
  }
  const own = flowLogs.items.filter((it) => it.resourceId === vpc.id);
  const evidence = [
    evidenceOf(
      accountId,
      flowLogs.source,
      own.length === 0 ? `No flow log on ${vpc.id}.` : `${own.length} flow logs on ${vpc.id}.`,
      `aws ec2 describe-flow-logs --filter Name=resource-id,Values=${vpc.id}`,
      { FlowLogs: own },
    ),
  ];
  const state = stateOf(own);
  const unread = gaps.filter((it) => it.api === 'ec2:DescribeFlowLogs');
  if (state.verdict === 'pass' || unread.length === 0) return { ...base, ...state, evidence };
  const says = 'Whether a flow log that could not be read is the one of {VPC|VPCs} {where} is open.';
  return { ...base, verdict: 'unknown', says, evidence, missing: missingOfGaps(linked, unread) };
}

function stateOf(logs: readonly FlowLogFact[]): Pick<Subject, 'verdict' | 'says'> {
  const active = logs.filter((it) => it.status === 'ACTIVE');
  if (active.length === 0) return { verdict: 'fail', says: 'No flow log records {VPC|VPCs} {where}.' };
  const working = active.filter((it) => it.deliverStatus !== 'FAILED');
  if (working.length === 0) {
    const error = active.find((it) => it.deliverError)?.deliverError;
    return {
      verdict: 'fail',
      says: `The flow {log|logs} of {VPC|VPCs} {where} cannot deliver${error ? `: ${error}` : ''}.`,
    };
  }
  if (working.every((it) => it.trafficType === 'ACCEPT')) {
    return {
      verdict: 'warn',
      says: 'The flow {log|logs} of {VPC|VPCs} {where} {leaves|leave} out rejected traffic.',
    };
  }
  return { verdict: 'pass', says: '{VPC|VPCs} {where} {has|have} a flow log.' };
}
