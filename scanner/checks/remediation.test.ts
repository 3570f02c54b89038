import { describe, expect, it } from 'vitest';
import { isMap, parseDocument, visit } from 'yaml';
import { fillRemediation } from '#lib/posture/fill-remediation.ts';
import { checks } from './registry.ts';

const cases = checks.map((it) => [it.id, it.remediation] as const);
const trailCases = cases.filter(([, { cloudformation }]) =>
  cloudformation.includes('AWS::CloudTrail::Trail'),
);

/** Calls that put one thing in the place of all that was there, and how a text says so. */
const replacing =
  /put-(event-selectors|bucket-policy|bucket-lifecycle-configuration|configuration-recorder|delivery-channel)|update-distribution/;

function numbersIn(text: string): string {
  return text.replaceAll(/\{(retentionDays|logRetentionDays)\}/g, '365');
}

/** What a shell reads as one word in single quotes. */
function quotedWords(text: string): string[] {
  const commands = text.replaceAll(/^\s*#.*$/gm, '');
  return [...commands.matchAll(/'([^']*)'/g)].map((it) => it[1] ?? '');
}

describe('a remediation', () => {
  it.each(cases)('%s: CloudFormation is YAML whose blanks are strings', (_id, { cloudformation }) => {
    const document = parseDocument(numbersIn(cloudformation));
    expect(document.errors).toEqual([]);
    const blanks: string[] = [];
    visit(document, {
      Map: (_key, node) => {
        for (const { value } of node.items) if (value === null) blanks.push(String(node));
      },
    });
    expect(blanks).toEqual([]);
  });

  it.each(trailCases)('%s: a trail has what CloudFormation demands', (_id, { cloudformation }) => {
    const document = parseDocument(numbersIn(cloudformation));
    const trail = isMap(document.contents) ? document.getIn(['Trail', 'Properties'], true) : null;
    expect(isMap(trail) && ['S3BucketName', 'IsLogging'].every((it) => trail.has(it))).toBe(true);
  });

  it.each(cases)('%s: Terraform closes what it opens', (_id, { terraform }) => {
    const bare = terraform.replaceAll(/"(\\.|[^"\\])*"/g, '""').replaceAll(/#.*$/gm, '');
    expect(bare.replaceAll('""', '')).not.toContain('"');
    for (const [open, close] of ['{ }', '[ ]', '( )'].map((it) => it.split(' ')))
      expect(bare.split(open ?? '')).toHaveLength(bare.split(close ?? '').length);
  });

  it.each(cases)('%s: commands close their quotes, and JSON in them is JSON', (_id, { cli }) => {
    const commands = numbersIn(cli).replaceAll(/^\s*#.*$/gm, '');
    expect(commands.split("'").length % 2).toBe(1);
    for (const word of quotedWords(numbersIn(cli)))
      if (/^(\{"|\[)/.test(word)) expect(() => JSON.parse(word)).not.toThrow();
  });

  it.each(cases.filter(([, it]) => replacing.test(it.cli)))('%s: says what it replaces', (_id, { cli }) => {
    expect(cli).toMatch(/^#.*replaces?\b/m);
  });

  it.each(cases.filter(([, it]) => it.cli.includes('for region in')))(
    '%s: goes through every region to mend',
    (_id, remediation) => {
      const regions = ['eu-north-1', 'eu-west-1'];
      const place = { accountId: '111111111111', partition: 'aws', region: null, regions, resource: null };
      const { cli } = fillRemediation({ ...remediation, console: [] }, place);
      expect(cli).toContain('for region in eu-north-1 eu-west-1; do');
      expect(cli).not.toContain('--region {region}');
    },
  );
});
