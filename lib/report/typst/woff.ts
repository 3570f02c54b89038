import { inflateSync } from 'node:zlib';

const woffSignature = 0x774f4646;
const headerLength = 44;
const woffEntryLength = 20;
const sfntEntryLength = 16;

/** Unpacks WOFF 1 (W3C Recommendation 2012) into the TrueType font it holds. */
export function unpackWoff(woff: Buffer): Buffer {
  if (woff.readUInt32BE(0) !== woffSignature) throw new Error('Not a WOFF 1 font.');
  const flavor = woff.readUInt32BE(4);
  const tableCount = woff.readUInt16BE(12);
  const tables = Array.from({ length: tableCount }, (_, index) => readTable(woff, index));
  return writeSfnt(flavor, tables);
}

interface FontTable {
  tag: number;
  checksum: number;
  bytes: Buffer;
}

function readTable(woff: Buffer, index: number): FontTable {
  const at = headerLength + index * woffEntryLength;
  const offset = woff.readUInt32BE(at + 4);
  const packedLength = woff.readUInt32BE(at + 8);
  const length = woff.readUInt32BE(at + 12);
  const packed = woff.subarray(offset, offset + packedLength);
  return {
    tag: woff.readUInt32BE(at),
    checksum: woff.readUInt32BE(at + 16),
    bytes: packedLength < length ? inflateSync(packed) : packed,
  };
}

function writeSfnt(flavor: number, tables: readonly FontTable[]): Buffer {
  const power = 2 ** Math.floor(Math.log2(tables.length));
  const directory = Buffer.alloc(12 + tables.length * sfntEntryLength);
  directory.writeUInt32BE(flavor, 0);
  directory.writeUInt16BE(tables.length, 4);
  directory.writeUInt16BE(power * 16, 6);
  directory.writeUInt16BE(Math.log2(power), 8);
  directory.writeUInt16BE((tables.length - power) * 16, 10);

  const bodies: Buffer[] = [];
  let offset = directory.length;
  for (const [index, table] of tables.entries()) {
    const at = 12 + index * sfntEntryLength;
    directory.writeUInt32BE(table.tag, at);
    directory.writeUInt32BE(table.checksum, at + 4);
    directory.writeUInt32BE(offset, at + 8);
    directory.writeUInt32BE(table.bytes.length, at + 12);
    const padded = Buffer.alloc(Math.ceil(table.bytes.length / 4) * 4);
    table.bytes.copy(padded);
    bodies.push(padded);
    offset += padded.length;
  }
  return Buffer.concat([directory, ...bodies]);
}
