import type { FilterPattern } from './ast.ts';

export function matchesEvent(_pattern: FilterPattern, _event: unknown): boolean {
  return false;
}

export function matchesMessage(_pattern: FilterPattern, _message: string): boolean {
  return false;
}
