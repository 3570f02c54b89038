import { defineCheck, type Judgement } from '../../check.ts';
import type { AccessLogFact, LoggedKind } from '../../facts/logging.ts';
import type { Linked } from '../../link.ts';
import type { Source } from '../../snapshot.ts';
import type { JudgeContext } from '../../world.ts';
import { evidenceOf, missingOfGaps, withDenied } from '../support/evidence.ts';
import { openQuestions, regionsInScope, regionsMissing } from '../support/regions.ts';
import { judgeSubjects, type Subject } from '../support/subjects.ts';

export const edgeAccessLogging = defineCheck({
  id: 'edge-access-logging',
  title: 'Internet-facing entry points write access logs',
  section: 'logging',
  scope: 'resource',
  impact: 'medium',
  likelihood: 'medium',
  verdicts: ['pass', 'fail', 'not_applicable', 'unknown'],
  rationale:
    'CloudTrail records who changed a load balancer, an API or a distribution, not who sent requests through it. Access logs are the only record of those requests: without them nobody can tell an attack from a visit, nor what it reached.',
  remediation: {
    summary:
      'Turn on access logs of each bare resource: a load balancer and a distribution to a bucket, an API stage to a log group. Keep them where their readers cannot change them.',
    console: [
      'Load balancer: open EC2, Load Balancers, the load balancer, Attributes, Edit, and turn on Access logs with a bucket.',
      'API: open API Gateway, the API, Stages, the stage, Logs and tracing, Edit, and turn on custom access logging with a log group. HTTP and WebSocket APIs: Monitor, Logging.',
      'Distribution: open CloudFront, the distribution, Logging, Create access log delivery, and choose a destination.',
    ],
    cli: `# a load balancer; the bucket's policy lets Elastic Load Balancing write
aws elbv2 modify-load-balancer-attributes --region {region} --load-balancer-arn {loadBalancerArn} --attributes 'Key=access_logs.s3.enabled,Value=true' 'Key=access_logs.s3.bucket,Value={logBucketName}'
# a stage of a REST API; once a region, API Gateway needs a role for CloudWatch Logs in its settings
aws apigateway update-stage --region {region} --rest-api-id {apiId} --stage-name '{stageName}' --patch-operations 'op=replace,path=/accessLogSettings/destinationArn,value={logGroupArn}' 'op=replace,path=/accessLogSettings/format,value=$context.requestId $context.identity.sourceIp $context.requestTime $context.httpMethod $context.path $context.status'
# a stage of an HTTP or WebSocket API
aws apigatewayv2 update-stage --region {region} --api-id {apiId} --stage-name '{stageName}' --access-log-settings 'DestinationArn={logGroupArn},Format=$context.requestId $context.identity.sourceIp $context.requestTime $context.routeKey $context.status'
# a distribution: a source, a destination and the delivery that joins them, in us-east-1
aws logs put-delivery-source --region us-east-1 --name {distributionId} --resource-arn {resourceArn} --log-type ACCESS_LOGS
destination=$(aws logs put-delivery-destination --region us-east-1 --name {distributionId} --delivery-destination-configuration 'destinationResourceArn=arn:{partition}:s3:::{logBucketName}' --query deliveryDestination.arn --output text)
aws logs create-delivery --region us-east-1 --delivery-source-name {distributionId} --delivery-destination-arn "$destination"`,
    terraform: `# in the aws_lb of {loadBalancerArn}
access_logs {
  bucket  = "{logBucketName}"
  enabled = true
}

# in the aws_api_gateway_stage or aws_apigatewayv2_stage of {stageName}
access_log_settings {
  destination_arn = "{logGroupArn}"
  format          = "$context.requestId $context.identity.sourceIp $context.requestTime $context.status"
}

# for the distribution {distributionId}, with a provider in us-east-1
resource "aws_cloudwatch_log_delivery_source" "edge" {
  name         = "{distributionId}"
  log_type     = "ACCESS_LOGS"
  resource_arn = "{resourceArn}"
}

resource "aws_cloudwatch_log_delivery_destination" "edge" {
  name = "{distributionId}"

  delivery_destination_configuration {
    destination_resource_arn = "arn:{partition}:s3:::{logBucketName}"
  }
}

resource "aws_cloudwatch_log_delivery" "edge" {
  delivery_source_name     = aws_cloudwatch_log_delivery_source.edge.name
  delivery_destination_arn = aws_cloudwatch_log_delivery_destination.edge.arn
}`,
    cloudformation: `# in the AWS::ElasticLoadBalancingV2::LoadBalancer of {loadBalancerArn}, beside its other attributes
LoadBalancerAttributes:
  - Key: access_logs.s3.enabled
    Value: 'true'
  - Key: access_logs.s3.bucket
    Value: '{logBucketName}'
# in the AWS::ApiGateway::Stage of {stageName}; AWS::ApiGatewayV2::Stage calls it AccessLogSettings
AccessLogSetting:
  DestinationArn: '{logGroupArn}'
  Format: '$context.requestId $context.identity.sourceIp $context.requestTime $context.status'
# in the DistributionConfig of {distributionId}; this bucket takes ACLs
Logging:
  Bucket: '{logBucketName}.s3.amazonaws.com'`,
  },
  references: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html',
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html',
    'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/AccessLogs.html',
  ],
  reads: ['edge.access-logs', 'account.closed-regions'],
  judge: judgeAccessLogs,
});

