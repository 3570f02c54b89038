import { Fragment } from 'react';

/** What stands in backticks, ARNs, `service:Action`, `$.selectors`, paths, hosts, and names after what they are. */
const named =
  /`[^`]+`|(?<=\b(?:[Tt]rail|[Ll]og group|[Ff]ilter|[Mm]etric|[Aa]larm|[Tt]opic|[Bb]ucket|[Kk]ey|[Rr]ole|[Rr]ule) )[\w/+=@.-]*[-_/.][\w/+=@.-]*\w|\b[\w-]+\.amazonaws\.com\b|arn:aws[\w-]*:[^\s,;]+[^\s,;.)]|\b[a-z][a-z0-9-]+:[A-Z][A-Za-z]+\b|\$\.[\w.]+\w|(?<![\w/])\/[\w-]+(?:\/[\w.-]+)+/g;

/** Characters that turn the direction of what follows: a name may hold them, the sentence around it must not obey. */
const directing = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

function written(character: string): string {
  return `\u2039U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}\u203a`;
}

/** A sentence in which what AWS named stands in mono. */
export function Prose({ text: raw }: { text: string }) {
  const text = raw.replace(directing, written);
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
