import { Fragment } from 'react';

/** What stands in backticks, ARNs, `service:Action`, `$.selectors`, paths, hosts, and names after what they are. */
const named =
  /`[^`]+`|(?<=\b(?:[Tt]rail|[Ll]og group|[Ff]ilter|[Mm]etric|[Aa]larm|[Tt]opic|[Bb]ucket|[Kk]ey|[Rr]ole|[Rr]ule) )[\w/+=@.-]*[-_/.][\w/+=@.-]*\w|\b[\w-]+\.amazonaws\.com\b|arn:aws[\w-]*:[^\s,;]+[^\s,;.)]|\b[a-z][a-z0-9-]+:[A-Z][A-Za-z]+\b|\$\.[\w.]+\w|(?<![\w/])\/[\w-]+(?:\/[\w.-]+)+/g;

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
