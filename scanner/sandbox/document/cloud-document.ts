import { z } from 'zod';
import {
  AccountId,
  Expectation,
  FaultDocument,
  OnboardingHint,
  RegionStatus,
  RoleDocument,
  ServiceControlPolicy,
} from './account.ts';
import { exposureSections, GlobalBlock } from './exposure.ts';
import { monitoringSections } from './monitoring.ts';
import { OrganizationDocument } from './organization.ts';
import { securitySections } from './security.ts';
import { text } from './shape.ts';
import { storageSections } from './storage.ts';
import { strict } from './strict.ts';

/** The resources of one account in one region. */
export const RegionBlock = strict({
  ...monitoringSections,
  ...securitySections,
  ...storageSections,
  ...exposureSections,
});
export type RegionBlock = z.infer<typeof RegionBlock>;

export const AccountDocument = strict({
  id: AccountId,
  name: text,
  email: text.optional(),
  partition: z.enum(['aws', 'aws-us-gov', 'aws-cn', 'aws-eusc']).optional(),
  organization: text.optional(),
  ou: text.optional(),
  status: z.enum(['ACTIVE', 'SUSPENDED', 'PENDING_CLOSURE']).optional(),
  supportPlan: z.enum(['basic', 'developer', 'business', 'enterprise']).optional(),
  regions: z.array(RegionStatus).optional(),
  stsInactiveRegions: z.array(text).optional(),
  role: z.union([RoleDocument, z.literal(false)]).optional(),
  otherRoles: z.array(RoleDocument).optional(),
  serviceControlPolicies: z.array(ServiceControlPolicy).optional(),
  faults: z.array(FaultDocument).optional(),
  resources: z.record(text, RegionBlock).optional(),
  global: GlobalBlock.optional(),
  expect: z.record(text, Expectation).optional(),
  onboard: OnboardingHint.optional(),
});
export type AccountDocument = z.infer<typeof AccountDocument>;

const OperatorDocument = strict({
  accountId: AccountId.optional(),
  accountName: text.optional(),
  accessKeyId: text.optional(),
  arn: text.optional(),
});

/** Everything a sandbox serves. A file may hold all of it, one account, or one organization. */
export const CloudDocument = strict({
  description: text.optional(),
  operator: OperatorDocument.optional(),
  organizations: z.array(OrganizationDocument).optional(),
  accounts: z.array(AccountDocument).optional(),
});
export type CloudDocument = z.infer<typeof CloudDocument>;
export type CloudInput = z.input<typeof CloudDocument>;
