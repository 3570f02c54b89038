import { z } from 'zod';
import { text } from './shape.ts';
import { strict } from './strict.ts';

export const AccountId = text.regex(
  /^\d{12}$/,
  'expected an account id of 12 digits in quotes, such as "491823307716"',
);

const Actions = z.array(text);

/** An IAM policy statement, as AWS writes it. */
export const PolicyStatement = z.looseObject({
  Sid: text.optional(),
  Effect: z.enum(['Allow', 'Deny']),
  Principal: z.unknown().optional(),
  NotPrincipal: z.unknown().optional(),
  Action: z.union([text, Actions]).optional(),
  NotAction: z.union([text, Actions]).optional(),
  Resource: z.union([text, Actions]).optional(),
  Condition: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
});
export type PolicyStatement = z.infer<typeof PolicyStatement>;

export const PolicyDocument = z.looseObject({
  Statement: z.union([z.array(PolicyStatement), PolicyStatement.transform((it) => [it])]),
});
export type PolicyDocument = z.infer<typeof PolicyDocument>;

export const RoleDocument = strict({
  name: text.optional(),
  path: text
    .regex(/^\/(.*\/)?$/, 'expected a path that starts and ends with /, such as /security/')
    .optional(),
  externalId: z.union([text, z.literal(false)]).optional(),
  trustedPrincipal: text.optional(),
  trust: PolicyDocument.optional(),
  maxSessionSeconds: z.number().int().min(1).optional(),
  allow: Actions.optional(),
  deny: Actions.optional(),
  policies: z.array(PolicyDocument).optional(),
  boundary: strict({ name: text.optional(), allow: Actions.optional(), deny: Actions.optional() }).optional(),
});
export type RoleDocument = z.infer<typeof RoleDocument>;

export const ServiceControlPolicy = strict({
  id: text.optional(),
  deny: Actions,
  regions: z.array(text).optional(),
  exceptRegions: z.array(text).optional(),
  accounts: z.array(AccountId).optional(),
  ous: z.array(text).optional(),
});
export type ServiceControlPolicy = z.infer<typeof ServiceControlPolicy>;

const faultKinds = [
  'deny',
  'throttle',
  'timeout',
  'server-error',
  'slow',
  'reset',
  'unknown-operation',
  'sparse',
] as const;

export const FaultDocument = strict({
  kind: z.enum(faultKinds),
  action: text.optional(),
  region: text.optional(),
  resource: text.optional(),
  times: z.number().int().min(1).optional(),
  delayMs: z.number().min(0).optional(),
  by: z.enum(['identity', 'explicit', 'scp', 'boundary', 'resource']).optional(),
  fields: z.array(text).optional(),
});
export type FaultDocument = z.infer<typeof FaultDocument>;

export const RegionStatus = z.union([
  text,
  strict({
    RegionName: text,
    RegionOptStatus: z.enum(['ENABLED_BY_DEFAULT', 'ENABLED', 'ENABLING', 'DISABLED', 'DISABLING']),
  }),
]);

const verdicts = ['pass', 'warn', 'fail', 'inherited', 'not_applicable', 'unknown', 'attested'] as const;

const links = [
  'trail',
  'log-group',
  'metric-filter',
  'metric',
  'alarm',
  'action',
  'topic',
  'person',
] as const;

const Verdict = z.enum(verdicts);

export const Expectation = z.union([
  Verdict,
  strict({
    verdict: Verdict,
    firstBrokenLink: z.enum(links).optional(),
    missedEvents: z.array(text).optional(),
    metBy: text.optional(),
    inheritedFrom: strict({
      accountId: AccountId,
      checkId: text.optional(),
      verdict: Verdict.optional(),
    }).optional(),
    why: text.optional(),
  }),
]);
export type Expectation = z.infer<typeof Expectation>;

export const OnboardingHint = strict({
  isOnboarded: z.boolean().optional(),
  environment: z.enum(['production', 'staging', 'development', 'sandbox']).optional(),
  owner: text.optional(),
  isInternetExposed: z.boolean().optional(),
  tags: z.record(z.string(), text).optional(),
});
