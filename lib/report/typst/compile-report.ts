import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { ReportModel } from '../model.ts';

export const CompiledReport = z.object({ pdf: z.instanceof(Uint8Array), pages: z.number().int() });
export type CompiledReport = z.infer<typeof CompiledReport>;

const Answer = z.union([CompiledReport, z.object({ error: z.string() })]);

export class ReportTimeoutError extends Error {
  constructor(seconds: number) {
    super(`Setting the report took longer than ${seconds} s and was stopped.`);
    this.name = 'ReportTimeoutError';
  }
}

/**
 * The report as a tagged PDF/UA-1, set in a process of its own so that the caller stays responsive and a long
 * report can be stopped.
 * @throws ReportTimeoutError, or an Error with the compiler's own words
 */
export function compileReport(
  model: ReportModel,
  { timeoutMs = 300_000, signal }: { timeoutMs?: number; signal?: AbortSignal } = {},
): Promise<CompiledReport> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(new URL('compile-child.ts', import.meta.url)), {
      execArgv: [],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const timer = setTimeout(() => end(() => reject(new ReportTimeoutError(timeoutMs / 1000))), timeoutMs);
    const stop = () => end(() => reject(signal?.reason ?? new Error('Setting the report was stopped.')));
    const end = (settle: () => void) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
      child.kill('SIGKILL');
      settle();
    };
    signal?.addEventListener('abort', stop, { once: true });
    child.once('error', (error) => end(() => reject(error)));
    child.once('exit', (code, killedBy) =>
      end(() => reject(new Error(`The process that sets the report ended early (${killedBy ?? code}).`))),
    );
    child.once('message', (message) => {
      const answer = Answer.safeParse(message);
      if (!answer.success) end(() => reject(new Error('The process that sets the report gave no PDF.')));
      else if ('error' in answer.data) end(rejecting(reject, answer.data.error));
      else end(resolving(resolve, answer.data));
    });
    child.send(model);
  });
}

function rejecting(reject: (error: Error) => void, message: string): () => void {
  return () => reject(new Error(message));
}

function resolving(resolve: (compiled: CompiledReport) => void, compiled: CompiledReport): () => void {
  return () => resolve(compiled);
}
