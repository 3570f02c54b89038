import type { RegexProgram, RegexStep } from './regex-syntax.ts';
import { parseRegex } from './regex-syntax.ts';

const compiled = new Map<string, (text: string) => boolean>();

/** Unanchored search for a regular expression that has been parsed before. */
export function searchesRegex(source: string, text: string): boolean {
  let search = compiled.get(source);
  if (search === undefined) {
    search = compileRegex(parseRegex(source, 1));
    if (compiled.size >= 500) compiled.clear();
    compiled.set(source, search);
  }
  return search(text);
}

/**
 * Simulates every position at once (Thompson), so the time is text length times regex size and
 * no text can make it backtrack.
 */
export function compileRegex(program: RegexProgram): (text: string) => boolean {
  const branches = program.branches.map(branchSearch);
  return (text) => branches.some((search) => search(text));
}

function branchSearch(steps: readonly RegexStep[]): (text: string) => boolean {
  return (text) => {
    let active = new Uint8Array(steps.length + 1);
    let next = new Uint8Array(steps.length + 1);
    for (let at = 0; at <= text.length; at += 1) {
      if (enter(steps, active, 0, at, text.length)) return true;
      if (at === text.length) return false;
      const code = text.charCodeAt(at);
      next.fill(0);
      for (let index = 0; index < steps.length; index += 1) {
        if (active[index] === 0) continue;
        const step = steps[index];
        if (step?.kind !== 'character' || !step.accepts(code)) continue;
        if (step.isRepeated) enter(steps, next, index, at + 1, text.length);
        if (enter(steps, next, index + 1, at + 1, text.length)) return true;
      }
      [active, next] = [next, active];
    }
    return false;
  };
}

/** Marks every step reachable from `from` without consuming a character; true when the branch is complete. */
function enter(
  steps: readonly RegexStep[],
  marks: Uint8Array,
  from: number,
  at: number,
  length: number,
): boolean {
  for (let index = from; index < steps.length; index += 1) {
    if (marks[index] === 1) return false;
    const step = steps[index];
    if (step === undefined) return false;
    if (step.kind === 'start' ? at !== 0 : step.kind === 'end' && at !== length) return false;
    marks[index] = 1;
    if (step.kind === 'character' && !step.isOptional) return false;
  }
  return true;
}

/** A text the regular expression finds, for making sample events; null when anchors contradict each other. */
export function sampleOfRegex(source: string): string | null {
  for (const branch of parseRegex(source, 1).branches) {
    const text = branch
      .map((step) => (step.kind === 'character' && !step.isOptional ? step.sample : ''))
      .join('');
    if (searchesRegex(source, text)) return text;
  }
  return null;
}

/** The texts a regular expression spells out, when it is nothing but `^text$` alternatives. */
export function textsOfRegex(source: string): readonly string[] | null {
  const texts: string[] = [];
  for (const branch of parseRegex(source, 1).branches) {
    const middle = branch.slice(1, -1);
    if (branch.length < 2 || branch[0]?.kind !== 'start' || branch.at(-1)?.kind !== 'end') return null;
    let text = '';
    for (const step of middle) {
      if (step.kind !== 'character' || !step.isLiteral || step.isOptional || step.isRepeated) return null;
      text += step.sample;
    }
    texts.push(text);
  }
  return texts;
}
