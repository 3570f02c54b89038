import { existsSync, readFileSync } from 'node:fs';

/** Of a clock tick in /proc, on every Linux Node runs on. */
const tickMs = 10;

/** CPU time a PostgreSQL server and its connections have used; 0 where the system does not tell (not Linux). */
export function serverCpuMs(pid: number): number {
  const children = `/proc/${pid}/task/${pid}/children`;
  if (!existsSync(children)) return 0;
  // Of those that ended, the server itself keeps the sum.
  const [user, system, endedUser, endedSystem] = ticksOf(pid);
  const own = user + system + endedUser + endedSystem;
  const running = readFileSync(children, 'utf8').split(' ').map(Number).filter(Boolean);
  return running.reduce((sum, it) => sum + ticksOf(it)[0] + ticksOf(it)[1], own) * tickMs;
}

/** utime, stime, cutime and cstime of proc(5); zeros for a process that has just ended. */
function ticksOf(pid: number): [number, number, number, number] {
  const file = `/proc/${pid}/stat`;
  if (!existsSync(file)) return [0, 0, 0, 0];
  const fields = readFileSync(file, 'utf8').split(') ').at(-1)?.split(' ').map(Number) ?? [];
  const [user = 0, system = 0, endedUser = 0, endedSystem = 0] = fields.slice(11, 15);
  return [user, system, endedUser, endedSystem];
}
