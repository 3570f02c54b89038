import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { buildCloud } from '../cloud/cloud.ts';
import { services } from '../services/registry.ts';
import { baselinePatterns } from './baseline-controls.ts';
import { checkReferences } from './check-references.ts';
import { AccountDocument, CloudDocument, RegionBlock } from './cloud-document.ts';
import { GlobalBlock } from './exposure.ts';
import { parseCloud } from './read-files.ts';

const page = readFileSync(new URL('../../../docs/sandbox.md', import.meta.url), 'utf8');
const examples = [...page.matchAll(/```yaml( account| region)?\n([\s\S]*?)```/g)].map(
  ([, kind = '', text = '']) => ({
    kind: kind.trim(),
    text,
  }),
);

function documentOf(kind: string, text: string): unknown {
  const value: unknown = parse(text);
  const account = { id: '491823307716', name: 'example' };
  if (kind === 'region') return { ...account, resources: { 'eu-north-1': value } };
  return kind === 'account' && typeof value === 'object' ? { ...account, ...value } : value;
}

describe('docs/sandbox.md', () => {
  it('has examples', () => expect(examples.length).toBeGreaterThan(15));

  it.each(examples)('example $# loads: $text', ({ kind, text }) => {
    const cloud = parseCloud(documentOf(kind, text), 'docs/sandbox.md');
    checkReferences(cloud);
    expect(buildCloud(cloud).accounts.size).toBeGreaterThan(0);
  });

  it('names every key of a cloud, an account and its resources', () => {
    const keys = [CloudDocument, AccountDocument, RegionBlock, GlobalBlock].flatMap((it) =>
      Object.keys(it.shape),
    );
    expect(keys.filter((key) => !page.includes(`\`${key}\``))).toEqual([]);
  });

  it('names every operation and every control', () => {
    const operations = services.flatMap((it) => Object.keys(it.operations));
    expect(operations.filter((name) => !page.includes(name))).toEqual([]);
    expect(Object.keys(baselinePatterns).filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  });
});
