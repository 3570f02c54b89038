import { type FocusEvent, type RefObject, useEffect, useState } from 'react';
import { isTyping } from '#components/shell/keyboard.tsx';

export interface Place {
  row: number;
  column: number;
}

const steps: Record<string, readonly [row: number, column: number]> = {
  h: [0, -1],
  j: [1, 0],
  k: [-1, 0],
  l: [0, 1],
};

/** `h j k l` move over the cells, `Esc` closes the popover; `Enter` follows the focused link by itself. */
export function useMatrixKeys(
  frame: RefObject<HTMLElement | null>,
  grid: { rows: number; columns: number; close: () => void; reveal: (row: number) => void },
) {
  const [at, setAt] = useState<Place | null>(null);

  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (event.key === 'Escape') grid.close();
      const step = steps[event.key];
      if (!step) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const from = placeOf(document.activeElement) ?? at;
      const to = from
        ? { row: clamp(from.row + step[0], grid.rows), column: clamp(from.column + step[1], grid.columns) }
        : { row: 0, column: 0 };
      focusCell(frame.current, to, grid.reveal);
    }
    document.addEventListener('keydown', onKey, { capture: true });
    return () => document.removeEventListener('keydown', onKey, { capture: true });
  }, [frame, grid, at]);

  function onFocus(event: FocusEvent) {
    setAt(placeOf(event.target));
  }
  return { at, onFocus };
}

function placeOf(element: Element | null): Place | null {
  const text = element?.getAttribute('data-at');
  if (!text) return null;
  const [row, column] = text.split(',').map(Number);
  return row === undefined || column === undefined ? null : { row, column };
}

function clamp(value: number, count: number): number {
  return Math.min(count - 1, Math.max(0, value));
}

/** A row that is not drawn yet is scrolled to first and focused in the next frame. */
function focusCell(frame: HTMLElement | null, { row, column }: Place, reveal: (row: number) => void): void {
  const find = () => frame?.querySelector<HTMLElement>(`[data-at="${row},${column}"]`);
  const found = find();
  if (found) {
    found.focus({ preventScroll: true });
    found.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    return;
  }
  reveal(row);
  requestAnimationFrame(() => requestAnimationFrame(() => find()?.focus()));
}
