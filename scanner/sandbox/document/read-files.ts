import { readdir, readFile, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { parseDocument } from 'yaml';
import type { z } from 'zod';
import { AccountDocument, CloudDocument } from './cloud-document.ts';
import { CloudFileError } from './cloud-file-error.ts';
import { OrganizationDocument } from './organization.ts';
import { strict } from './strict.ts';

const OrganizationFile = strict({ organization: OrganizationDocument });

/** Reads one file, or every .yaml, .yml and .json file of a folder, into one cloud. */
export async function readCloud(path: string): Promise<CloudDocument> {
  const found = await stat(path).catch(() => null);
  if (!found) throw new CloudFileError(`${path}: no such file or folder`);
  const files = found.isDirectory() ? await filesIn(path) : [path];
  if (files.length === 0) throw new CloudFileError(`${path}: no .yaml, .yml or .json file in this folder`);
  const parts = await Promise.all(files.map(readPart));
  return mergeClouds(parts);
}

/** Checks a document given as a value. @param source names it in messages. */
export function parseCloud(value: unknown, source: string): CloudDocument {
  if (isObject(value) && 'organization' in value && !('id' in value)) {
    return { organizations: [check(OrganizationFile, value, source).organization] };
  }
  if (isObject(value) && 'id' in value) return { accounts: [check(AccountDocument, value, source)] };
  return check(CloudDocument, value, source);
}

function mergeClouds(parts: readonly CloudDocument[]): CloudDocument {
  const operator = parts.find((it) => it.operator)?.operator;
  return {
    ...(operator && { operator }),
    organizations: parts.flatMap((it) => it.organizations ?? []),
    accounts: parts.flatMap((it) => it.accounts ?? []),
  };
}

async function filesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder);
  return names
    .filter((name) => ['.yaml', '.yml', '.json'].includes(extname(name)))
    .sort()
    .map((name) => join(folder, name));
}

async function readPart(file: string): Promise<CloudDocument> {
  const parsed = parseDocument(await readFile(file, 'utf8'), { merge: true });
  const problem = parsed.errors[0];
  if (problem) throw new CloudFileError(`${file}: not valid YAML or JSON: ${problem.message}`);
  return parseCloud(parsed.toJS({ maxAliasCount: 10_000 }), file);
}

function check<T>(schema: z.ZodType<T>, value: unknown, source: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const lines = result.error.issues.flatMap((issue) => explain(issue, []));
  throw new CloudFileError([...new Set(lines)].map((line) => `${source}: ${line}`).join('\n'));
}

function explain(issue: z.core.$ZodIssue, base: PropertyKey[]): string[] {
  const path = [...base, ...issue.path];
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const deepest = [...issue.errors].sort((a, b) => depth(b) - depth(a))[0] ?? [];
    return deepest.flatMap((it) => explain(it, path));
  }
  const message = issue.message
    .replace(/^Invalid input: /, '')
    .replace(/, received undefined$/, ', but it is missing');
  return [`${pathText(path)}: ${message}`];
}

function depth(issues: readonly z.core.$ZodIssue[]): number {
  return Math.max(0, ...issues.map((it) => it.path.length + (it.code === 'unrecognized_keys' ? 1 : 0)));
}

function pathText(path: readonly PropertyKey[]): string {
  const text = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return text === '' ? '(top level)' : text.replace(/^\./, '');
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
