/** The code points a TrueType font has glyphs for, from its `cmap` (formats 4 and 12). */
export function coverageOf(font: Buffer): Set<number> {
  const cmap = tableAt(font, 'cmap');
  const covered = new Set<number>();
  const subtableCount = font.readUInt16BE(cmap + 2);
  for (let index = 0; index < subtableCount; index++) {
    const subtable = cmap + font.readUInt32BE(cmap + 4 + index * 8 + 4);
    const format = font.readUInt16BE(subtable);
    if (format === 4) addFormat4(font, subtable, covered);
    if (format === 12) addFormat12(font, subtable, covered);
  }
  return covered;
}

function tableAt(font: Buffer, tag: string): number {
  const tableCount = font.readUInt16BE(4);
  for (let index = 0; index < tableCount; index++) {
    const at = 12 + index * 16;
    if (font.toString('latin1', at, at + 4) === tag) return font.readUInt32BE(at + 8);
  }
  throw new Error(`The font has no ${tag} table.`);
}

function addFormat4(font: Buffer, at: number, covered: Set<number>): void {
  const segments = font.readUInt16BE(at + 6) / 2;
  const endAt = at + 14;
  const startAt = endAt + segments * 2 + 2;
  const deltaAt = startAt + segments * 2;
  const rangeAt = deltaAt + segments * 2;
  for (let segment = 0; segment < segments; segment++) {
    const end = font.readUInt16BE(endAt + segment * 2);
    const start = font.readUInt16BE(startAt + segment * 2);
    const delta = font.readUInt16BE(deltaAt + segment * 2);
    const range = font.readUInt16BE(rangeAt + segment * 2);
    for (let code = start; code <= end && code !== 0xffff; code++) {
      const listed =
        range === 0 ? code : font.readUInt16BE(rangeAt + segment * 2 + range + (code - start) * 2);
      if (listed !== 0 && ((listed + delta) & 0xffff) !== 0) covered.add(code);
    }
  }
}

function addFormat12(font: Buffer, at: number, covered: Set<number>): void {
  const groups = font.readUInt32BE(at + 12);
  for (let group = 0; group < groups; group++) {
    const entry = at + 16 + group * 12;
    const end = font.readUInt32BE(entry + 4);
    for (let code = font.readUInt32BE(entry); code <= end; code++) covered.add(code);
  }
}
