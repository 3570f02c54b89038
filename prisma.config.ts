import { defineConfig } from 'prisma/config';

/** For `prisma migrate` and `prisma studio` where the CLI can download its engine; scripts/migrate.ts needs none of it. */
export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? '' },
});
