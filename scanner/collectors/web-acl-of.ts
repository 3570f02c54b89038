import { GetWebACLForResourceCommand, WAFV2Client } from '@aws-sdk/client-wafv2';
import { z } from 'zod';
import { optionalText } from '../aws/answers.ts';
import type { CollectSession } from '../collector.ts';
import type { ExposedResourceFact } from '../facts/services.ts';

export const topic = 'waf.exposed-resources';

export interface Exposed extends Omit<ExposedResourceFact, 'webAcl'> {
  /** As the resource's own service says; undefined where only WAF can tell. */
  knownWebAcl: string | undefined;
}

const AclAnswer = z.object({ WebACL: z.object({ ARN: optionalText, Name: optionalText }).nullish() });

/** Asks WAF only about what its own service does not say is protected. */
export async function protectedBy(
  session: CollectSession,
  { knownWebAcl, ...exposed }: Exposed,
): Promise<ExposedResourceFact> {
  if (knownWebAcl) return { ...exposed, webAcl: { source: exposed.source, arn: knownWebAcl } };
  const client = session.client(WAFV2Client, exposed.region);
  const answer = await session.tryAsk({
    topic,
    api: 'wafv2:GetWebACLForResource',
    region: exposed.region,
    resource: exposed.arn,
    answer: AclAnswer,
    send: (options) => client.send(new GetWebACLForResourceCommand({ ResourceArn: exposed.arn }), options),
  });
  if (answer.isAnswered) {
    const acl = answer.value.WebACL;
    return { ...exposed, webAcl: { source: answer.source, arn: acl ? (acl.ARN ?? acl.Name) : null } };
  }
  session.addGap(answer.gap);
  return { ...exposed, webAcl: null };
}
