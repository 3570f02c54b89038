import type { TrailSelectorsFact } from '../snapshot.ts';

/** What an advanced event selector asks of one field of an event. */
export type FieldConditions = Omit<TrailSelectorsFact['advanced'][number]['fields'][number], 'field'>;

/** As CloudTrail joins the operators of a field: any that selects must hold, and none that deselects. */
export function meets(field: FieldConditions, value: string): boolean {
  const starts = (it: string): boolean => value.startsWith(it);
  const ends = (it: string): boolean => value.endsWith(it);
  if (field.notEquals.includes(value) || field.notStartsWith.some(starts) || field.notEndsWith.some(ends)) {
    return false;
  }
  const isOpen = field.equals.length + field.startsWith.length + field.endsWith.length === 0;
  return isOpen || field.equals.includes(value) || field.startsWith.some(starts) || field.endsWith.some(ends);
}
