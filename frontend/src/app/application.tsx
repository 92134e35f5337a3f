import { CSPProvider } from '@base-ui/react/csp-provider';
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useState } from 'react';
import { createQueries } from '@/api/queries';
import { LanguageProvider } from '@/language/language';
import { setEnded } from '@/session/ended';
import { sessionQuery } from '@/session/session';
import { ToastProvider } from '@/ui/toast';
import { createRoutes } from './router';

/** The whole application. */
export function Application() {
  const [queries] = useState(startedQueries);
  const [router] = useState(() => createRoutes(queries));
  return (
    // The edge allows styles from files alone; what would go into the page is in global.css instead.
    <CSPProvider disableStyleElements>
      <LanguageProvider>
        <QueryClientProvider client={queries}>
          <ToastProvider>
            <RouterProvider router={router} />
          </ToastProvider>
        </QueryClientProvider>
      </LanguageProvider>
    </CSPProvider>
  );
}

function startedQueries(): QueryClient {
  const queries: QueryClient = createQueries(() => {
    // Where nobody was signed in before, nothing has ended.
    if (queries.getQueryData(sessionQuery.queryKey)) setEnded(true);
  });
  return queries;
}
