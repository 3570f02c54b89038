// npm start: the product against real AWS, with the default credential chain. See .env.example for its settings.
import { launch } from './launch.mjs';

await launch('scripts/start.ts');
