import { isJsonObject } from './json-value.ts';

/** The one-line JSON of a parsed event, on a list instead of the stack, so that depth cannot overflow it. */
export function toJsonText(event: unknown): string {
  const out: string[] = [];
  const todo: (string | { readonly value: unknown })[] = [{ value: event }];
  for (let item = todo.pop(); item !== undefined; item = todo.pop()) {
    if (typeof item === 'string') {
      out.push(item);
    } else if (Array.isArray(item.value)) {
      todo.push(']');
      for (let index = item.value.length - 1; index >= 0; index -= 1) {
        todo.push({ value: item.value[index] });
        if (index > 0) todo.push(',');
      }
      todo.push('[');
    } else if (isJsonObject(item.value)) {
      const entries = Object.entries(item.value);
      todo.push('}');
      for (let index = entries.length - 1; index >= 0; index -= 1) {
        const [key, value] = entries[index] ?? ['', null];
        todo.push({ value }, `${index > 0 ? ',' : ''}${JSON.stringify(key)}:`);
      }
      todo.push('{');
    } else {
      out.push(JSON.stringify(item.value) ?? 'null');
    }
  }
  return out.join('');
}
