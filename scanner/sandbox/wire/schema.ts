import { NormalizedSchema } from '@smithy/core/schema';

/** The SDK's clients export each operation as `[9, namespace, name, traits, input, output]`. */
export interface OperationSchema {
  name: string;
  input: NormalizedSchema;
  output: NormalizedSchema;
  http?: { method: string; uri: string; status: number };
}

type SchemaRef = Parameters<typeof NormalizedSchema.of>[0];

export function normalized(schema: unknown): NormalizedSchema {
  return NormalizedSchema.of(asSchemaRef(schema));
}

export function operationsOf(clientModule: object): Map<string, OperationSchema> {
  const found = new Map<string, OperationSchema>();
  for (const schema of Object.values(clientModule)) {
    if (!Array.isArray(schema) || schema[0] !== 9) continue;
    const [, , name, traits, input, output]: unknown[] = schema;
    if (typeof name !== 'string') continue;
    const http = httpTraitOf(traits);
    found.set(name, { name, input: normalized(input), output: normalized(output), ...(http && { http }) });
  }
  return found;
}

/** Finds the modelled error, by its shape name or by the code the query protocol uses for it. */
export function errorTraits(
  clientModule: object,
  code: string,
): { code: string; status?: number; queryCode?: string } {
  const schema: unknown = Reflect.get(clientModule, `${code}$`);
  if (!Array.isArray(schema)) return { code };
  const traits: unknown = Reflect.get(normalized(schema).getMergedTraits(), 'httpError');
  const query: unknown = Reflect.get(normalized(schema).getMergedTraits(), 'awsQueryError');
  return {
    code,
    ...(typeof traits === 'number' && { status: traits }),
    ...(Array.isArray(query) && typeof query[0] === 'string' && { queryCode: query[0] }),
  };
}

function httpTraitOf(traits: unknown): OperationSchema['http'] {
  if (typeof traits !== 'object' || traits === null || !('http' in traits) || !Array.isArray(traits.http)) {
    return undefined;
  }
  const [method, uri, status]: unknown[] = traits.http;
  if (typeof method !== 'string' || typeof uri !== 'string') return undefined;
  return { method, uri, status: typeof status === 'number' ? status : 200 };
}

/** The clients declare their schemas by shape, not by reference type; what they export under `…$` is one. */
function asSchemaRef(schema: unknown): SchemaRef {
  return schema as SchemaRef;
}
