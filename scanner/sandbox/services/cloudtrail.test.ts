import {
  CloudTrailClient,
  DescribeTrailsCommand,
  GetEventSelectorsCommand,
  GetInsightSelectorsCommand,
  GetTrailCommand,
  GetTrailStatusCommand,
  ListTagsCommand,
  ListTrailsCommand,
} from '@aws-sdk/client-cloudtrail';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../sandbox.ts';
import { errorOf, sessionOptions } from '../testing.ts';

const management = '111111111111';
const member = '222222222222';
const organization = 'o-halvorsen01';
const orgTrail = `arn:aws:cloudtrail:eu-north-1:${management}:trail/org`;

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({
    cloud: {
      organizations: [{ id: organization, management }],
      accounts: [
        {
          id: management,
          name: 'management',
          organization,
          resources: {
            'eu-north-1': {
              trails: [
                {
                  Name: 'org',
                  IsOrganizationTrail: true,
                  CloudWatchLogsLogGroupArn: 'org-trail',
                  KmsKeyId: 'alias/trail',
                  insightSelectors: [{ InsightType: 'ApiCallRateInsight' }],
                  advancedEventSelectors: [
                    { FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] },
                  ],
                },
              ],
            },
            'eu-west-1': {
              trails: [{ Name: 'local', IsMultiRegionTrail: false, status: { IsLogging: false } }],
            },
          },
        },
        { id: member, name: 'member', organization },
      ],
    },
  });
});
afterAll(() => sandbox.close());

async function clientIn(region: string, accountId = management): Promise<CloudTrailClient> {
  return new CloudTrailClient(await sessionOptions(sandbox, region, accountId));
}

async function namesIn(
  region: string,
  accountId: string,
  includeShadowTrails: boolean,
): Promise<(string | undefined)[]> {
  const client = await clientIn(region, accountId);
  const { trailList } = await client.send(new DescribeTrailsCommand({ includeShadowTrails }));
  return (trailList ?? []).map((it) => it.Name);
}

describe('trails', () => {
  it('are listed once, from any region, by their owner', async () => {
    const { Trails } = await (await clientIn('us-east-1')).send(new ListTrailsCommand({}));
    expect(Trails?.map((it) => `${it.Name} ${it.HomeRegion}`)).toEqual(['org eu-north-1', 'local eu-west-1']);
    expect((await (await clientIn('us-east-1', member)).send(new ListTrailsCommand({}))).Trails).toEqual([]);
  });

  it('show shadows elsewhere and the organization’s in members, unless told not to', async () => {
    expect(await namesIn('eu-north-1', management, false)).toEqual(['org']);
    expect(await namesIn('eu-west-1', management, true)).toEqual(['org', 'local']);
    expect(await namesIn('us-east-1', management, false)).toEqual([]);
    expect(await namesIn('us-east-1', member, true)).toEqual(['org']);
    expect(await namesIn('eu-north-1', member, false)).toEqual([]);
  });

  it('come with the ARNs a name stands for', async () => {
    const { Trail } = await (await clientIn('eu-north-1')).send(new GetTrailCommand({ Name: 'org' }));
    expect(Trail).toMatchObject({
      TrailARN: orgTrail,
      HomeRegion: 'eu-north-1',
      CloudWatchLogsLogGroupArn: `arn:aws:logs:eu-north-1:${management}:log-group:org-trail:*`,
      KmsKeyId: `arn:aws:kms:eu-north-1:${management}:alias/trail`,
      HasInsightSelectors: true,
      HasCustomEventSelectors: true,
    });
    expect(Trail).not.toHaveProperty('status');
  });

  it('tell their status by name at home only, by ARN from anywhere and to members', async () => {
    const ask = async (region: string, Name: string, accountId = management) =>
      (await clientIn(region, accountId)).send(new GetTrailStatusCommand({ Name }));
    expect((await ask('eu-north-1', 'org')).IsLogging).toBe(true);
    expect((await ask('us-east-1', orgTrail)).LatestCloudWatchLogsDeliveryTime).toBeInstanceOf(Date);
    expect((await ask('us-east-1', orgTrail, member)).IsLogging).toBe(true);
    expect((await ask('eu-west-1', 'local')).IsLogging).toBe(false);
    const unknown = {
      name: 'TrailNotFoundException',
      status: 400,
      message: `Unknown trail: ${orgTrail.replace('eu-north-1', 'us-east-1')} for the user: ${management}`,
    };
    expect(await errorOf(ask('us-east-1', 'org'))).toMatchObject(unknown);
    expect((await errorOf(ask('eu-north-1', 'org', member))).name).toBe('TrailNotFoundException');
    expect((await errorOf(ask('eu-north-1', 'local'))).name).toBe('TrailNotFoundException');
  });

  it('tell selectors, and insights only when on', async () => {
    const home = await clientIn('eu-north-1');
    const { AdvancedEventSelectors, EventSelectors } = await home.send(
      new GetEventSelectorsCommand({ TrailName: 'org' }),
    );
    expect(AdvancedEventSelectors?.[0]?.FieldSelectors?.[0]?.Equals).toEqual(['Management']);
    expect(EventSelectors).toBeUndefined();
    expect(
      (await home.send(new GetInsightSelectorsCommand({ TrailName: 'org' }))).InsightSelectors,
    ).toHaveLength(1);
    expect(
      (await home.send(new ListTagsCommand({ ResourceIdList: [orgTrail] }))).ResourceTagList,
    ).toHaveLength(1);
    const west = await clientIn('eu-west-1');
    const classic = await west.send(new GetEventSelectorsCommand({ TrailName: 'local' }));
    expect(classic.EventSelectors).toEqual([
      {
        ReadWriteType: 'All',
        IncludeManagementEvents: true,
        DataResources: [],
        ExcludeManagementEventSources: [],
      },
    ]);
    const off = await errorOf(west.send(new GetInsightSelectorsCommand({ TrailName: 'local' })));
    expect(off.name).toBe('InsightNotEnabledException');
  });
});
