import { absent, type FieldDomain, valueState } from '../filter-pattern/event-class.ts';
import type { JsonObject } from '../filter-pattern/json-value.ts';
import {
  callerAccount,
  optionalText,
  people,
  principal,
  roles,
  sampleAccounts,
  text,
} from './ordinary-values.ts';
import type { IdentityType, JudgedContext } from './required-event.ts';

/** The `userIdentity` of a record, and what may differ from it. Field names are below `userIdentity`. */
export interface IdentityShape {
  readonly base: JsonObject;
  readonly fields: readonly (readonly [string, FieldDomain])[];
}

const nothing: FieldDomain = { kind: 'known', state: absent };
const somethingOrNothing: FieldDomain = { kind: 'one-of', states: [absent, valueState({})] };
const created = '2026-03-02T08:51:06Z';
const mfa = ['false', 'true'].map(valueState);

/** Sign-ins carry no session; calls carry the access key that signed them. */
export function identityShape(
  type: IdentityType,
  kind: 'call' | 'sign-in',
  context: JudgedContext,
): IdentityShape {
  const account = context.accountId ?? sampleAccounts[0];
  const partition = context.partition ?? 'aws';
  const common: IdentityShape['fields'] = [
    ['type', { kind: 'known', state: valueState(type) }],
    ['accountId', callerAccount(context.accountId)],
    ['invokedBy', nothing],
    ...(kind === 'call' ? [key('AKIA4K7NQXEXAMPLE5RW')] : [['accessKeyId', optionalText([''])] as const]),
  ];
  const build = { IAMUser: userShape, AssumedRole: roleShape, Root: rootShape }[type];
  const shape = build(account, partition, kind, context.accountId);
  const withKey = kind === 'call' ? { ...shape.base, accessKeyId: 'AKIA4K7NQXEXAMPLE5RW' } : shape.base;
  return { base: withKey, fields: [...common, ...shape.fields] };
}

function key(id: string): readonly [string, FieldDomain] {
  return ['accessKeyId', principal([id, 'ASIA4K7NQXEXAMPLE8HD'])];
}

function userShape(account: string, partition: string, kind: 'call' | 'sign-in'): IdentityShape {
  const arns = [`user/${people[0]}`, `user/people/${people[1]}`].map(
    (name) => `arn:${partition}:iam::${account}:${name}`,
  );
  const id = 'AIDA4K7NQXEXAMPLE7UQL';
  return {
    base: { type: 'IAMUser', principalId: id, arn: arns[0] ?? '', accountId: account, userName: people[0] },
    fields: [
      ['principalId', principal([id, 'AIDA4K7NQXEXAMPLE3MJX'])],
      ['arn', principal(arns)],
      ['userName', principal(people)],
      ...(kind === 'call' ? optionalSession() : ([['sessionContext', nothing]] as const)),
    ],
  };
}

function rootShape(
  account: string,
  partition: string,
  kind: 'call' | 'sign-in',
  accountId: string | undefined,
): IdentityShape {
  const arnOf = (number: string) => `arn:${partition}:iam::${number}:root`;
  const own = (ofAccount: (number: string) => string): FieldDomain =>
    accountId === undefined
      ? principal(sampleAccounts.map(ofAccount))
      : { kind: 'known', state: valueState(ofAccount(accountId)) };
  return {
    base: { type: 'Root', principalId: account, arn: arnOf(account), accountId: account },
    fields: [
      ['principalId', own((number) => number)],
      ['arn', own(arnOf)],
      ['userName', principal(['company-alias'], true)],
      ...(kind === 'call' ? optionalSession() : ([['sessionContext', nothing]] as const)),
    ],
  };
}

function optionalSession(): IdentityShape['fields'] {
  return [
    ['sessionContext', somethingOrNothing],
    ['sessionContext.attributes', somethingOrNothing],
    ['sessionContext.attributes.mfaAuthenticated', { kind: 'one-of', states: [absent, ...mfa] }],
    ['sessionContext.attributes.creationDate', optionalText([created])],
    ['sessionContext.sessionIssuer', { kind: 'one-of', states: [absent, valueState({})] }],
    ...['type', 'principalId', 'arn', 'accountId', 'userName'].map(
      (name) => [`sessionContext.sessionIssuer.${name}`, nothing] as const,
    ),
  ];
}

function roleShape(
  account: string,
  partition: string,
  _kind: 'call' | 'sign-in',
  accountId: string | undefined,
): IdentityShape {
  const id = 'AROA4K7NQXEXAMPLE2VTB';
  const sessions = roles.map((role) => `arn:${partition}:sts::${account}:assumed-role/${role}/${people[0]}`);
  const issuers = [
    `arn:${partition}:iam::${account}:role/${roles[0]}`,
    `arn:${partition}:iam::${account}:role/aws-reserved/sso.amazonaws.com/eu-west-1/${roles[1]}`,
  ];
  const sessionIssuer = {
    type: 'Role',
    principalId: id,
    arn: issuers[0] ?? '',
    accountId: account,
    userName: roles[0],
  };
  const issuer = 'sessionContext.sessionIssuer';
  return {
    base: {
      type: 'AssumedRole',
      principalId: `${id}:${people[0]}`,
      arn: sessions[0] ?? '',
      accountId: account,
      sessionContext: { sessionIssuer, attributes: { creationDate: created, mfaAuthenticated: 'false' } },
    },
    fields: [
      ['principalId', principal([`${id}:${people[0]}`, 'AROA4K7NQXEXAMPLE6KFN:1772441466019'])],
      ['arn', principal(sessions)],
      ['userName', nothing],
      [`${issuer}.type`, { kind: 'known', state: valueState('Role') }],
      [`${issuer}.principalId`, principal([id, 'AROA4K7NQXEXAMPLE6KFN'])],
      [`${issuer}.arn`, principal(issuers)],
      [`${issuer}.accountId`, callerAccount(accountId)],
      [`${issuer}.userName`, principal(roles)],
      ['sessionContext.attributes.mfaAuthenticated', { kind: 'one-of', states: mfa }],
      ['sessionContext.attributes.creationDate', text([created, '2026-03-02T02:10:44Z'])],
    ],
  };
}

/** Identity types nobody is required to watch; dropping them is an exclusion for the auditor. */
export const otherIdentityTypes = [
  'AWSAccount',
  'AWSService',
  'FederatedUser',
  'IdentityCenterUser',
  'SAMLUser',
  'WebIdentityUser',
  'Unknown',
] as const;

/** Which properties such a caller has depends on its type, so each of them may be absent. */
export function otherIdentityShape(type: string): IdentityShape {
  const session = 'sessionContext.sessionIssuer';
  const names = [
    'arn',
    'userName',
    'accessKeyId',
    ...['principalId', 'arn', 'userName'].map((name) => `${session}.${name}`),
  ];
  return {
    base: { type, principalId: 'Q7EXAMPLE:4021', accountId: '402177350968' },
    fields: [
      ['type', { kind: 'known', state: valueState(type) }],
      ['invokedBy', nothing],
      ['principalId', principal(['Q7EXAMPLE:4021', 'Q8EXAMPLE'])],
      ...names.map((name) => [name, principal(['Q7EXAMPLE', 'Q8EXAMPLE'], true)] as const),
      ['sessionContext', somethingOrNothing],
      [session, somethingOrNothing],
    ],
  };
}
