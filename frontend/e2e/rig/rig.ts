/** The real thing: PostgreSQL, Gunicorn, and the built pages under the headers of the edge. */
import { publish } from '../../scripts/publish.ts';
import { DIST, PYTHON, ROOT } from './places.ts';
import { answers, freePort, Led } from './processes.ts';

const START = 300_000; // ms, also for many rows on a machine that does much else

export interface Plan {
  rows: number;
  /** The pages have a server of their own, and the API another. */
  isSplit?: boolean;
}

export interface Addresses {
  /** Of the pages. */
  site: string;
  /** Of the API, which is the same unless the rig is split. */
  api: string;
}

export class Rig {
  private app: Led | undefined;
  private site: Led | undefined;
  private ports: { site: number; api: number } | undefined;
  private readonly folder: string;
  private readonly plan: Plan;

  constructor(folder: string, plan: Plan) {
    this.folder = folder;
    this.plan = plan;
  }

  /** Start it with the data of before if it was stopped. */
  async start(): Promise<Addresses> {
    if (!this.ports) {
      const api = await freePort();
      this.ports = { api, site: this.plan.isSplit ? await freePort() : api };
    }
    const addresses = { site: origin(this.ports.site), api: origin(this.ports.api) };
    const site = `${this.folder}-site`;
    await publish(DIST, site, this.plan.isSplit ? addresses.api : '');
    const where = this.plan.isSplit ? ['--frontend', addresses.site] : ['--site', site];
    this.app = new Led([...this.command(), '--port', String(this.ports.api), ...where], {
      cwd: `${ROOT}app`,
    });
    if (this.plan.isSplit) this.site ??= await this.startedSite(site, addresses);
    await this.app.until((said) => said.includes('Ctrl-C'), START);
    return addresses;
  }

  /** Stop the API; data and addresses are kept for another start, and pages of their own are served on. */
  async stop(): Promise<void> {
    const app = this.app;
    this.app = undefined;
    await app?.end();
  }

  /** Stop all of it. */
  async end(): Promise<void> {
    await Promise.all([this.stop(), this.site?.end()]);
  }

  private command(): string[] {
    return [PYTHON, '-m', 'embedded', '--led', '--folder', this.folder, '--rows', String(this.plan.rows)];
  }

  private async startedSite(folder: string, { site, api }: Addresses): Promise<Led> {
    const port = site.split(':').at(-1) ?? '';
    const command = [PYTHON, '-m', 'embedded.site', '--site', folder, '--port', port, '--api', api];
    const led = new Led(command, { cwd: `${ROOT}app` });
    await led.until(() => answers(site), START);
    return led;
  }
}

function origin(port: number): string {
  return `http://127.0.0.1:${String(port)}`;
}
