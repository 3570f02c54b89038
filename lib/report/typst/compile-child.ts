import { ReportModel } from '../model.ts';
import { compileHere } from './compile-here.ts';

/** The other end of compileReport: one model in, one PDF or error out. */
process.once('message', (message) => {
  process.send?.(answerTo(message), () => process.disconnect?.());
});

function answerTo(message: unknown): { pdf: Uint8Array; pages: number } | { error: string } {
  try {
    return compileHere(ReportModel.parse(message));
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}
