import { z } from 'zod';
import { AccountId, ServiceControlPolicy } from './account.ts';
import { text } from './shape.ts';
import { strict } from './strict.ts';

export const OrganizationDocument = strict({
  id: text.regex(
    /^o-[a-z0-9]{10,32}$/,
    'expected an organization id such as o-halvorsen01 (o- and 10 or more)',
  ),
  management: AccountId,
  featureSet: z.enum(['ALL', 'CONSOLIDATED_BILLING']).optional(),
  rootId: text.optional(),
  delegatedAdministrators: z.array(strict({ accountId: AccountId, services: z.array(text) })).optional(),
  serviceControlPolicies: z.array(ServiceControlPolicy).optional(),
  otherAccounts: z
    .array(
      strict({
        id: AccountId,
        name: text,
        email: text.optional(),
        ou: text.optional(),
        status: z.enum(['ACTIVE', 'SUSPENDED', 'PENDING_CLOSURE']).optional(),
      }),
    )
    .optional(),
});
export type OrganizationDocument = z.infer<typeof OrganizationDocument>;
