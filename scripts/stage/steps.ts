/** Prints what is being done and how long it took, on stderr. */
export interface Steps {
  run<T>(name: string, work: (say: (detail: string) => void) => Promise<T>): Promise<T>;
  /** Seconds by step, in order. */
  seconds(): Record<string, number>;
}

export function openSteps(before: Record<string, number>): Steps {
  const seconds = { ...before };
  const isLive = process.stderr.isTTY === true;
  return {
    seconds: () => seconds,
    async run(name, work) {
      const startedAt = Date.now();
      let lastLine = '';
      const say = (detail: string) => {
        const line = `· ${name}: ${detail}`;
        if (line === lastLine) return;
        lastLine = line;
        process.stderr.write(isLive ? `\r\u001b[K${line}` : `${line}\n`);
      };
      process.stderr.write(isLive ? `· ${name} …` : `· ${name} …\n`);
      const result = await work(say);
      const took = Math.round((Date.now() - startedAt) / 100) / 10;
      seconds[name] = took;
      process.stderr.write(`${isLive ? '\r\u001b[K' : ''}✓ ${name} (${took.toFixed(1)} s)\n`);
      return result;
    },
  };
}
