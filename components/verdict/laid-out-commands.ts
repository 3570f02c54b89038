const longFrom = 76;

/** Long commands with one option a line, as a shell reads them. Nothing inside quotes, comments or substitutions moves. */
export function laidOutCommands(text: string): string {
  let quote = '';
  return text
    .split('\n')
    .map((line) => {
      const startsInside = quote !== '';
      const breaks: number[] = [];
      for (let at = 0; at < line.length; at++) {
        const sign = line[at];
        if (quote === '' && sign === '#' && /^\s*$/.test(line.slice(0, at))) break;
        if (sign === '\\' && quote !== "'") at++;
        else if (quote !== '') quote = sign === quote ? '' : quote;
        else if (sign === "'" || sign === '"') quote = sign;
        else if (line.startsWith(' --', at)) breaks.push(at);
      }
      const isCommand = !startsInside && /^\s*aws /.test(line) && !/[|;]|\$\(/.test(line);
      if (!isCommand || line.length < longFrom) return line;
      const indent = `${/^\s*/.exec(line)?.[0] ?? ''}  `;
      return breaks
        .map((at, index) => line.slice(at + 1, breaks[index + 1]))
        .reduce((laid, option) => `${laid} \\\n${indent}${option}`, line.slice(0, breaks[0]));
    })
    .join('\n');
}
