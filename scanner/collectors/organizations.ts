import {
  DescribeOrganizationCommand,
  ListDelegatedAdministratorsCommand,
  ListDelegatedServicesForAccountCommand,
  OrganizationsClient,
} from '@aws-sdk/client-organizations';
import { z } from 'zod';
import { optionalText, promised } from '../aws/answers.ts';
import { askPages } from '../aws/ask-pages.ts';
import type { Collector, CollectSession } from '../collector.ts';
import type { OrganizationFact } from '../snapshot.ts';

const topic = 'organizations.organization';

export const organizations: Collector = {
  name: 'Organizations',
  fills: [topic],
  readsWanted: false,
  permissions: [
    { action: 'organizations:DescribeOrganization', why: 'Which organization the account belongs to.' },
    {
      action: 'organizations:ListDelegatedAdministrators',
      why: 'Which members act for the organization. Only these and the management account are answered.',
    },
    {
      action: 'organizations:ListDelegatedServicesForAccount',
      why: 'Which services they act for. Only they and the management account are answered.',
      isSecondary: true,
    },
  ],

  async collect(session) {
    const region = session.homeRegion;
    const client = session.client(OrganizationsClient, region);
    const answer = await session.tryAsk({
      topic,
      api: 'organizations:DescribeOrganization',
      region,
      answer: OrganizationAnswer,
      send: (options) => client.send(new DescribeOrganizationCommand({}), options),
    });
    if (!answer.isAnswered) {
      if (answer.code !== 'AWSOrganizationsNotInUseException') {
        session.addGap(answer.gap);
        return {};
      }
      const source = { api: answer.gap.api, region, at: answer.gap.at };
      return { [topic]: { source, organization: null, delegatedAdministrators: null } };
    }
    const { Id, Arn, MasterAccountId } = answer.value.Organization;
    const isManagement = MasterAccountId === session.accountId;
    return {
      [topic]: {
        source: answer.source,
        organization: { id: Id, arn: Arn ?? Id, managementAccountId: MasterAccountId },
        delegatedAdministrators: await readDelegates(session, isManagement),
      },
    };
  },
};

const OrganizationAnswer = z.object({
  Organization: z.object({ Id: z.string(), Arn: optionalText, MasterAccountId: z.string() }),
});
const DelegatesAnswer = z.object({
  DelegatedAdministrators: promised(z.object({ Id: z.string() })),
  NextToken: z.string().nullish(),
});
const ServicesAnswer = z.object({
  DelegatedServices: promised(z.object({ ServicePrincipal: z.string() })),
  NextToken: z.string().nullish(),
});

/** A delegated administrator may ask as well; any other member is refused, which is no gap. One after the other: Organizations throttles early. */
async function readDelegates(
  session: CollectSession,
  isManagement: boolean,
): Promise<OrganizationFact['delegatedAdministrators']> {
  const region = session.homeRegion;
  const client = session.client(OrganizationsClient, region);
  const { pages, failure } = await askPages(session, {
    topic,
    api: 'organizations:ListDelegatedAdministrators',
    region,
    isSecondary: !isManagement,
    answer: DelegatesAnswer,
    send: (NextToken, options) =>
      client.send(new ListDelegatedAdministratorsCommand(NextToken ? { NextToken } : {}), options),
    next: (page) => page.NextToken,
  });
  if (failure) {
    if (isManagement || failure.gap.kind !== 'denied') session.addGap(failure.gap);
    return null;
  }
  const delegates: { accountId: string; servicePrincipals: string[] }[] = [];
  for (const { Id } of pages.flatMap((it) => it.value.DelegatedAdministrators)) {
    delegates.push({ accountId: Id, servicePrincipals: await readServices(session, Id) });
  }
  return delegates;
}

async function readServices(session: CollectSession, accountId: string): Promise<string[]> {
  const region = session.homeRegion;
  const client = session.client(OrganizationsClient, region);
  const { pages, failure } = await askPages(session, {
    topic,
    api: 'organizations:ListDelegatedServicesForAccount',
    region,
    resource: accountId,
    isSecondary: true,
    answer: ServicesAnswer,
    send: (NextToken, options) =>
      client.send(
        new ListDelegatedServicesForAccountCommand({ AccountId: accountId, ...(NextToken && { NextToken }) }),
        options,
      ),
    next: (page) => page.NextToken,
  });
  if (failure) session.addGap(failure.gap);
  return pages.flatMap((page) => page.value.DelegatedServices.map((it) => it.ServicePrincipal));
}
