import type { RegexProgram, RegexStep } from './regex-syntax.ts';
import { parseRegex } from './regex-syntax.ts';

interface Compiled {
  readonly search: (text: string) => boolean;
  /** Machine words the positions take: the work for one character. */
  readonly words: number;
}

const compiled = new Map<string, Compiled>();

/** Unanchored search for a regular expression that has been parsed before. */
export function searchesRegex(source: string, text: string): boolean {
  return compiledOf(source).search(text);
}

/** Steps of work a search takes in a text of this length. */
export function searchSteps(source: string, length: number): number {
  return Math.ceil(((length + 1) * compiledOf(source).words) / charactersPerStep);
}

const charactersPerStep = 4;

function compiledOf(source: string): Compiled {
  const known = compiled.get(source);
  if (known !== undefined) return known;
  const program = parseRegex(source, 1);
  const words = program.branches.reduce((sum, { length }) => sum + wordsFor(length), 0);
  const made = { search: compileRegex(program), words };
  if (compiled.size >= 500) compiled.clear();
  compiled.set(source, made);
  return made;
}

function wordsFor(steps: number): number {
  return Math.floor(steps / 32) + 1;
}

/**
 * Simulates every position of the expression at once, one bit each, so the time is text length
 * times regex size and no text can make it backtrack.
 */
export function compileRegex(program: RegexProgram): (text: string) => boolean {
  const branches = program.branches.map(branchSearch);
  return (text) => branches.some((search) => search(text));
}

/** Bit `i` of the state: the next character may be the one of step `i`; the last bit: all steps are done. */
function branchSearch(steps: readonly RegexStep[]): (text: string) => boolean {
  const words = wordsFor(steps.length);
  const lastWord = words - 1;
  const lastBit = 1 << (steps.length % 32);
  const maskOf = (test: (step: RegexStep) => boolean): Int32Array => {
    const mask = new Int32Array(words);
    for (const [index, step] of steps.entries()) if (test(step)) setBit(mask, index);
    return mask;
  };
  const optional = (step: RegexStep) => step.kind === 'character' && step.isOptional;
  const repeated = maskOf((step) => step.kind === 'character' && step.isRepeated);
  const skips = [0, 1, 2, 3].map((place) =>
    maskOf(
      (step) =>
        optional(step) || (step.kind === 'start' && place % 2 === 1) || (step.kind === 'end' && place > 1),
    ),
  );
  const accepting = new Map<number, Int32Array>();
  const isAnchored = steps[0]?.kind === 'start';

  return (text) => {
    const state = new Int32Array(words);
    for (let at = 0; at <= text.length; at += 1) {
      if (at === 0 || !isAnchored) state[0] = (state[0] ?? 0) | 1;
      const skip = skips[(at === 0 ? 1 : 0) + (at === text.length ? 2 : 0)];
      if (skip !== undefined) skipSteps(state, skip);
      if (((state[lastWord] ?? 0) & lastBit) !== 0) return true;
      if (at < text.length) consume(state, acceptingMask(text.charCodeAt(at)), repeated);
    }
    return false;
  };

  function acceptingMask(code: number): Int32Array {
    const known = accepting.get(code);
    if (known !== undefined) return known;
    const mask = maskOf((step) => step.kind === 'character' && step.accepts(code));
    if (accepting.size >= 512) accepting.clear();
    accepting.set(code, mask);
    return mask;
  }
}

function setBit(mask: Int32Array, index: number): void {
  const word = Math.floor(index / 32);
  mask[word] = (mask[word] ?? 0) | (1 << (index % 32));
}

/** Steps whose character stood here hand over to the next step; repeated ones stay as well. */
function consume(state: Int32Array, accepting: Int32Array, repeated: Int32Array): void {
  let carry = 0;
  for (let word = 0; word < state.length; word += 1) {
    const taken = (state[word] ?? 0) & (accepting[word] ?? 0);
    state[word] = (taken << 1) | carry | (taken & (repeated[word] ?? 0));
    carry = taken >>> 31;
  }
}

/** Whoever may be skipped hands over at once; runs of them are crossed by doubling. */
function skipSteps(state: Int32Array, skip: Int32Array): void {
  let carry = 0;
  for (let word = 0; word < state.length; word += 1) {
    const skipped = skip[word] ?? 0;
    let reached = (state[word] ?? 0) | carry;
    if (skipped !== 0 && reached !== 0) {
      let passes = skipped << 1;
      for (let step = 1; step < 32; step *= 2) {
        reached |= passes & (reached << step);
        passes &= passes << step;
      }
    }
    state[word] = reached;
    carry = (reached & skipped) >>> 31;
  }
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
