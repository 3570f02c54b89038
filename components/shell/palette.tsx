'use client';

import { Dialog } from '@base-ui/react/dialog';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { type KeyboardEvent, useDeferredValue, useEffect, useState } from 'react';
import { z } from 'zod';
import { closePopover } from '#components/shell/nav-links.tsx';
import { fetchJson } from '#components/ui/fetch-json.ts';

const Target = z.object({ href: z.string(), title: z.string(), kind: z.string() });
const Targets = z.array(Target);
type Target = z.infer<typeof Target>;

/** One dialog for all the places that open it: the side bar, and the drawer that holds the same. */
const handle = Dialog.createHandle();

export function PaletteButton() {
  return (
    <Dialog.Trigger className="seek" handle={handle} onClick={(event) => closePopover(event.currentTarget)}>
      <span>Search or jump to</span>
      <kbd>Ctrl K</kbd>
    </Dialog.Trigger>
  );
}

/** Search or jump to: Ctrl K from anywhere. */
export function Palette({ pages }: { pages: readonly { href: string; title: string }[] }) {
  useEffect(() => {
    function onKey(event: globalThis.KeyboardEvent) {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      if (handle.isOpen) handle.close();
      else handle.open(null);
    }
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);

  return (
    <Dialog.Root handle={handle}>
      <Dialog.Portal>
        <Dialog.Backdrop className="veil" />
        <Dialog.Popup className="palette">
          <Dialog.Title className="vh">Search or jump to</Dialog.Title>
          <Finder pages={pages} close={() => handle.close()} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Finder({ pages, close }: { pages: readonly { href: string; title: string }[]; close: () => void }) {
  const router = useRouter();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const asked = useDeferredValue(text.trim());
  const found = useQuery({
    queryKey: ['search', asked],
    queryFn: ({ signal }) => fetchJson(`/api/search?q=${encodeURIComponent(asked)}`, Targets, signal),
    enabled: asked.length > 1,
    placeholderData: keepPreviousData,
  });
  const targets: Target[] = [
    ...pages
      .filter((page) => page.title.toLowerCase().includes(text.trim().toLowerCase()))
      .map((page) => ({ ...page, kind: 'Page' })),
    ...(asked.length > 1 ? (found.data ?? []) : []),
  ];
  const chosen = targets[Math.min(at, targets.length - 1)];

  function go(target: Target | undefined) {
    if (!target) return;
    close();
    router.push(target.href);
  }

  function onKey(event: KeyboardEvent) {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setAt((was) => (was + step + targets.length) % Math.max(targets.length, 1));
    }
    if (event.key === 'Enter') go(chosen);
  }

  return (
    <>
      <input
        type="text"
        role="combobox"
        aria-label="Page, account or check"
        aria-expanded="true"
        aria-controls="palette-list"
        aria-activedescendant={chosen ? `palette-${targets.indexOf(chosen)}` : undefined}
        placeholder="Page, account or check"
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKey}
      />
      <div id="palette-list" role="listbox" aria-label="Results" className="results">
        {targets.map((target, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox above handles the keys.
          <div
            key={target.href}
            id={`palette-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={target === chosen}
            onClick={() => go(target)}
          >
            <bdi className="cut">{target.title}</bdi>
            <span>{target.kind}</span>
          </div>
        ))}
      </div>
      {targets.length === 0 ? (
        <p>
          {found.isError
            ? 'The search did not answer. Try again.'
            : found.isFetching
              ? 'Searching'
              : `Nothing is called “${text}”.`}
        </p>
      ) : null}
    </>
  );
}
