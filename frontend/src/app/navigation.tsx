import { Link } from '@tanstack/react-router';
import {
  ArrowLeftRight,
  FileSpreadsheet,
  Info,
  LayoutDashboard,
  MapPin,
  Package,
  Tags,
  Truck,
  Users,
  type LucideIcon,
} from 'lucide-react';
import type { Role } from '@/api/shapes';
import { useWords } from '@/language/language';
import { mayAs, useUser } from '@/session/session';
import styles from './shell.module.css';
import { words } from './words';

export interface Place {
  to: string;
  name: string;
  icon: LucideIcon;
  least: Role;
}

/** Where the signed-in user can go, what is used most first. */
export function usePlaces(): Place[] {
  const text = useWords(words);
  const { role } = useUser();
  const places: Place[] = [
    { to: '/', name: text.dashboard, icon: LayoutDashboard, least: 'viewer' },
    { to: '/products', name: text.products, icon: Package, least: 'viewer' },
    { to: '/movements', name: text.movements, icon: ArrowLeftRight, least: 'viewer' },
    { to: '/files', name: text.files, icon: FileSpreadsheet, least: 'viewer' },
    { to: '/suppliers', name: text.suppliers, icon: Truck, least: 'viewer' },
    { to: '/locations', name: text.locations, icon: MapPin, least: 'viewer' },
    { to: '/categories', name: text.categories, icon: Tags, least: 'viewer' },
    { to: '/users', name: text.users, icon: Users, least: 'admin' },
    { to: '/about', name: text.about, icon: Info, least: 'viewer' },
  ];
  return places.filter(({ least }) => mayAs(role, least));
}

/** When a link counts as the present page: the dashboard at its own address only, others below theirs too. */
export function activeOptions(to: string) {
  return { exact: to === '/', includeSearch: false };
}

/** Links to places, each with its sign. */
export function PlaceLinks({ places, onFollow }: { places: readonly Place[]; onFollow?: () => void }) {
  return (
    <ul className={styles.links}>
      {places.map(({ to, name, icon: Icon }) => (
        <li key={to}>
          <Link to={to} className={styles.link} activeOptions={activeOptions(to)} onClick={onFollow}>
            <Icon size={19} aria-hidden />
            {name}
          </Link>
        </li>
      ))}
    </ul>
  );
}
