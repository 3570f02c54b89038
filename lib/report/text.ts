import { z } from 'zod';

/** Prose as data: plain words, and names that AWS or a customer gave, which every format sets in mono. */
export const Rich = z.array(z.union([z.string(), z.object({ code: z.string() })]));
export type Rich = z.infer<typeof Rich>;

/** Template tag: interpolated strings are names (mono); arrays are Rich and are spliced in. */
export function rich(words: TemplateStringsArray, ...parts: (string | number | Rich)[]): Rich {
  return words.flatMap((word, index): Rich => {
    const part = parts[index];
    const before: Rich = word === '' ? [] : [word];
    if (part === undefined) return before;
    if (Array.isArray(part)) return [...before, ...part];
    return typeof part === 'number' ? [...before, String(part)] : [...before, { code: part }];
  });
}

export function plain(text: Rich): string {
  return text.map((part) => (typeof part === 'string' ? part : part.code)).join('');
}

/** "a, b and c", each in mono. */
export function listOf(names: readonly string[]): Rich {
  return names.flatMap((name, index): Rich => {
    if (index === 0) return [{ code: name }];
    return [index === names.length - 1 ? ' and ' : ', ', { code: name }];
  });
}

/** Up to `most` names, or their number: the whole list then stands in a table the text points to. */
export function namesOrCount(names: readonly string[], most = 6): Rich {
  return names.length <= most ? listOf(names) : [plural(names.length, 'account')];
}

export function plural(count: number, noun: string, nouns = `${noun}s`): string {
  return `${figure(count)} ${count === 1 ? noun : nouns}`;
}

export function figure(count: number): string {
  return count >= 10_000 ? count.toLocaleString('en-US').replaceAll(',', '\u2009') : String(count);
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `19 Nov 2026`, in UTC. */
export function day(iso: string): string {
  const at = new Date(iso);
  return `${at.getUTCDate()} ${months[at.getUTCMonth()]} ${at.getUTCFullYear()}`;
}

/** `06:14:05`, in UTC. */
export function clock(iso: string): string {
  return iso === '' || Number.isNaN(Date.parse(iso)) ? '' : new Date(iso).toISOString().slice(11, 19);
}

/** `19 Nov 2026, 06:14 UTC`. */
export function moment(iso: string): string {
  return `${day(iso)}, ${clock(iso).slice(0, 5)} UTC`;
}

export function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}

/** "1, 4 to 7": ascending numbers, runs of three or more as one. `name` writes a number. */
export function ranges(numbers: readonly number[], name: (number: number) => string = String): string {
  const runs: number[][] = [];
  for (const it of numbers) {
    const last = runs.at(-1);
    if (last?.at(-1) === it - 1) last.push(it);
    else runs.push([it]);
  }
  return runs
    .map((run) => {
      const [from = 0, ...more] = run;
      return more.length < 2 ? run.map(name).join(', ') : `${name(from)} to ${name(more.at(-1) ?? from)}`;
    })
    .join(', ');
}

export function sentence(text: string): string {
  const trimmed = text.trim();
  return trimmed === '' || /[.!?:]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** For lines that repeat on every page: the whole text stands on the cover. */
export function shortened(text: string, most: number): string {
  const characters = Array.from(text);
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
}

// Controls, and the marks that reorder or hide text: a name must not change how a line around it reads.
const unprintable = /[\p{Cc}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]|\p{Cs}/gu;

/** The text with every control, bidi and zero-width character written out as its code point. */
export function printable(text: string, keepsLines = false): string {
  return text.replace(unprintable, (found) => {
    if (keepsLines && (found === '\n' || found === '\t')) return found;
    return codePoint(found);
  });
}

export function codePoint(character: string): string {
  const hex = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return `[U+${hex}]`;
}
