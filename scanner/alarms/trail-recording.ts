import type { TrailSelectorsFact } from '../snapshot.ts';
import { meets } from './field-conditions.ts';

/** One kind of management event, in one region. */
export interface RecordedKind {
  /** null: any service. */
  eventSource: string | null;
  /** null: any call. */
  eventName: string | null;
  isReadOnly: boolean;
}

/** What a recording trail still drops by name, for the auditor. */
export interface LeftOut {
  text: string;
  /** Set when all events of one service are dropped. */
  eventSource: string | null;
}

export type Recording =
  | { isRecorded: false; why: string }
  | { isRecorded: true; leftOut: readonly LeftOut[] };

/**
 * Whether these selectors record management events of this kind. Judged by meaning: no selectors at all is
 * AWS's documented default, every management event.
 */
export function selectorsRecord(selectors: TrailSelectorsFact, kind: RecordedKind): Recording {
  const { classic, advanced } = selectors;
  if (classic.length === 0 && advanced.length === 0) return { isRecorded: true, leftOut: [] };
  const answers = [
    ...classic.map((it) => classicRecords(it, kind)),
    ...advanced.map((it) => advancedRecords(it, kind)),
  ];
  const recorded = answers.flatMap((it) => (it.isRecorded ? [it] : []));
  const [first] = recorded;
  if (first) {
    const isDroppedByAll = (left: LeftOut): boolean =>
      recorded.every((it) => it.leftOut.some((other) => other.text === left.text)) &&
      !(
        left.eventSource && selectorsRecord(selectors, { ...kind, eventSource: left.eventSource }).isRecorded
      );
    return { isRecorded: true, leftOut: first.leftOut.filter(isDroppedByAll) };
  }
  const why = answers.flatMap((it) => (it.isRecorded ? [] : [it.why]));
  return { isRecorded: false, why: why.at(-1) ?? 'records no management events' };
}

function classicRecords(selector: TrailSelectorsFact['classic'][number], kind: RecordedKind): Recording {
  if (!selector.includesManagementEvents) return { isRecorded: false, why: 'records no management events' };
  if (selector.readWriteType === 'ReadOnly' && !kind.isReadOnly) {
    return { isRecorded: false, why: 'records read events only' };
  }
  if (selector.readWriteType === 'WriteOnly' && kind.isReadOnly) {
    return { isRecorded: false, why: 'records write events only' };
  }
  if (kind.eventSource !== null && selector.excludedSources.includes(kind.eventSource)) {
    return { isRecorded: false, why: `excludes events of ${kind.eventSource}` };
  }
  const leftOut = kind.eventSource === null ? selector.excludedSources : [];
  return { isRecorded: true, leftOut: leftOut.map((source) => leftOutBy('eventSource', source)) };
}

type AdvancedField = TrailSelectorsFact['advanced'][number]['fields'][number];

function advancedRecords(selector: TrailSelectorsFact['advanced'][number], kind: RecordedKind): Recording {
  const category = selector.fields.find((it) => it.field === 'eventCategory');
  if (!category?.equals.includes('Management')) {
    return { isRecorded: false, why: 'records no management events' };
  }
  const leftOut: LeftOut[] = [];
  for (const field of selector.fields) {
    const answer = fieldTakes(field, kind);
    if (!answer.isRecorded) return answer;
    leftOut.push(...answer.leftOut);
  }
  return { isRecorded: true, leftOut };
}

function fieldTakes(field: AdvancedField, kind: RecordedKind): Recording {
  const known = fieldValue(field.field, kind);
  if (known !== null) {
    return meets(field, known)
      ? { isRecorded: true, leftOut: [] }
      : { isRecorded: false, why: whyNot(field, kind, known) };
  }
  const narrows = [...field.equals, ...field.startsWith, ...field.endsWith];
  if (narrows.length > 0) {
    return { isRecorded: false, why: `records only events whose ${field.field} is ${narrows.join(', ')}` };
  }
  const leaves = [...field.notEquals, ...field.notStartsWith, ...field.notEndsWith];
  return { isRecorded: true, leftOut: leaves.map((it) => leftOutBy(field.field, it)) };
}

/** null: events of this kind have any value there. */
function fieldValue(field: string, kind: RecordedKind): string | null {
  switch (field) {
    case 'eventCategory':
      return 'Management';
    case 'readOnly':
      return String(kind.isReadOnly);
    case 'eventSource':
      return kind.eventSource;
    case 'eventName':
      return kind.eventName;
    case 'eventType':
      if (kind.eventSource === null) return null;
      return kind.eventSource === 'signin.amazonaws.com' ? 'AwsConsoleSignIn' : 'AwsApiCall';
    default:
      return null;
  }
}

function whyNot(field: AdvancedField, kind: RecordedKind, value: string): string {
  if (field.field === 'readOnly')
    return kind.isReadOnly ? 'records write events only' : 'records read events only';
  if (field.field === 'eventSource') return `excludes events of ${value}`;
  if (field.field === 'eventName') return `excludes ${value}`;
  return `leaves out events whose ${field.field} is ${value}`;
}

function leftOutBy(field: string, value: string): LeftOut {
  if (field === 'eventSource') return { text: `events of ${value}`, eventSource: value };
  return { text: `events whose ${field} is ${value}`, eventSource: null };
}
