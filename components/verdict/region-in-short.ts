const directions: Record<string, string> = {
  north: 'n',
  south: 's',
  east: 'e',
  west: 'w',
  central: 'c',
  northeast: 'ne',
  northwest: 'nw',
  southeast: 'se',
  southwest: 'sw',
};

/** `ap-northeast-1` as `ap-ne1`, for the head of a narrow column. */
export function regionInShort(region: string): string {
  const parts = region.split('-');
  const number = parts.pop() ?? '';
  const direction = parts.pop() ?? '';
  return `${parts.join('-')}-${directions[direction] ?? direction}${number}`;
}
