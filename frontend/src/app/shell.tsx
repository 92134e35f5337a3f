import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { Boxes, Menu } from 'lucide-react';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useWords } from '@/language/language';
import { useEnded } from '@/session/ended';
import { Account } from './account';
import { activeOptions, PlaceLinks, usePlaces } from './navigation';
import { Notices } from './notices';
import styles from './shell.module.css';
import { words } from './words';

const TABS = 3;

// Nobody needs a dialog to see the first page.
const EndedDialog = lazy(() => import('@/session/ended-dialog'));
const MoreSheet = lazy(() => import('./more-sheet'));

/** What stands around every page behind the sign-in. */
export function Shell() {
  const text = useWords(words);
  const places = usePlaces();
  const main = useFocusOnNewPage();
  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#content">
        {text.skip}
      </a>
      <div className={styles.side}>
        <Link to="/" className={styles.brand}>
          <Boxes size={26} aria-hidden />
          {text.product}
        </Link>
        <nav aria-label={text.navigation}>
          <PlaceLinks places={places} />
        </nav>
        <div className={styles.account}>
          <Account />
        </div>
      </div>
      <div>
        <Notices />
        <main id="content" ref={main} className={styles.main} tabIndex={-1}>
          <Outlet />
        </main>
      </div>
      <Bar />
      {useEnded() && (
        <Suspense>
          <EndedDialog />
        </Suspense>
      )}
    </div>
  );
}

/** On a phone: the first places under the thumb, and a sheet with the rest. */
function Bar() {
  const text = useWords(words);
  const places = usePlaces();
  const [open, setOpen] = useState(false);
  return (
    <nav className={styles.bar} aria-label={text.navigation}>
      {places.slice(0, TABS).map(({ to, name, icon: Icon }) => (
        <Link key={to} to={to} className={styles.tab} activeOptions={activeOptions(to)}>
          <Icon size={22} aria-hidden />
          {name}
        </Link>
      ))}
      <button type="button" className={styles.tab} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <Menu size={22} aria-hidden />
        {text.more}
      </button>
      {open && (
        <Suspense>
          <MoreSheet places={places.slice(TABS)} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </nav>
  );
}

/** Hands the focus to the content when a link has led to another page, as the browser does with real pages. */
function useFocusOnNewPage() {
  const main = useRef<HTMLElement>(null);
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  const last = useRef(path);
  useEffect(() => {
    const isNew = last.current !== undefined && last.current !== path;
    // A page that has chosen where one begins has chosen better.
    const isWithin =
      main.current?.contains(document.activeElement) && document.activeElement !== main.current;
    if (isNew && !isWithin) main.current?.focus({ preventScroll: true });
    last.current = path;
  }, [path]);
  return main;
}
