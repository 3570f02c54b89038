import type { Run } from '../results.ts';
import type { Step } from '../route.ts';
import { cliLine, type FixTexts, hcl, joined, yaml } from './fix-texts.ts';

type Told = FixTexts & { summary: string };

/** No trail, a stopped one, or one that leaves these events out. */
export function trailFix(run: Run, cause: Step): Told {
  const trail = run.linked.trails.find((it) => it.fact.arn === cause.arn);
  if (!trail) return newTrail(run);
  const { name, homeRegion, arn, bucketName } = trail.fact;
  if (trail.status?.isLogging === false) {
    return {
      summary: `Start logging on the trail ${name}.`,
      console: [`Open CloudTrail, Trails, ${name} in ${homeRegion}.`, 'Choose Start logging.'],
      cli: startLogging(homeRegion, arn),
      terraform: trailResource(name, bucketName, '  enable_logging        = true'),
      cloudformation: trailTemplate(name, bucketName),
    };
  }
  const selectors = JSON.stringify([{ ReadWriteType: 'All', IncludeManagementEvents: true }]);
  const update = cliLine('aws cloudtrail update-trail', [
    ['--region', homeRegion],
    ['--name', arn],
  ]);
  const read = cliLine('aws cloudtrail get-event-selectors', [
    ['--region', homeRegion],
    ['--trail-name', arn],
  ]);
  const record = cliLine('aws cloudtrail put-event-selectors', [
    ['--region', homeRegion],
    ['--trail-name', arn],
    ['--event-selectors', selectors],
  ]);
  return {
    summary: `Let the trail ${name} record read and write management events of every region, nothing excluded.`,
    console: [
      `Open CloudTrail, Trails, ${name} in ${homeRegion}.`,
      'Under General details, make it a multi-region trail.',
      'Under Management events, record Read and Write, and exclude neither AWS KMS nor RDS Data API events.',
    ],
    cli: `${update} \\\n  --is-multi-region-trail --include-global-service-events\n# put-event-selectors replaces all selectors of a trail: repeat those that are to stay.\n${read}\n${record}`,
    terraform: trailResource(
      name,
      bucketName,
      '  event_selector {\n    read_write_type           = "All"\n    include_management_events = true\n  }',
    ),
    cloudformation: `${trailTemplate(name, bucketName)}
    EventSelectors:
      - ReadWriteType: All
        IncludeManagementEvents: true`,
  };
}

function newTrail(run: Run): Told {
  const region = run.linked.snapshot.regions[0] ?? 'us-east-1';
  const name = 'management-events';
  const create = cliLine('aws cloudtrail create-trail', [
    ['--region', region],
    ['--name', name],
    ['--s3-bucket-name', '{bucketName}'],
  ]);
  const { organization } = run.linked;
  const isMember = organization.state === 'found' && organization.fact.organization !== null;
  const where = isMember
    ? ' An organization trail in the management account records every member at once.'
    : '';
  return {
    summary: `Create a multi-region trail that delivers to a log group.${where}`,
    console: [
      'Open CloudTrail, Trails, Create trail; choose the log bucket and keep all regions.',
      'Under CloudWatch Logs, choose a log group and let CloudTrail create the role.',
      'Under Management events, record Read and Write.',
    ],
    cli: `${create} \\\n  --is-multi-region-trail --enable-log-file-validation\n${startLogging(region, name)}`,
    terraform: trailResource(name, null, '  enable_log_file_validation = true'),
    cloudformation: trailTemplate(name, null),
  };
}

/** No log group, one that is gone, of the wrong class, or that refuses delivery. */
export function logGroupFix(run: Run, cause: Step): Told | null {
  const trail =
    run.linked.trails.find((it) => it.fact.arn === cause.causeKey) ??
    run.linked.trails.find((it) => it.fact.logGroupArn !== null && it.fact.logGroupArn === cause.arn) ??
    run.linked.trails.find((it) => it.isOwn);
  if (!trail) return null;
  const { name, homeRegion, arn, ownerAccountId, bucketName } = trail.fact;
  const partition = arn.split(':')[1] ?? 'aws';
  const isReplaced = cause.fact.startsWith('Class');
  const group = isReplaced || !cause.name ? `/aws/cloudtrail/${name}` : cause.name;
  const groupArn = `arn:${partition}:logs:${homeRegion}:${ownerAccountId}:log-group:${group}:*`;
  const steps = joined(
    {
      console: [`Open CloudTrail, Trails, ${name} in ${homeRegion}, CloudWatch Logs, Edit.`],
      cli: cliLine('aws logs create-log-group', [
        ['--region', homeRegion],
        ['--log-group-name', group],
      ]),
      terraform: `resource "aws_cloudwatch_log_group" "trail" {\n  name = ${hcl(group)}\n}`,
      cloudformation: `TrailLogGroup:\n  Type: AWS::Logs::LogGroup\n  Properties:\n    LogGroupName: ${yaml(group)}`,
    },
    {
      console: [
        `Choose the log group ${group} (class Standard) and a role that may create streams and put events in it.`,
      ],
      cli: cliLine('aws cloudtrail update-trail', [
        ['--region', homeRegion],
        ['--name', arn],
        ['--cloud-watch-logs-log-group-arn', groupArn],
        ['--cloud-watch-logs-role-arn', '{roleArn}'],
      ]),
      terraform: trailResource(
        name,
        bucketName,
        `  cloud_watch_logs_group_arn = ${hcl(groupArn)}\n  cloud_watch_logs_role_arn  = "{roleArn}"`,
      ),
      cloudformation: `${trailTemplate(name, bucketName)}\n    CloudWatchLogsLogGroupArn: ${yaml(groupArn)}\n    CloudWatchLogsRoleArn: '{roleArn}'`,
    },
  );
  return { summary: `Let the trail ${name} deliver to the log group ${group}.`, ...steps };
}

function startLogging(region: string, name: string): string {
  return cliLine('aws cloudtrail start-logging', [
    ['--region', region],
    ['--name', name],
  ]);
}

function trailResource(name: string, bucketName: string | null, body: string): string {
  return `${intoTrail(bucketName)}resource "aws_cloudtrail" "this" {
  name                  = ${hcl(name)}
  s3_bucket_name        = ${hcl(bucketName ?? '{bucketName}')}
  is_multi_region_trail = true
${body}
}`;
}

function trailTemplate(name: string, bucketName: string | null): string {
  return `${intoTrail(bucketName)}Trail:
  Type: AWS::CloudTrail::Trail
  Properties:
    TrailName: ${yaml(name)}
    S3BucketName: ${yaml(bucketName ?? '{bucketName}')}
    IsLogging: true
    IsMultiRegionTrail: true
    IncludeGlobalServiceEvents: true`;
}

/** What Terraform and CloudFormation manage already is changed, not written anew. */
function intoTrail(bucketName: string | null): string {
  return bucketName === null ? '' : '# Into the resource of this trail; keep what it says besides.\n';
}
