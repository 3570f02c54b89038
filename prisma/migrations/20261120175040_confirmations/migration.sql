-- CreateTable
CREATE TABLE "confirmation" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "workspace_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "control" TEXT NOT NULL,
    "edition" TEXT NOT NULL,
    "patterns" TEXT[],
    "status" "job_status" NOT NULL DEFAULT 'queued',
    "progress" JSONB,
    "result" JSONB,
    "asked_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "confirmation_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "confirmation_workspace_id_control_created_at_idx" ON "confirmation"("workspace_id", "control", "created_at");

-- AddForeignKey
ALTER TABLE "confirmation" ADD CONSTRAINT "confirmation_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "confirmation" ADD CONSTRAINT "confirmation_workspace_id_account_id_fkey" FOREIGN KEY ("workspace_id", "account_id") REFERENCES "account"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "confirmation" ADD CONSTRAINT "confirmation_asked_by_id_fkey" FOREIGN KEY ("asked_by_id") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Written by hand: what the schema language cannot say.

-- AWS allows five calls a second in an account and region: an account is asked about one confirmation at a time.
CREATE UNIQUE INDEX "confirmation_under_way" ON "confirmation" ("account_id")
  WHERE "status" IN ('queued', 'running');

ALTER TABLE "confirmation"
  ADD CONSTRAINT "confirmation_finished" CHECK (("status" IN ('done', 'failed')) = ("finished_at" IS NOT NULL)),
  ADD CONSTRAINT "confirmation_done" CHECK ("status" <> 'done' OR "result" IS NOT NULL);
