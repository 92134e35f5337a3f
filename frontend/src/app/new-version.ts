import { useQuery } from '@tanstack/react-query';

const FIVE_MINUTES = 5 * 60_000;

/** Whether another build than the one in this tab has been deployed; asked when the tab is looked at again. */
export function useNewVersion(): boolean {
  const { data } = useQuery({
    queryKey: ['build'],
    queryFn: deployedBuild,
    enabled: import.meta.env.PROD,
    refetchInterval: FIVE_MINUTES,
    refetchOnWindowFocus: 'always',
    staleTime: 0,
    retry: false,
  });
  return data !== undefined && data !== __BUILD__;
}

/** The name of the build that is deployed now. */
async function deployedBuild(): Promise<string> {
  const answer = await fetch('/build.json', { cache: 'no-store' });
  if (!answer.ok) throw new Error(`build.json: HTTP ${String(answer.status)}`);
  const { build } = (await answer.json()) as { build: string };
  return build;
}
