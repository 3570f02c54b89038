-- DropIndex
DROP INDEX "finding_workspace_id_check_id_idx";

-- DropIndex
DROP INDEX "finding_workspace_id_root_cause_key_idx";

-- DropIndex
DROP INDEX "finding_workspace_id_verdict_severity_idx";

-- CreateIndex
CREATE INDEX "finding_state" ON "finding"("workspace_id", "check_id", "account_id", "verdict", "severity", "is_stale", "inherited_verdict", "first_broken_link", "inherited_account_id", "inherited_check_id", "editions");

-- CreateIndex
CREATE INDEX "finding_open" ON "finding"("workspace_id", "verdict", "severity", "is_stale", "account_id", "check_id", "inherited_account_id", "inherited_check_id");

-- CreateIndex
CREATE INDEX "finding_cause" ON "finding"("workspace_id", "root_cause_key", "verdict", "is_stale", "account_id", "check_id", "severity");

-- Written by hand: what the schema language cannot say.

-- Counting from an index alone needs a vacuum after a scan has touched the rows. By default it would wait for a fifth
-- of all workspaces' findings.
ALTER TABLE "finding" SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02);
