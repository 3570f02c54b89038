import type { FilterPattern } from './ast.ts';

export function explainPattern(_pattern: FilterPattern): string {
  return '';
}
