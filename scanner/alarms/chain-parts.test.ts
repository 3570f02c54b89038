import { describe, expect, it } from 'vitest';
import { evaluateRule, parseCompositeRule, type StateOf } from './composite-rule.ts';
import { quote } from './evidence.ts';
import { selectsWriter } from './field-selection.ts';
import { hcl, yaml } from './fix/fix-texts.ts';
import { evaluateMath } from './metric-math.ts';
import { evaluatePolicy, like } from './resource-policy.ts';

describe('parseCompositeRule', () => {
  const raised =
    (...names: string[]): StateOf =>
    (name) =>
      names.includes(name) ? 'ALARM' : 'OK';
  it.each([
    ['ALARM(a)', ['a'], true],
    ['ALARM("a b") AND NOT ALARM(c)', ['a b'], true],
    ['ALARM(a) OR ALARM(b) AND ALARM(c)', ['a'], true],
    ['(ALARM(a) OR ALARM(b)) AND ALARM(c)', ['a'], false],
    ['NOT (OK(a))', ['a'], true],
    ['INSUFFICIENT_DATA(a)', ['a'], false],
    ['TRUE AND ALARM(a)', [], false],
    ['AT_LEAST(50%, ALARM, (a, b))', ['a'], true],
    ['AT_LEAST(2, NOT OK, (a, b))', ['a'], false],
  ])('%s with %j → %s', (text, names, expected) => {
    const rule = parseCompositeRule(text);
    expect(rule && evaluateRule(rule, raised(...names))).toBe(expected);
  });

  it.each(['', 'ALARM', 'ALARM(', 'ALARM(a) AND', 'ALARM(a))', 'MAYBE(a)', `${'('.repeat(5000)}ALARM(a)`])(
    'refuses %.20s',
    (text) => {
      expect(parseCompositeRule(text)).toBeNull();
    },
  );
});

describe('evaluateMath', () => {
  const values = new Map([
    ['m1', 1],
    ['m2', 0],
  ]);
  it.each([
    ['m1', 1],
    ['m1 + m2 * 3', 1],
    ['(m1 + 1) / 2 - 1', 0],
    ['IF(m1 > 0, 5, 0)', 5],
    ['SUM(METRICS())', 1],
    ['MAX([m1, m2])', null],
    ['FILL(m1, 0) + FILL(m2, 0)', 1],
    ['m1 AND m2', 0],
    ['ANOMALY_DETECTION_BAND(m1, 2)', null],
    ['constructor', null],
    ['m1 +', null],
    ['((', null],
  ])('%s → %s', (expression, expected) => {
    expect(evaluateMath(expression, (id) => values.get(id) ?? null, [1, 0])).toBe(expected);
  });
});

describe('selectsWriter', () => {
  const fields = { '@aws.account': '1', '@aws.region': 'eu-west-1' };
  it.each([
    [null, true],
    ['@aws.account = "1"', true],
    ['@aws.account = 1', true],
    ["@aws.account != '1'", false],
    ['@aws.account IN ["1", "2"] AND @aws.region = "eu-west-1"', true],
    ['@aws.account NOT IN ["1"]', false],
    ['@aws.region = "x" OR @aws.account = "1"', true],
    ['NOT (@aws.region = "x")', true],
    ['@aws.partition = "aws"', null],
    ['nonsense', null],
  ])('%s → %s', (criteria, expected) => {
    expect(selectsWriter(criteria, fields)).toBe(expected);
  });
});

describe('evaluatePolicy', () => {
  const request = {
    service: 'cloudwatch.amazonaws.com',
    action: 'sns:Publish',
    resource: 'arn:t',
    keys: { 'aws:sourceaccount': '1', 'aws:securetransport': 'true' },
    unknowableKeys: ['aws:sourceorgid'],
  };
  const allow = { Effect: 'Allow', Principal: '*', Action: 'sns:Pub*', Resource: 'arn:*' };
  it.each([
    ['anyone', [allow], 'allowed'],
    ['an action in another case', [{ ...allow, Action: 'SNS:PUBLISH' }], 'allowed'],
    [
      'everything but publishing',
      [{ ...allow, Action: undefined, NotAction: 'sns:Publish' }],
      'no-statement',
    ],
    ['another resource', [{ ...allow, Resource: 'arn:u' }], 'no-statement'],
    [
      'this account',
      [{ ...allow, Condition: { StringEquals: { 'AWS:SourceAccount': ['1', '2'] } } }],
      'allowed',
    ],
    [
      'not this account',
      [{ ...allow, Condition: { StringNotEquals: { 'aws:SourceAccount': '1' } } }],
      'no-statement',
    ],
    [
      'an absent key',
      [{ ...allow, Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o' } } }],
      'no-statement',
    ],
    [
      'an absent key, if it exists',
      [{ ...allow, Condition: { StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o' } } }],
      'allowed',
    ],
    [
      'a key nobody can know',
      [{ ...allow, Condition: { StringEquals: { 'aws:SourceOrgID': 'o' } } }],
      'undecided',
    ],
    [
      'a key nobody can know, beside a plain Allow',
      [allow, { ...allow, Condition: { StringEquals: { 'aws:SourceOrgID': 'o' } } }],
      'allowed',
    ],
    [
      'a Deny nobody can decide',
      [allow, { ...allow, Effect: 'Deny', Condition: { StringEquals: { 'aws:SourceOrgID': 'o' } } }],
      'undecided',
    ],
    [
      'a Deny of all but one role',
      [allow, { Effect: 'Deny', NotPrincipal: { AWS: 'arn:r' }, Action: '*' }],
      'denied',
    ],
    ['a null test', [{ ...allow, Condition: { Null: { 'aws:PrincipalOrgID': 'true' } } }], 'allowed'],
  ])('%s', (_name, statements, expected) => {
    expect(evaluatePolicy(JSON.stringify({ Statement: statements }), request).answer).toBe(expected);
  });

  it.each(['', 'null', '[]', '{"Statement":[null,1,"x"]}', '{"Statement":{"Principal":{"AWS":{}}}}'])(
    'survives %s',
    (text) => {
      expect(['undecided', 'no-statement']).toContain(evaluatePolicy(text, request).answer);
    },
  );
});

it('matches wildcards in linear time', () => {
  expect(like(`${'*a'.repeat(200)}b`, 'a'.repeat(20_000), true)).toBe(false);
});

it('quotes for a shell, for Terraform and for YAML', () => {
  expect(quote("it's $(rm)")).toBe(`'it'\\''s $(rm)'`);
  // biome-ignore lint/suspicious/noTemplateCurlyInString: Terraform's own interpolation must be escaped
  expect(hcl('a "b" ${c} %{d}')).toBe('"a \\"b\\" $${c} %%{d}"');
  expect(yaml("it's")).toBe("'it''s'");
});
