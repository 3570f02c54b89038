import type { NormalizedSchema } from '@smithy/core/schema';
import { z } from 'zod';
import { normalized } from '../wire/schema.ts';
import { moment } from './moment.ts';
import { strict } from './strict.ts';

/** Fields AWS carries as JSON inside a string; a file may write them as plain YAML. */
const jsonText = /(Policy|PolicyDocument|EventPattern|StateReasonData)$/i;

const cache = new Map<string, z.ZodType>();

/** The zod schema of an AWS shape, with AWS's own field names; `T` is the SDK's type of the same shape. */
export function awsShape<T>(schema: unknown): z.ZodType<T> {
  return asShapeOf<T>(fromSchema(normalized(schema), ''));
}

/** An AWS structure, `.with` fields of the sandbox's own beside AWS's. */
export function awsStruct<T>(schema: unknown) {
  return {
    with<Extra extends z.ZodRawShape>(extra: Extra) {
      return asResourceOf<T, Extra>(strict({ ...membersOf(normalized(schema)), ...extra }));
    },
  };
}

function fromSchema(schema: NormalizedSchema, fieldName: string): z.ZodType {
  if (schema.isStructSchema()) return structOf(schema);
  if (schema.isListSchema()) return z.array(fromSchema(schema.getValueSchema(), ''));
  if (schema.isMapSchema()) return z.record(z.string(), fromSchema(schema.getValueSchema(), fieldName));
  if (schema.isTimestampSchema()) return moment;
  if (schema.isBooleanSchema()) return z.boolean();
  if (schema.isNumericSchema() || schema.isBigIntegerSchema()) return z.number();
  if (schema.isStringSchema()) return jsonText.test(fieldName) ? textOrJson : text;
  return z.unknown();
}

function structOf(schema: NormalizedSchema): z.ZodType {
  const name = schema.getName(true) ?? '';
  const known = cache.get(name);
  if (known) return known;
  const shape = z.lazy(() => strict(membersOf(schema)));
  cache.set(name, shape);
  return shape;
}

function membersOf(schema: NormalizedSchema): Record<string, z.ZodType> {
  const members: Record<string, z.ZodType> = {};
  for (const [name, member] of schema.structIterator()) members[name] = fromSchema(member, name).nullish();
  return members;
}

export const text = z.string({
  error: ({ input }) =>
    typeof input === 'number' || typeof input === 'boolean'
      ? `expected text, got the ${typeof input} ${input}: put it in quotes`
      : undefined,
});

/** Text, or an object that stands for its JSON. */
export const textOrJson = z.preprocess(
  (value) => (typeof value === 'object' && value !== null ? JSON.stringify(value) : value),
  text,
);

/** The Smithy schema and the SDK's type are generated from one model; nothing else can say so to the compiler. */
function asShapeOf<T>(schema: z.ZodType): z.ZodType<T> {
  return schema as z.ZodType<T>;
}

function asResourceOf<T, Extra extends z.ZodRawShape>(
  schema: z.ZodType,
): z.ZodType<T & z.infer<z.ZodObject<Extra>>> {
  return schema as z.ZodType<T & z.infer<z.ZodObject<Extra>>>;
}
