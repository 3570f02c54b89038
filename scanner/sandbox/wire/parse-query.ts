import type { NormalizedSchema } from '@smithy/core/schema';

/** Rebuilds a structure from the flat `A.member.1.B=…` names of the query protocols. */
export function parseQueryForm(schema: NormalizedSchema, form: URLSearchParams, isEc2: boolean): unknown {
  return readValue(schema, '', form, isEc2);
}

function readValue(schema: NormalizedSchema, prefix: string, form: URLSearchParams, isEc2: boolean): unknown {
  if (schema.isUnitSchema()) return {};
  if (schema.isStructSchema()) return readStruct(schema, prefix, form, isEc2);
  if (schema.isListSchema()) return readList(schema, prefix, form, isEc2);
  if (schema.isMapSchema()) return readMap(schema, prefix, form, isEc2);
  const text = form.get(prefix);
  if (text === null) return undefined;
  if (schema.isBooleanSchema()) return text === 'true';
  if (schema.isNumericSchema()) return Number(text);
  if (schema.isTimestampSchema()) return new Date(text);
  return text;
}

function readStruct(
  schema: NormalizedSchema,
  prefix: string,
  form: URLSearchParams,
  isEc2: boolean,
): unknown {
  const struct: Record<string, unknown> = {};
  for (const [name, member] of schema.structIterator()) {
    const value = readValue(member, join(prefix, memberKey(name, member, isEc2)), form, isEc2);
    if (value !== undefined) struct[name] = value;
  }
  return prefix !== '' && Object.keys(struct).length === 0 ? undefined : struct;
}

function readList(schema: NormalizedSchema, prefix: string, form: URLSearchParams, isEc2: boolean): unknown {
  const item = schema.getValueSchema();
  const isFlat = isEc2 || schema.getMergedTraits().xmlFlattened === 1;
  const base = isFlat ? prefix : join(prefix, item.getMergedTraits().xmlName ?? 'member');
  return numbered((index) => readValue(item, join(base, String(index)), form, isEc2), form, prefix);
}

function readMap(schema: NormalizedSchema, prefix: string, form: URLSearchParams, isEc2: boolean): unknown {
  const base = schema.getMergedTraits().xmlFlattened === 1 ? prefix : join(prefix, 'entry');
  const keyName = schema.getKeySchema().getMergedTraits().xmlName ?? 'key';
  const valueName = schema.getValueSchema().getMergedTraits().xmlName ?? 'value';
  const map: Record<string, unknown> = {};
  for (let index = 1; form.has(`${base}.${index}.${keyName}`); index += 1) {
    const key = form.get(`${base}.${index}.${keyName}`) ?? '';
    map[key] = readValue(schema.getValueSchema(), `${base}.${index}.${valueName}`, form, isEc2);
  }
  return Object.keys(map).length === 0 ? undefined : map;
}

function numbered(read: (index: number) => unknown, form: URLSearchParams, prefix: string): unknown {
  const items: unknown[] = [];
  for (let index = 1; ; index += 1) {
    const value = read(index);
    if (value === undefined) break;
    items.push(value);
  }
  if (items.length > 0) return items;
  return form.get(prefix) === '' ? [] : undefined;
}

function memberKey(name: string, member: NormalizedSchema, isEc2: boolean): string {
  const traits = member.getMergedTraits();
  const ec2Name: unknown = Reflect.get(traits, 'ec2QueryName');
  if (isEc2 && typeof ec2Name === 'string') return ec2Name;
  const key = traits.xmlName ?? name;
  return isEc2 ? key.charAt(0).toUpperCase() + key.slice(1) : key;
}

function join(prefix: string, key: string): string {
  return prefix === '' ? key : `${prefix}.${key}`;
}
