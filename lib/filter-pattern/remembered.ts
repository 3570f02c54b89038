/** Answers of a pure function by key, of which the most recently asked are kept: between `most` and twice as many. */
export interface Remembered<Key, Answer> {
  get(key: Key): Answer | undefined;
  set(key: Key, answer: Answer): void;
}

export function remembered<Key, Answer>(most: number): Remembered<Key, Answer> {
  let young = new Map<Key, Answer>();
  let old = new Map<Key, Answer>();
  function set(key: Key, answer: Answer): void {
    if (young.size >= most) {
      old = young;
      young = new Map();
    }
    young.set(key, answer);
  }
  return {
    set,
    get(key) {
      const answer = young.get(key);
      if (answer !== undefined) return answer;
      const older = old.get(key);
      if (older !== undefined) set(key, older);
      return older;
    },
  };
}