const kindNames: Record<LoggedKind, string> = {
  'load-balancer': 'load balancer',
  'network-load-balancer': 'network load balancer',
  'rest-api-stage': 'REST API stage',
  'http-api-stage': 'HTTP API stage',
  'websocket-api-stage': 'WebSocket API stage',
  distribution: 'CloudFront distribution',
};

function judgeAccessLogs(linked: Linked, context: JudgeContext): Judgement {
  const facts = linked.snapshot.topics['edge.access-logs'];
  const regions = new Set([...regionsInScope(linked, context), 'global']);
  const found = (facts ?? []).filter((it) => regions.has(it.region));
  const known = new Set(found.map((it) => it.arn));
  const asked = {
    topics: ['edge.access-logs'] as const,
    api: 'elasticloadbalancing:DescribeLoadBalancerAttributes',
  };
  const unlisted = openQuestions(linked, context, asked).filter(
    (it) => it.resource === null || !known.has(it.resource),
  );
  return judgeSubjects(
    'resource',
    found.map((it) => subjectOf(it, linked)),
    {
      nothing:
        'No application or network load balancer, API stage or CloudFront distribution of the account faces the internet.',
      missing: [...missingOfGaps(linked, unlisted), ...regionsMissing(linked, context)],
    },
  );
}

function subjectOf(fact: AccessLogFact, linked: Linked): Subject {
  const { kind, arn, name, region, realTime, log } = fact;
  const base = { region, resource: arn, named: `${kindNames[kind]} ${name}` };
  if (!log) {
    const gaps = linked.decidingGaps('edge.access-logs').filter((it) => it.resource === arn);
    const missing = missingOfGaps(linked, gaps);
    const says = withDenied('Whether an access log records requests to {where} was not read.', missing);
    return { ...base, verdict: 'unknown', says, missing };
  }
  const evidence = log.sources.map((it) => toldBy(it, fact, log.to, linked.account.accountId));
  if (log.to === null) {
    const says =
      realTime === 'some'
        ? 'Real-time logs record only some cache behaviors of {where}, and no other access log does.'
        : 'No access log records requests to {where}.';
    return { ...base, verdict: 'fail', says, evidence };
  }
  const sampled = `Real-time logs of ${base.named} may hold a sample of its requests: the sampling rate was not read.`;
  return {
    ...base,
    verdict: 'pass',
    says: 'Access logs record requests to {where}.',
    evidence,
    ...(realTime === 'all' && { notes: [sampled] }),
  };
}

function toldBy(source: Source, { arn, name }: AccessLogFact, to: string | null, accountId: string) {
  const decided = to === null ? `No access log of ${name}.` : `Access logs of ${name} go to ${to}.`;
  return evidenceOf(accountId, source, decided, commandOf(source.api, arn), { resource: arn, accessLog: to });
}

/** AWS CLI line that asks the same. */
function commandOf(api: string, arn: string): string {
  const [, apiKind, apiId] = /\/(restapis|apis)\/([^/]+)\//.exec(arn) ?? [];
  switch (api) {
    case 'elasticloadbalancing:DescribeLoadBalancerAttributes':
      return `aws elbv2 describe-load-balancer-attributes --load-balancer-arn ${arn}`;
    case 'cloudfront:ListDistributions':
      return 'aws cloudfront list-distributions';
    case 'cloudfront:GetDistributionConfig':
      return `aws cloudfront get-distribution-config --id ${arn.split('/').at(-1)}`;
    case 'logs:DescribeDeliverySources':
      return 'aws logs describe-delivery-sources';
    case 'logs:DescribeDeliveries':
      return 'aws logs describe-deliveries';
    default:
      return apiKind === 'restapis'
        ? `aws apigateway get-stages --rest-api-id ${apiId}`
        : `aws apigatewayv2 get-stages --api-id ${apiId}`;
  }
}
