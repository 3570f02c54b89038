import type { ReportModel } from '../model.ts';
import { mapStrings } from '../printable-model.ts';
import { codePoint } from '../text.ts';

/** Where a long name may break: the template takes the marks out, so copied text has none. */
const cutMark = '\u200b';
const longToken = /[^\s]{18,}/gu;
const separators = /([/:._=,;&?|@#+-]+)(?=[^\s])/gu;
const humps = /([a-z0-9])(?=[A-Z])/g;
const mostUncut = 16;

/**
 * The model as the template reads it: characters the fonts lack stand as their code points (PDF/UA forbids
 * missing glyphs), long names have places to break, and the date is in parts.
 */
export function prepareModel(model: ReportModel, canPrint: (codePoint: number) => boolean): Buffer {
  const printed = mapStrings(model, (text) => cutLongTokens(replaceMissing(text, canPrint)));
  const at = new Date(model.asOf);
  const asOfParts = {
    year: at.getUTCFullYear(),
    month: at.getUTCMonth() + 1,
    day: at.getUTCDate(),
    hour: at.getUTCHours(),
    minute: at.getUTCMinutes(),
    second: at.getUTCSeconds(),
  };
  return Buffer.from(JSON.stringify({ ...printed, asOfParts }));
}

function replaceMissing(text: string, canPrint: (codePoint: number) => boolean): string {
  // Plain ASCII is most of a report and needs no look-up.
  if (/^[\x20-\x7e]*$/.test(text)) return text;
  return Array.from(text, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return character === '\n' || character === '\t' || canPrint(code) ? character : codePoint(character);
  }).join('');
}

function cutLongTokens(text: string): string {
  if (text.length < 18) return text;
  return text.replace(longToken, (token) =>
    token
      .replace(separators, `$1${cutMark}`)
      .replace(humps, `$1${cutMark}`)
      .split(cutMark)
      .flatMap(chunks)
      .join(cutMark),
  );
}

function chunks(part: string): string[] {
  const characters = Array.from(part);
  if (characters.length <= mostUncut) return [part];
  const count = Math.ceil(characters.length / mostUncut);
  return Array.from({ length: count }, (_, index) =>
    characters.slice(index * mostUncut, (index + 1) * mostUncut).join(''),
  );
}
