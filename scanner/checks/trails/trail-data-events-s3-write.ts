import { defineCheck } from '../../check.ts';
import { putEventSelectors, trailCloudFormation, trailTerraform } from '../support/existing-resource.ts';
import { judgeDataEvents } from './judge-data-events.ts';

export const trailDataEventsS3Write = defineCheck({
  id: 'trail-data-events-s3-write',
  title: 'Write events on objects of all buckets are recorded',
  section: 'trails',
  scope: 'account',
  impact: 'medium',
  likelihood: 'medium',
  verdicts: ['pass', 'fail', 'inherited', 'unknown'],
  rationale:
    'Deleting, overwriting and encrypting objects are data events. Without them ransomware and quiet tampering leave no record of who did it.',
  remediation: {
    summary:
      'Let a logging multi-region trail record write data events of S3 for all current and future buckets. Data events are charged by number: leave busy buckets out only as a documented exception.',
    console: [
      'Open CloudTrail, choose Trails and open the multi-region trail.',
      'Edit the data events and add the type S3.',
      'Log all current and future buckets, and tick Write.',
    ],
    cli: putEventSelectors(
      '[{"ReadWriteType":"All","IncludeManagementEvents":true},{"ReadWriteType":"WriteOnly","IncludeManagementEvents":false,"DataResources":[{"Type":"AWS::S3::Object","Values":["arn:{partition}:s3"]}]}]',
    ),
    terraform: trailTerraform(`  event_selector {
    read_write_type           = "All"
    include_management_events = true
  }

  event_selector {
    read_write_type           = "WriteOnly"
    include_management_events = false

    data_resource {
      type   = "AWS::S3::Object"
      values = ["arn:{partition}:s3"]
    }
  }`),
    cloudformation: trailCloudFormation(`    EventSelectors:
      - ReadWriteType: All
        IncludeManagementEvents: true
      - ReadWriteType: WriteOnly
        IncludeManagementEvents: false
        DataResources:
          - Type: AWS::S3::Object
            Values: ['arn:{partition}:s3']`),
  },
  references: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html',
  ],
  reads: ['cloudtrail.trails'],

  judge: (linked, context) => judgeDataEvents('trail-data-events-s3-write', 'write', linked, context),
});
