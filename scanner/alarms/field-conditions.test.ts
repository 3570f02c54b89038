import { describe, expect, it } from 'vitest';
import { type FieldConditions, meets } from './field-conditions.ts';

const open: FieldConditions = {
  equals: [],
  startsWith: [],
  endsWith: [],
  notEquals: [],
  notStartsWith: [],
  notEndsWith: [],
};

describe('the conditions on a field', () => {
  it('take everything where there are none', () => {
    expect(meets(open, 'PutObject')).toBe(true);
  });

  it('take what any selecting operator takes', () => {
    const field = { ...open, equals: ['GetObject'], startsWith: ['Put'], endsWith: ['Acl'] };
    expect(['GetObject', 'PutObject', 'GetObjectAcl'].map((it) => meets(field, it))).toEqual([
      true,
      true,
      true,
    ]);
    expect(meets(field, 'DeleteObject')).toBe(false);
  });

  it('drop what any deselecting operator names, though another selects it', () => {
    const field = { ...open, startsWith: ['Put'], notEquals: ['PutObject'], notEndsWith: ['Acl'] };
    expect(['PutObject', 'PutObjectAcl', 'PutObjectTagging'].map((it) => meets(field, it))).toEqual([
      false,
      false,
      true,
    ]);
  });
});
