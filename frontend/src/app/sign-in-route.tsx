import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { SignInPage } from '@/features/sign-in/sign-in-page';
import { Settings } from './settings';

const route = getRouteApi('/sign-in');

/** The way in, which leads to where somebody wanted to go. */
export function SignInRoute() {
  const { to = '/' } = route.useSearch();
  const navigate = useNavigate();
  return <SignInPage onSignedIn={() => void navigate({ href: to, replace: true })} settings={<Settings />} />;
}
