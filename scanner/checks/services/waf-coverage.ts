import type { ExposedResourceFact, ExposureKind } from '../../facts/services.ts';
import type { Linked } from '../../link.ts';
import type { JudgeContext } from '../../world.ts';
import { evidenceOf, missingOfGaps } from '../support/evidence.ts';
import { openQuestions, regionsInScope, regionsMissing } from '../support/regions.ts';
import { defineServiceCheck } from '../support/service-check.ts';
import { judgeSubjects, type Subject } from '../support/subjects.ts';

export const wafCoverage = defineServiceCheck({
  id: 'waf-coverage',
  title: 'Internet-facing resources have a web ACL',
  section: 'services',
  scope: 'resource',
  impact: 'medium',
  likelihood: 'medium',
  verdicts: ['pass', 'fail', 'not_applicable', 'unknown'],
  rationale:
    'A web ACL turns away known attacks, bots and floods before they reach an application, and logs what it saw. An exposed resource without one leaves every request to the code behind it.',
  remediation: {
    summary:
      'Create a web ACL with AWS managed rules and associate it with each bare resource; CloudFront needs one of scope CLOUDFRONT.',
    console: [
      'Open WAF & Shield and choose Web ACLs in the resource’s region, or Global (CloudFront).',
      'Create a web ACL with the core managed rule group, first in count mode.',
      'Under Associated resources add the bare resources.',
    ],
    cli: `# A resource of a region, with a web ACL of scope REGIONAL:
aws wafv2 associate-web-acl --region {region} --web-acl-arn {webAclArn} --resource-arn {resourceArn}
# A distribution: set WebACLId in what get prints. update-distribution replaces the whole configuration.
aws cloudfront get-distribution-config --id {distributionId} --query DistributionConfig > distribution.json
etag=$(aws cloudfront get-distribution-config --id {distributionId} --query ETag --output text)
aws cloudfront update-distribution --id {distributionId} --if-match "$etag" --distribution-config file://distribution.json`,
    terraform: `resource "aws_wafv2_web_acl" "edge" {
  name  = "edge"
  scope = "REGIONAL"

  default_action {
    allow {}
  }

  rule {
    name     = "core"
    priority = 0

    override_action {
      count {}
    }

    statement {
      managed_rule_group_statement {
        name        = "AWSManagedRulesCommonRuleSet"
        vendor_name = "AWS"
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "core"
      sampled_requests_enabled   = true
    }
  }

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "edge"
    sampled_requests_enabled   = true
  }
}

# A distribution names the ARN of an ACL of scope CLOUDFRONT as its web_acl_id instead.
resource "aws_wafv2_web_acl_association" "edge" {
  resource_arn = "{resourceArn}"
  web_acl_arn  = aws_wafv2_web_acl.edge.arn
}`,
    cloudformation: `WebAcl:
  Type: AWS::WAFv2::WebACL
  Properties:
    Name: edge
    Scope: REGIONAL
    DefaultAction: { Allow: {} }
    Rules:
      - Name: core
        Priority: 0
        OverrideAction: { Count: {} }
        Statement:
          ManagedRuleGroupStatement:
            Name: AWSManagedRulesCommonRuleSet
            VendorName: AWS
        VisibilityConfig:
          CloudWatchMetricsEnabled: true
          MetricName: core
          SampledRequestsEnabled: true
    VisibilityConfig:
      CloudWatchMetricsEnabled: true
      MetricName: edge
      SampledRequestsEnabled: true
# A distribution names the ARN of an ACL of scope CLOUDFRONT as its WebACLId instead.
Association:
  Type: AWS::WAFv2::WebACLAssociation
  Properties:
    ResourceArn: '{resourceArn}'
    WebACLArn: !GetAtt WebAcl.Arn`,
  },
  references: ['https://docs.aws.amazon.com/waf/latest/developerguide/web-acl-associating-aws-resource.html'],
  reads: ['waf.exposed-resources', 'account.closed-regions'],
  judge: judgeCoverage,
});

const kindNames: Record<ExposureKind, string> = {
  'load-balancer': 'load balancer',
  'rest-api-stage': 'REST API stage',
  distribution: 'CloudFront distribution',
  'graphql-api': 'GraphQL API',
  'user-pool': 'user pool',
};

function judgeCoverage(linked: Linked, context: JudgeContext) {
  const facts = linked.snapshot.topics['waf.exposed-resources'];
  const regions = new Set([...regionsInScope(linked, context), 'global']);
  const exposed = (facts ?? []).filter((it) => regions.has(it.region));
  const known = new Set(exposed.map((it) => it.arn));
  const asked = { topics: ['waf.exposed-resources'] as const, api: 'wafv2:GetWebACLForResource' };
  const unlisted = openQuestions(linked, context, asked).filter(
    (it) => it.resource === null || !known.has(it.resource),
  );
  return judgeSubjects(
    'resource',
    exposed.map((it) => subjectOf(it, linked)),
    {
      nothing: 'Nothing of the account faces the internet.',
      missing: [...missingOfGaps(linked, unlisted), ...regionsMissing(linked, context)],
    },
  );
}

function subjectOf(exposed: ExposedResourceFact, linked: Linked): Subject {
  const { kind, arn, name, region, webAcl } = exposed;
  const base = { region, resource: arn, named: `${kindNames[kind]} ${name}` };
  if (!webAcl) {
    const gaps = linked.decidingGaps('waf.exposed-resources').filter((it) => it.resource === arn);
    return {
      ...base,
      verdict: 'unknown',
      says: 'Whether a web ACL protects {where} was not read.',
      missing: missingOfGaps(linked, gaps),
    };
  }
  const command =
    kind === 'distribution'
      ? 'aws cloudfront list-distributions'
      : `aws wafv2 get-web-acl-for-resource --resource-arn ${arn}`;
  const evidence = [
    evidenceOf(
      linked.account.accountId,
      webAcl.source,
      webAcl.arn ? `Web ACL ${webAcl.arn}.` : `No web ACL on ${name}.`,
      command,
      { resource: arn, webAcl: webAcl.arn },
    ),
  ];
  return webAcl.arn
    ? { ...base, verdict: 'pass', says: 'A web ACL protects {where}.', evidence }
    : { ...base, verdict: 'fail', says: 'No web ACL protects {where}.', evidence };
}
