import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

const PATIENCE = 30_000;

/** A program that runs until it is told to end, or until this process has gone, however that came about. */
export class Led {
  private readonly child: ChildProcess;
  private said = '';

  constructor(command: string[], options: { cwd: string; env?: NodeJS.ProcessEnv }) {
    const [program = '', ...words] = command;
    this.child = spawn(program, words, { ...options, stdio: ['pipe', 'pipe', 'pipe'] });
    for (const stream of [this.child.stdout, this.child.stderr])
      stream?.on('data', (chunk: Buffer) => {
        this.said += chunk.toString();
      });
  }

  /** Wait until it has said that, or until an address answers. */
  async until(isReady: (said: string) => Promise<boolean> | boolean, patience: number): Promise<void> {
    const end = Date.now() + patience;
    while (!(await isReady(this.said))) {
      if (this.hasEnded()) throw new Error(`It ended by itself:\n${this.said}`);
      if (Date.now() > end)
        throw new Error(`It was not ready in ${String(patience / 1000)} s:\n${this.said}`);
      await wait(50);
    }
  }

  /** Tell it to end, and wait until it has. */
  async end(): Promise<void> {
    if (this.hasEnded()) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    const isLate = (await Promise.race([ended, wait(PATIENCE, 'late', { ref: false })])) === 'late';
    if (isLate) this.child.kill('SIGKILL');
    await ended;
  }

  private hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }
}

/** A port that nobody uses now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('There is no free port.');
  return address.port;
}

/** Whether a server answers there. */
export async function answers(address: string): Promise<boolean> {
  return fetch(address).then(
    (response) => response.ok,
    () => false,
  );
}
