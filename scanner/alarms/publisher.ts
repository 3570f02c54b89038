import type { Linked } from '../link/linked.ts';

/** Who publishes to a topic, and on whose behalf. */
export interface Publisher {
  service: string;
  /** The alarm or rule. */
  sourceArn: string;
  accountId: string;
}

/** Condition keys a publish carries, as far as they can be known from outside. */
export function publisherKeys(
  linked: Linked,
  publisher: Publisher,
  region: string,
): { keys: Record<string, string>; unknowableKeys: string[] } {
  const organization = linked.forAccount(publisher.accountId)?.organization;
  const isKnown = organization?.state === 'found';
  const organizationId = isKnown ? organization.fact.organization?.id : undefined;
  return {
    keys: {
      'aws:sourcearn': publisher.sourceArn,
      'aws:sourceaccount': publisher.accountId,
      ...(organizationId ? { 'aws:sourceorgid': organizationId } : {}),
      'aws:securetransport': 'true',
      'aws:principalisawsservice': 'true',
      'aws:principalservicename': publisher.service,
      'aws:viaawsservice': 'false',
      'aws:requestedregion': region,
    },
    unknowableKeys: [
      'aws:currenttime',
      'aws:epochtime',
      'aws:sourceorgpaths',
      ...(isKnown ? [] : ['aws:sourceorgid']),
    ],
  };
}
