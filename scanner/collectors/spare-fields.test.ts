import { expect, it } from 'vitest';
import { collectFrom } from '../test-support/collected.ts';

const accountId = '111111111111';

/** Fields that no verdict rests on, each left out of the answer that has it. */
const spare = [
  { action: 'access-analyzer:ListAnalyzers', fields: ['name'] },
  { action: 'ec2:DescribeFlowLogs', fields: ['FlowLogId'] },
  { action: 'guardduty:GetFindings', fields: ['Title', 'UpdatedAt'] },
  { action: 'organizations:DescribeOrganization', fields: ['Arn'] },
  { action: 'cloudwatch:DescribeAlarms', fields: ['AlarmArn'] },
  { action: 'config:DescribeDeliveryChannels', fields: ['name'] },
  { action: 'events:ListTargetsByRule', fields: ['Id'] },
];

it('a field no verdict rests on is no reason not to know', async () => {
  const { snapshot } = await collectFrom(
    {
      organizations: [{ id: 'o-halvorsen01', management: accountId }],
      accounts: [
        {
          id: accountId,
          name: 'a',
          organization: 'o-halvorsen01',
          regions: ['us-east-1'],
          resources: {
            'us-east-1': {
              vpcs: [{ VpcId: 'vpc-1' }],
              flowLogs: [{ ResourceId: 'vpc-1' }],
              analyzers: [{ name: 'external' }],
              detectors: [{ findings: [{}] }],
              configurationRecorders: [{}],
              deliveryChannels: [{}],
              topics: [{ name: 'security' }],
              metricAlarms: [{ AlarmName: 'any', MetricName: 'm', Namespace: 'n' }],
              rules: [
                { Name: 'any', EventPattern: { source: ['aws.guardduty'] }, targets: [{ Arn: 'security' }] },
              ],
            },
          },
          faults: spare.map((it) => ({ kind: 'sparse' as const, ...it })),
        },
      ],
    },
    accountId,
  );
  expect(snapshot.gaps).toEqual([]);
  expect(snapshot.topics['access-analyzer.regions']?.[0]?.analyzers).toHaveLength(1);
  expect(snapshot.topics['ec2.vpcs']?.[0]?.flowLogs?.items).toHaveLength(1);
});
