import { Fragment } from 'react';

/** ARNs, `service:Action`, `$.selectors`, paths of log groups, and what stands in backticks. */
const named =
  /`[^`]+`|arn:aws[\w-]*:[^\s,;]+[^\s,;.)]|\b[a-z][a-z0-9-]+:[A-Z][A-Za-z]+\b|\$\.[\w.]+\w|(?<![\w/])\/[\w-]+(?:\/[\w.-]+)+/g;

/** A sentence in which what AWS named stands in mono. */
export function Prose({ text }: { text: string }) {
  const parts: { text: string; isNamed: boolean }[] = [];
  let at = 0;
  for (const match of text.matchAll(named)) {
    if (match.index > at) parts.push({ text: text.slice(at, match.index), isNamed: false });
    parts.push({ text: match[0].replaceAll('`', ''), isNamed: true });
    at = match.index + match[0].length;
  }
  if (at < text.length) parts.push({ text: text.slice(at), isNamed: false });
  return parts.map((part, index) =>
    part.isNamed ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts have no identity but their place.
      <span key={index} className="mono">
        {part.text}
      </span>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts have no identity but their place.
      <Fragment key={index}>{part.text}</Fragment>
    ),
  );
}
