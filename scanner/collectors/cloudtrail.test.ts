import { describe, expect, it } from 'vitest';
import { collectFrom } from '../test-support/collected.ts';

const accountId = '111111111111';
const regions = ['eu-west-1', 'us-east-1', 'us-west-2'];
const resources = {
  'eu-west-1': { trails: [{ Name: 'main' }] },
  'us-west-2': { trails: [{ Name: 'local', IsMultiRegionTrail: false }] },
};

function collectWith(account: object) {
  return collectFrom({ accounts: [{ id: accountId, name: 'a', regions, resources, ...account }] }, accountId);
}

describe('CloudTrail collector', () => {
  it('finds trails of every region with one list and one question per home region', async () => {
    const { snapshot, asked } = await collectWith({});
    const trails = snapshot.topics['cloudtrail.trails'] ?? [];
    expect(trails.map((it) => [it.name, it.homeRegion, it.status?.isLogging])).toEqual([
      ['main', 'eu-west-1', true],
      ['local', 'us-west-2', true],
    ]);
    expect(asked).toMatchObject({
      ListTrails: 1,
      DescribeTrails: 2,
      GetTrailStatus: 2,
      GetEventSelectors: 2,
    });
    expect(snapshot.gaps).toEqual([]);
  });

  it('asks every region where the list is refused, and then has no gap', async () => {
    const { snapshot } = await collectWith({ role: { deny: ['cloudtrail:ListTrails'] } });
    expect(snapshot.topics['cloudtrail.trails']).toHaveLength(2);
    expect(snapshot.gaps).toEqual([]);
  });

  it('keeps the list’s gap when a region stays unread too', async () => {
    const { snapshot } = await collectWith({
      role: { deny: ['cloudtrail:ListTrails'] },
      faults: [{ kind: 'server-error', action: 'cloudtrail:DescribeTrails', region: 'us-west-2' }],
    });
    expect(snapshot.topics['cloudtrail.trails']?.map((it) => it.name)).toEqual(['main']);
    expect(snapshot.gaps).toMatchObject([
      { api: 'cloudtrail:DescribeTrails', region: 'us-west-2', kind: 'error' },
      {
        api: 'cloudtrail:ListTrails',
        kind: 'denied',
        action: 'cloudtrail:ListTrails',
        deniedBy: 'identity-policy',
      },
    ]);
  });

  it('does not take a list that did not come for an empty one', async () => {
    const { snapshot } = await collectWith({
      resources: { 'us-west-2': resources['us-west-2'] },
      faults: [
        { kind: 'sparse', action: 'cloudtrail:ListTrails', fields: ['Trails'] },
        { kind: 'server-error', action: 'cloudtrail:DescribeTrails', region: 'eu-west-1' },
      ],
    });
    expect(snapshot.topics['cloudtrail.trails']?.map((it) => it.name)).toEqual(['local']);
    expect(snapshot.gaps).toMatchObject([
      { api: 'cloudtrail:DescribeTrails', region: 'eu-west-1', kind: 'error' },
      { api: 'cloudtrail:ListTrails', message: 'The answer was not understood: it has no Trails.' },
    ]);
  });

  it('looks into every region once a second one shows that the list was of one region only', async () => {
    const trails = [{ Name: 'local', IsMultiRegionTrail: false }];
    const { snapshot, asked } = await collectWith({
      resources: { '*': { trails } },
      faults: [{ kind: 'sparse', action: 'cloudtrail:ListTrails', fields: ['Trails'] }],
    });
    expect(snapshot.topics['cloudtrail.trails']?.map((it) => it.homeRegion)).toEqual(regions);
    expect(asked).toMatchObject({ ListTrails: 1, DescribeTrails: 3 });
  });

  it('asks one more region, and no third, where single-region trails are all that is listed', async () => {
    const { asked } = await collectWith({ resources: { 'us-west-2': resources['us-west-2'] } });
    expect(asked).toMatchObject({ ListTrails: 1, DescribeTrails: 3 });
    const four = [...regions, 'us-east-2'];
    const { asked: more } = await collectWith({
      regions: four,
      resources: { 'us-west-2': resources['us-west-2'] },
    });
    expect(more).toMatchObject({ ListTrails: 1, DescribeTrails: 3 });
  });

  it('leaves the topic out when nothing was answered', async () => {
    const { snapshot } = await collectWith({ role: { deny: ['cloudtrail:*'] } });
    expect(snapshot.topics).not.toHaveProperty('cloudtrail.trails');
  });

  it('asks elsewhere when an organization closes the home region', async () => {
    const { snapshot } = await collectWith({
      serviceControlPolicies: [{ deny: ['cloudtrail:*'], regions: ['us-east-1'] }],
    });
    expect(snapshot.topics['cloudtrail.trails']).toHaveLength(2);
    expect(snapshot.gaps).toEqual([]);
  });

  it('does not take a status without IsLogging for a stopped trail', async () => {
    const { snapshot } = await collectWith({
      faults: [{ kind: 'sparse', action: 'cloudtrail:GetTrailStatus', fields: ['IsLogging'] }],
    });
    expect(snapshot.topics['cloudtrail.trails']?.map((it) => it.status)).toEqual([null, null]);
    expect(snapshot.gaps.map((it) => it.kind)).toEqual(['absent-field', 'absent-field']);
  });

  it('takes AWS’s documented defaults for absent selectors', async () => {
    const { snapshot } = await collectWith({
      faults: [
        {
          kind: 'sparse',
          action: 'cloudtrail:GetEventSelectors',
          fields: ['EventSelectors', 'AdvancedEventSelectors'],
        },
      ],
    });
    expect(snapshot.topics['cloudtrail.trails']?.[0]?.selectors?.classic).toEqual([
      { readWriteType: 'All', includesManagementEvents: true, excludedSources: [], dataResources: [] },
    ]);
  });

  it('takes an answer that names its trail and no Insights for a trail without', async () => {
    const { snapshot } = await collectWith({
      resources: { 'eu-west-1': { trails: [{ Name: 'main' }] } },
      faults: [{ kind: 'sparse', action: 'cloudtrail:GetInsightSelectors', fields: ['InsightSelectors'] }],
    });
    expect(snapshot.topics['cloudtrail.insights']).toMatchObject([{ insightTypes: [] }]);
    expect(snapshot.gaps).toEqual([]);
  });

  it('does not ask what a stopped trail would record', async () => {
    const trails = [{ Name: 'main', status: { IsLogging: false } }];
    const { snapshot, asked } = await collectWith({ resources: { 'eu-west-1': { trails } } });
    expect(snapshot.topics['cloudtrail.trails']).toMatchObject([
      { status: { isLogging: false }, selectors: null },
    ]);
    expect(asked).not.toHaveProperty('GetEventSelectors');
  });

  it('asks a member nothing about its organization’s trail', async () => {
    const organization = 'o-halvorsen01';
    const management = '222222222222';
    const { snapshot, asked } = await collectFrom(
      {
        organizations: [{ id: organization, management }],
        accounts: [
          { id: accountId, name: 'member', regions, organization },
          {
            id: management,
            name: 'management',
            organization,
            regions,
            resources: { 'eu-west-1': { trails: [{ Name: 'org', IsOrganizationTrail: true }] } },
          },
        ],
      },
      accountId,
    );
    expect(snapshot.topics['cloudtrail.trails']).toMatchObject([
      { ownerAccountId: management, isOrganizationTrail: true, status: null, selectors: null },
    ]);
    expect(asked).not.toHaveProperty('GetTrailStatus');
    expect(snapshot.gaps).toEqual([]);
  });
});
