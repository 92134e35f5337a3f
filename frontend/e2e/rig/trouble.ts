import type { BrowserContext, Page } from '@playwright/test';

/** What goes wrong in the pages of a test: violations of the policy, errors in the console, errors of scripts. */
export class Trouble {
  private readonly seen: string[] = [];
  private readonly announced: RegExp[] = [];

  /** What the test is about to provoke; it is then no failure. */
  expect(...patterns: RegExp[]): void {
    this.announced.push(...patterns);
  }

  async watch(context: BrowserContext): Promise<void> {
    context.on('page', (page) => this.watchPage(page));
    for (const page of context.pages()) this.watchPage(page);
    await context.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => {
        console.error(`policy: ${event.violatedDirective} forbids ${event.blockedURI || event.sample}`);
      });
    });
  }

  unannounced(): string[] {
    return this.seen.filter((what) => !this.announced.some((pattern) => pattern.test(what)));
  }

  private watchPage(page: Page): void {
    page.on('pageerror', (error) => this.seen.push(`script: ${error.message}`));
    page.on('console', (message) => {
      const { url } = message.location();
      if (message.type() === 'error') this.seen.push(`console: ${message.text()} (${url})`);
    });
  }
}
