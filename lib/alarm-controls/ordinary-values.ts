import { type FieldDomain, type OpenDomain, valueState } from '../filter-pattern/event-class.ts';

/**
 * Values an ordinary event carries. They are chosen to look like no name a filter would spell out:
 * a wildcard that catches one of them opens a blind spot instead of naming somebody.
 */
export const sampleAccounts = ['745120398461', '318204957716', '962047185530'] as const;

const addresses = [
  '81.92.113.40',
  '176.58.9.201',
  '34.201.7.19',
  '99.83.211.6',
  '5.188.62.14',
  '2600:1f18:42a:9c00::1c',
];

const userAgents = [
  'aws-cli/2.27.31 md/awscrt#0.26.1 ua/2.1 os/linux#6.8 lang/python#3.13.3 cfg/retry-mode#standard',
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0 Safari/537.36',
  'console.amazonaws.com',
  'kestrel/4',
];

export const people = ['morgan.reyes', 'Kit_Oduya'] as const;
export const roles = ['NetworkOperator', 'AWSReservedSSO_PlatformWatch_5f0e7c21d94ab368'] as const;

/**
 * A calling service shows as its DNS name, and only in calls it makes itself. "AWS Internal" also
 * stands in calls people make through some consoles, without an `invokedBy`.
 */
export const addressDomain: OpenDomain = {
  kind: 'open',
  ordinary: addresses,
  isOptional: false,
  isTextOnly: true,
  named: 'exclusion',
  accepts: isAddress,
  fillers: ['1', '0.1', '0.0.1', '10', '10.0', '10.0.0', ':1', '2001:db8::', 'AWS ', ' Internal'],
};

/** AWS calls it optional, and a caller sets it to any text. */
export const userAgentDomain: OpenDomain = { ...optionalText(userAgents), isAnyText: true };

export const loginPages = [
  'https://console.aws.amazon.com/console/home?state=hashArgs%23&isauthcode=true',
  'https://eu-west-1.console.aws.amazon.com/',
  'https://signin.aws.amazon.com/switchrole',
] as const;

/** Any text but an empty one, always there. */
export function text(ordinary: readonly string[]): OpenDomain {
  return {
    kind: 'open',
    ordinary,
    isOptional: false,
    isTextOnly: true,
    named: 'ordinary',
    accepts: isFilled,
  };
}

/** Any text, or nothing. */
export function optionalText(ordinary: readonly string[]): OpenDomain {
  return { ...text(ordinary), isOptional: true };
}

/** The name, id or ARN of a principal: one that only a filter spells out is an exclusion. */
export function principal(ordinary: readonly string[], isOptional = false): OpenDomain {
  return {
    kind: 'open',
    ordinary,
    isOptional,
    isTextOnly: true,
    named: 'exclusion',
    accepts: isFilled,
    fillers: ['Q7', ordinary[0]?.split(':')[0] ?? 'Q7'],
  };
}

/** The judged account's own number; while it is unknown, it is none that a filter names. */
export function ownAccount(accountId: string | undefined): FieldDomain {
  if (accountId !== undefined) return { kind: 'known', state: valueState(accountId) };
  return { kind: 'open', ordinary: sampleAccounts, isOptional: false, isTextOnly: true, named: 'never' };
}

/** The account of the caller. */
export function callerAccount(accountId: string | undefined): OpenDomain {
  const ordinary = accountId === undefined ? sampleAccounts : [accountId];
  return {
    kind: 'open',
    ordinary,
    isOptional: false,
    isTextOnly: true,
    named: 'ordinary',
    areOrdinaryFacts: accountId !== undefined,
    accepts: (number) => /^\d{12}$/.test(number),
    fillers: ['40', '4021', '402177350', '40217735096'],
  };
}

function isAddress(value: string): boolean {
  const isIpv4 =
    /^\d{1,3}(\.\d{1,3}){3}$/.test(value) && value.split('.').every((part) => Number(part) < 256);
  return isIpv4 || value === 'AWS Internal' || (value.includes(':') && /^[0-9a-fA-F:.]+$/.test(value));
}

function isFilled(value: string): boolean {
  return value !== '';
}
