import { queryOptions, useQuery } from '@tanstack/react-query';
import { api, content } from '@/api/client';
import { apiOrigin } from '@/api/origin';
import { useWords } from '@/language/language';
import { Card, Page } from '@/ui/page';
import { QueryView } from '@/ui/query-view';
import styles from './about-page.module.css';
import { words } from './words';

const aboutQuery = queryOptions({
  queryKey: ['about'],
  queryFn: ({ signal }) => content(api.GET('/api/v1/about', { signal })),
});

/** Which builds work together here. */
export function AboutPage() {
  const text = useWords(words);
  const about = useQuery(aboutQuery);
  return (
    <Page title={text.title} lead={text.lead} narrow>
      <Card title={text.versions}>
        <QueryView query={about} lines={5}>
          {({ version, build }) => (
            <dl className={styles.facts}>
              <dt>{text.page}</dt>
              <dd>{__BUILD__}</dd>
              <dt>{text.version}</dt>
              <dd>{version}</dd>
              <dt>{text.build}</dt>
              <dd>{build}</dd>
              <dt>{text.origin}</dt>
              <dd>{apiOrigin()}</dd>
              <dt>{text.time}</dt>
              <dd>{Intl.DateTimeFormat().resolvedOptions().timeZone}</dd>
            </dl>
          )}
        </QueryView>
        <p>{text.help}</p>
      </Card>
      <Card title={text.made}>
        <p>{text.madeOf}</p>
      </Card>
    </Page>
  );
}
