import type { LinkedTrail } from '../../link/linked.ts';
import type { TrailSelectorsFact } from '../../snapshot.ts';

const everything: TrailSelectorsFact = {
  source: { api: '', region: '', at: '' },
  classic: [
    {
      readWriteType: 'All',
      includesManagementEvents: true,
      excludedSources: [],
      dataResources: [{ type: 'AWS::S3::Object', values: ['arn:aws:s3'] }],
    },
  ],
  advanced: [],
};

/**
 * Trails as they would be if all that is unread were as it should be, without those known to be stopped. What even
 * they leave out is lost for certain.
 */
export function atBest(trails: readonly LinkedTrail[]): LinkedTrail[] {
  return trails
    .filter((it) => it.status?.isLogging ?? true)
    .map((it) => ({ ...it, selectors: it.selectors ?? everything }));
}
