import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { coverageOf } from './font-coverage.ts';
import { unpackWoff } from './woff.ts';

const files = [
  '@ibm/plex-sans/fonts/complete/woff/IBMPlexSans-Regular.woff',
  '@ibm/plex-sans/fonts/complete/woff/IBMPlexSans-Medium.woff',
  '@ibm/plex-sans/fonts/complete/woff/IBMPlexSans-SemiBold.woff',
  '@ibm/plex-mono/fonts/complete/woff/IBMPlexMono-Regular.woff',
  '@ibm/plex-mono/fonts/complete/woff/IBMPlexMono-SemiBold.woff',
];

export interface ReportFonts {
  blobs: Buffer[];
  /** True where every face of the report has a glyph. */
  canPrint: (codePoint: number) => boolean;
}

let loaded: ReportFonts | undefined;

/** IBM Plex as TrueType, unpacked once per process from the WOFF files of its npm packages. */
export function reportFonts(): ReportFonts {
  loaded ??= load();
  return loaded;
}

function load(): ReportFonts {
  const require = createRequire(import.meta.url);
  const blobs = files.map((file) => unpackWoff(readFileSync(require.resolve(file))));
  const coverages = blobs.map((blob) => coverageOf(blob));
  return { blobs, canPrint: (codePoint) => coverages.every((it) => it.has(codePoint)) };
}
