/**
 * The desk of the runner: tests run in several processes and ask it for a rig, which it starts for the first that asks.
 * All rigs are its children, so that they end with it.
 */
import { once } from 'node:events';
import { chmod, mkdir, readdir, rm, stat } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import { dirname } from 'node:path';
import { RIGS } from './places.ts';
import { Rig, type Addresses, type Plan } from './rig.ts';

const ADDRESS = 'RIG_DESK';

interface Request {
  name: string;
  plan: Plan;
  what: 'start' | 'stop';
}

/** Open the desk; what comes back closes it and ends all rigs. */
export async function openDesk(): Promise<() => Promise<void>> {
  await removeLeftovers();
  const folder = `${RIGS}${String(process.pid)}`;
  await mkdir(folder);
  await chmod(folder, 0o755); // whatever the mask says
  const rigs = new Map<string, Rig>();
  const started = new Map<string, Promise<Addresses>>();

  async function answer({ name, plan, what }: Request): Promise<Addresses | null> {
    const rig = rigs.get(name) ?? new Rig(`${folder}/${name}`, plan);
    rigs.set(name, rig);
    if (what === 'start') {
      const starting = started.get(name) ?? rig.start();
      started.set(name, starting);
      return starting;
    }
    started.delete(name);
    await rig.stop();
    return null;
  }

  const server = createServer((request, response) => {
    void read(request)
      .then(answer)
      .then(
        (told) => response.end(JSON.stringify(told)),
        (error: unknown) => response.writeHead(500).end(String(error)),
      );
  });
  server.requestTimeout = 0;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The desk has no port.');
  process.env[ADDRESS] = `http://127.0.0.1:${String(address.port)}`;
  return async () => {
    server.close();
    await Promise.all([...rigs.values()].map((rig) => rig.end()));
    await rm(folder, { recursive: true, force: true });
  };
}

/** Remove what runs have left that were killed; their servers have ended with them. */
async function removeLeftovers(): Promise<void> {
  const parent = dirname(RIGS);
  for (const name of await readdir(parent)) {
    const path = `${parent}/${name}`;
    if (!path.startsWith(RIGS) || isAlive(Number(path.slice(RIGS.length)))) continue;
    if ((await stat(path)).uid === process.getuid?.()) await rm(path, { recursive: true, force: true });
  }
}

function isAlive(id: number): boolean {
  try {
    return id > 0 && process.kill(id, 0);
  } catch {
    return false;
  }
}

async function read(request: IncomingMessage): Promise<Request> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return JSON.parse(body) as Request;
}

async function ask(request: Request): Promise<Addresses> {
  const response = await fetch(process.env[ADDRESS] ?? '', { method: 'POST', body: JSON.stringify(request) });
  if (!response.ok) throw new Error(await response.text());
  return (await response.json()) as Addresses;
}

/** The addresses of a rig, which is started where it does not run. */
export async function rigOf(name: string, plan: Plan): Promise<Addresses> {
  return ask({ name, plan, what: 'start' });
}

/** Stop the API of a rig that a test has for itself; started again it has the same address and the same data. */
export async function stopRig(name: string, plan: Plan): Promise<void> {
  await ask({ name, plan, what: 'stop' });
}
