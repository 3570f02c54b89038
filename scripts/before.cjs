// Read before every command of package.json (node -r), by whatever Node is there: plain enough for a very old one.
const { engines } = require('../package.json');

/** package.json is the one place that says which Node a fresh clone needs: to install, for the product brings its own. */
const oldest = Number(engines.node.replace('>=', ''));

const refusal = refusalOf();
if (refusal) {
  console.error(refusal);
  process.exit(2);
}

function refusalOf() {
  if (Number(process.versions.node.split('.')[0]) < oldest) {
    return `Watchpost needs Node ${oldest} or newer; this is v${process.versions.node}.`;
  }
  const { existsSync } = require('node:fs');
  const path = require('node:path');
  const isTypeScript = (process.argv[1] || '').endsWith('.ts');
  if (isTypeScript && !existsSync(path.join(__dirname, '../node_modules/.watchpost-packages'))) {
    return 'Packages are not installed yet. Run npm run setup once.';
  }
  return null;
}
