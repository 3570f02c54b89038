// Run after npm install: names in package-lock.json the binaries of other platforms that the registry at hand does not offer.
// npm leaves them out of the lock then, and `npm ci` refuses such a lock. They are only installed where they fit.
import { readFileSync, writeFileSync } from 'node:fs';

const file = 'package-lock.json';
const lock = JSON.parse(readFileSync(file, 'utf8'));
const packages = lock.packages;
const systems = ['android', 'darwin', 'win32', 'linux', 'freebsd', 'openharmony'];
const processors = ['arm64', 'x64', 'ia32', 'ppc64', 'riscv64', 's390x', 'wasm32', 'arm'];
let added = 0;

for (const [parent, { optionalDependencies = {}, dev }] of Object.entries(packages)) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    if (isLocked(parent, name) || !/^\d/.test(version)) continue;
    packages[`node_modules/${name}`] = {
      version,
      cpu: processors.filter((it) => name.includes(it)).slice(0, 1),
      ...(dev ? { dev } : {}),
      ...(name.includes('musl') ? { libc: ['musl'] } : {}),
      optional: true,
      os: [systems.find((it) => name.includes(it)) ?? 'none'],
    };
    added += 1;
  }
}
const inOrder = Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, 'en'));
writeFileSync(file, `${JSON.stringify({ ...lock, packages: Object.fromEntries(inOrder) }, null, 2)}\n`);
process.stdout.write(`${added} platform packages added to ${file}.\n`);

/** As Node resolves: in the package itself, then in each folder above. */
function isLocked(parent, name) {
  for (let at = parent; ; at = at.slice(0, Math.max(0, at.lastIndexOf('node_modules/') - 1))) {
    if (packages[`${at === '' ? '' : `${at}/`}node_modules/${name}`]) return true;
    if (at === '') return false;
  }
}
