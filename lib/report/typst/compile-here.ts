import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import type { ReportModel } from '../model.ts';
import { reportFonts } from './fonts.ts';
import { prepareModel } from './prepare-model.ts';

export interface CompiledHere {
  pdf: Uint8Array;
  pages: number;
}

const templates = import.meta.dirname;

/** Compiles in this process and blocks it for as long as it takes. Equal models give equal bytes. */
export function compileHere(model: ReportModel): CompiledHere {
  const fonts = reportFonts();
  const compiler = NodeCompiler.create({ workspace: templates, fontArgs: [{ fontBlobs: fonts.blobs }] });
  // The data is a file beside the templates that exists in memory only: never part of the markup.
  compiler.mapShadow(`${templates}/model.json`, prepareModel(model, fonts.canPrint));
  const compiled = compiler.compile({ mainFilePath: `${templates}/report.typ` });
  const document = compiled.result;
  if (!document) {
    const diagnostics = compiled.takeDiagnostics();
    throw new Error(`The report does not compile: ${JSON.stringify(diagnostics?.shortDiagnostics ?? [])}`);
  }
  const pdf = compiler.pdf(document, {
    pdfStandard: 'ua-1',
    creationTimestamp: Date.parse(model.asOf) / 1000,
  });
  return { pdf: new Uint8Array(pdf), pages: document.numOfPages };
}
