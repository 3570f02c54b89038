import type { FilterPattern } from './ast.ts';

export function printPattern(_pattern: FilterPattern): string {
  return '';
}
