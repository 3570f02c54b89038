// npm run dev: like npm run demo, with the web app in development mode and the worker restarted on change.
import { launch } from './launch.mjs';

await launch('scripts/dev.ts');
