// npm run demo: from a bare checkout to the running product on a sandbox AWS. Needs Node and npm, nothing else.
//   -- --check     headless: first scan, pages, PDF; one JSON summary as the last line of stdout
//   -- --reset     forget the demo's data first
//   -- --port N    port of the web app (default 3000, or the next free one)
import { launch } from './launch.mjs';

await launch('scripts/demo.ts');
