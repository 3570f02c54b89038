import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';
import { type Environment, environments } from '#lib/posture/decision-scope.ts';

export interface CsvAccount {
  roleArn: string;
  externalId: string | null;
  name: string | null;
  /** What the account is for; null: the file does not say. */
  environment: Environment | null;
}

const Rows = z.array(z.object({ info: z.object({ lines: z.number() }), record: z.array(z.string()) }));
const columns = ['role_arn', 'external_id', 'name', 'environment'];
const firstLine = `The first line must be ${columns.join(',')}`;

/** Columns by header, in any order; all but the first may be absent or empty. */
export function readAccountsCsv(text: string): { accounts: CsvAccount[]; errors: string[] } {
  const rows = rowsOf(text);
  if (typeof rows === 'string') return { accounts: [], errors: [rows] };
  const [head, ...body] = rows;
  if (!head) return { accounts: [], errors: [`The file is empty. ${firstLine}.`] };
  const header = head.record.map((it) => it.toLowerCase());
  const strange = header.filter((it) => !columns.includes(it));
  if (!header.includes('role_arn') || strange.length > 0) {
    const found = strange.length > 0 ? `It has ${strange.join(', ')}.` : 'It has no role_arn.';
    return { accounts: [], errors: [`${firstLine}. ${found}`] };
  }
  const cell = (record: readonly string[], column: string) => record[header.indexOf(column)] || null;
  const errors: string[] = [];
  const accounts = body.flatMap(({ info, record }) => {
    const roleArn = cell(record, 'role_arn');
    const environment = environmentOf(cell(record, 'environment'));
    if (!roleArn) errors.push(`Line ${info.lines}: role_arn is empty.`);
    if (environment === 'unknown') {
      errors.push(`Line ${info.lines}: environment is none of ${environments.join(', ')}. It may be empty.`);
    }
    if (!roleArn || environment === 'unknown') return [];
    return [{ roleArn, externalId: cell(record, 'external_id'), name: cell(record, 'name'), environment }];
  });
  if (body.length === 0) errors.push('The file names no account.');
  return { accounts, errors };
}

function environmentOf(text: string | null): Environment | null | 'unknown' {
  if (text === null) return null;
  return environments.find((it) => it === text.toLowerCase()) ?? 'unknown';
}

function rowsOf(text: string): z.infer<typeof Rows> | string {
  try {
    return Rows.parse(parse(text, { bom: true, trim: true, info: true, skip_empty_lines: true }));
  } catch (error) {
    if (error instanceof CsvError) return error.message;
    throw error;
  }
}
