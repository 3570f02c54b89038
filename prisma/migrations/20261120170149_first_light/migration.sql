-- CreateEnum
CREATE TYPE "role" AS ENUM ('admin', 'lead', 'auditor');

-- CreateEnum
CREATE TYPE "environment" AS ENUM ('production', 'staging', 'development', 'sandbox');

-- CreateEnum
CREATE TYPE "account_status" AS ENUM ('pending', 'active', 'unreachable', 'suspended', 'removed');

-- CreateEnum
CREATE TYPE "scan_trigger" AS ENUM ('manual', 'schedule', 'onboarding', 'follow_up');

-- CreateEnum
CREATE TYPE "scan_status" AS ENUM ('queued', 'running', 'done', 'failed');

-- CreateEnum
CREATE TYPE "account_scan_status" AS ENUM ('queued', 'collecting', 'judging', 'done', 'failed');

-- CreateEnum
CREATE TYPE "job_status" AS ENUM ('queued', 'running', 'done', 'failed');

-- CreateEnum
CREATE TYPE "verdict_status" AS ENUM ('pass', 'warn', 'fail', 'inherited', 'not_applicable', 'unknown', 'attested');

-- CreateEnum
CREATE TYPE "severity" AS ENUM ('critical', 'high', 'medium', 'low', 'informational');

-- CreateEnum
CREATE TYPE "rating" AS ENUM ('high', 'medium', 'low');

-- CreateEnum
CREATE TYPE "section" AS ENUM ('trails', 'bucket', 'alarms', 'logging', 'services');

-- CreateEnum
CREATE TYPE "link_purpose" AS ENUM ('first_admin', 'sign_in', 'invitation');

-- CreateTable
CREATE TABLE "workspace" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "name" TEXT NOT NULL,
    "policy" JSONB NOT NULL DEFAULT '{}',
    "scan_counter" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "workspace_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "user" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "email_verified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "user_id" UUID NOT NULL,
    "token" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ip_address" TEXT,
    "user_agent" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "credential" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "account_id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "access_token" TEXT,
    "refresh_token" TEXT,
    "id_token" TEXT,
    "access_token_expires_at" TIMESTAMPTZ(3),
    "refresh_token_expires_at" TIMESTAMPTZ(3),
    "scope" TEXT,
    "password" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "credential_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verification" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "membership" (
    "workspace_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "role" "role" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "membership_pkey" PRIMARY KEY ("workspace_id","user_id")
);

-- CreateTable
CREATE TABLE "one_time_link" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "workspace_id" UUID NOT NULL,
    "purpose" "link_purpose" NOT NULL,
    "token_hash" CHAR(64) NOT NULL,
    "user_id" UUID,
    "email" TEXT,
    "role" "role",
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "one_time_link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "onboarding" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "workspace_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "draft" JSONB NOT NULL DEFAULT '{}',
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "test_status" "job_status",
    "tested_role_arn" TEXT,
    "test" JSONB,
    "test_started_at" TIMESTAMPTZ(3),
    "test_finished_at" TIMESTAMPTZ(3),
    "account_id" UUID,

    CONSTRAINT "onboarding_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "workspace_id" UUID NOT NULL,
    "partition" TEXT NOT NULL,
    "account_id" CHAR(12) NOT NULL,
    "role_arn" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "next_external_id" TEXT,
    "name" TEXT NOT NULL,
    "environment" "environment" NOT NULL,
    "owner" TEXT,
    "group" TEXT,
    "tags" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "is_internet_exposed" BOOLEAN NOT NULL DEFAULT false,
    "status" "account_status" NOT NULL DEFAULT 'pending',
    "last_error" JSONB,
    "unreachable_since" TIMESTAMPTZ(3),
    "last_read_at" TIMESTAMPTZ(3),
    "snapshot_sha256" CHAR(64),
    "last_account_scan_id" UUID,
    "tally" JSONB,
    "score" DOUBLE PRECISION,
    "seen_share" DOUBLE PRECISION,
    "previous_score" DOUBLE PRECISION,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "scan" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "workspace_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "trigger" "scan_trigger" NOT NULL,
    "status" "scan_status" NOT NULL DEFAULT 'queued',
    "is_whole" BOOLEAN NOT NULL,
    "accounts_total" INTEGER NOT NULL DEFAULT 0,
    "accounts_done" INTEGER NOT NULL DEFAULT 0,
    "accounts_failed" INTEGER NOT NULL DEFAULT 0,
    "tally" JSONB,
    "score" DOUBLE PRECISION,
    "seen_share" DOUBLE PRECISION,
    "started_by_id" UUID,
    "error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "scan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account_scan" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "workspace_id" UUID NOT NULL,
    "scan_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "status" "account_scan_status" NOT NULL DEFAULT 'queued',
    "progress" JSONB,
    "error" JSONB,
    "snapshot_sha256" CHAR(64),
    "regions" INTEGER,
    "calls_total" INTEGER,
    "calls_throttled" INTEGER,
    "calls_by_service" JSONB,
    "gaps" INTEGER,
    "duration_ms" INTEGER,
    "score" DOUBLE PRECISION,
    "seen_share" DOUBLE PRECISION,
    "score_trails" DOUBLE PRECISION,
    "score_bucket" DOUBLE PRECISION,
    "score_alarms" DOUBLE PRECISION,
    "score_logging" DOUBLE PRECISION,
    "score_services" DOUBLE PRECISION,
    "queued_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "account_scan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "snapshot" (
    "workspace_id" UUID NOT NULL,
    "sha256" CHAR(64) NOT NULL,
    "gzip" BYTEA NOT NULL,
    "size_bytes" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "snapshot_pkey" PRIMARY KEY ("workspace_id","sha256")
);

-- CreateTable
CREATE TABLE "check" (
    "id" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "section" "section" NOT NULL,
    "scope" TEXT NOT NULL,
    "severity" "severity" NOT NULL,
    "impact" "rating" NOT NULL,
    "likelihood" "rating" NOT NULL,
    "is_informational" BOOLEAN NOT NULL,
    "rationale" TEXT NOT NULL,
    "remediation" JSONB NOT NULL,
    "references" TEXT[],
    "position" INTEGER NOT NULL,
    "retired_at" TIMESTAMPTZ(3),
    "published_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "check_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "framework_mapping" (
    "framework" TEXT NOT NULL,
    "edition" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "check_id" TEXT NOT NULL,
    "assessment" TEXT,

    CONSTRAINT "framework_mapping_pkey" PRIMARY KEY ("framework","edition","number","check_id")
);

-- CreateTable
CREATE TABLE "finding" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "workspace_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "check_id" TEXT NOT NULL,
    "check_version" TEXT NOT NULL,
    "section" "section" NOT NULL,
    "verdict" "verdict_status" NOT NULL,
    "severity" "severity" NOT NULL,
    "scope" TEXT NOT NULL,
    "region" TEXT,
    "resource" TEXT,
    "reason" TEXT NOT NULL,
    "first_broken_link" SMALLINT,
    "events_required" INTEGER,
    "events_lost" INTEGER,
    "editions" JSONB,
    "inherited_account_id" CHAR(12),
    "inherited_check_id" TEXT,
    "inherited_verdict" "verdict_status",
    "met_by" TEXT,
    "met_by_strict" "verdict_status",
    "root_cause_key" TEXT,
    "root_cause_text" TEXT,
    "root_cause_link" SMALLINT,
    "missing_actions" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "detail" JSONB NOT NULL,
    "detail_hash" CHAR(64) NOT NULL,
    "is_stale" BOOLEAN NOT NULL DEFAULT false,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "status_since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "finding_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "finding_transition" (
    "id" BIGSERIAL NOT NULL,
    "workspace_id" UUID NOT NULL,
    "finding_id" UUID NOT NULL,
    "scan_id" UUID NOT NULL,
    "from" "verdict_status",
    "to" "verdict_status" NOT NULL,
    "reason" TEXT NOT NULL,
    "is_reopened" BOOLEAN NOT NULL DEFAULT false,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "finding_transition_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "report" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "workspace_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "params" JSONB NOT NULL,
    "status" "job_status" NOT NULL DEFAULT 'queued',
    "progress" JSONB,
    "error" TEXT,
    "scan_id" UUID,
    "model" JSONB,
    "model_sha256" CHAR(64),
    "snapshots" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "pdf" BYTEA,
    "pdf_sha256" CHAR(64),
    "pdf_bytes" INTEGER,
    "pages" INTEGER,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "report_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_event" (
    "id" BIGSERIAL NOT NULL,
    "workspace_id" UUID NOT NULL,
    "actor" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject" TEXT,
    "detail" JSONB NOT NULL DEFAULT '{}',
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "worker_process" (
    "id" TEXT NOT NULL,
    "host" TEXT NOT NULL,
    "pid" INTEGER NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "heartbeat_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "principal_arn" TEXT,

    CONSTRAINT "worker_process_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "user_email_key" ON "user"("email");

-- CreateIndex
CREATE UNIQUE INDEX "session_token_key" ON "session"("token");

-- CreateIndex
CREATE INDEX "session_user_id_idx" ON "session"("user_id");

-- CreateIndex
CREATE INDEX "credential_user_id_idx" ON "credential"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "credential_provider_id_account_id_key" ON "credential"("provider_id", "account_id");

-- CreateIndex
CREATE INDEX "verification_identifier_idx" ON "verification"("identifier");

-- CreateIndex
CREATE INDEX "membership_user_id_idx" ON "membership"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "one_time_link_token_hash_key" ON "one_time_link"("token_hash");

-- CreateIndex
CREATE INDEX "one_time_link_workspace_id_purpose_idx" ON "one_time_link"("workspace_id", "purpose");

-- CreateIndex
CREATE UNIQUE INDEX "onboarding_external_id_key" ON "onboarding"("external_id");

-- CreateIndex
CREATE INDEX "onboarding_workspace_id_created_at_idx" ON "onboarding"("workspace_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "account_external_id_key" ON "account"("external_id");

-- CreateIndex
CREATE UNIQUE INDEX "account_next_external_id_key" ON "account"("next_external_id");

-- CreateIndex
CREATE UNIQUE INDEX "account_last_account_scan_id_key" ON "account"("last_account_scan_id");

-- CreateIndex
CREATE UNIQUE INDEX "account_workspace_id_partition_account_id_key" ON "account"("workspace_id", "partition", "account_id");

-- CreateIndex
CREATE UNIQUE INDEX "account_workspace_id_id_key" ON "account"("workspace_id", "id");

-- CreateIndex
CREATE INDEX "scan_workspace_id_finished_at_idx" ON "scan"("workspace_id", "finished_at");

-- CreateIndex
CREATE UNIQUE INDEX "scan_workspace_id_number_key" ON "scan"("workspace_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "scan_workspace_id_id_key" ON "scan"("workspace_id", "id");

-- CreateIndex
CREATE INDEX "account_scan_account_id_finished_at_idx" ON "account_scan"("account_id", "finished_at");

-- CreateIndex
CREATE INDEX "account_scan_workspace_id_scan_id_status_idx" ON "account_scan"("workspace_id", "scan_id", "status");

-- CreateIndex
CREATE UNIQUE INDEX "account_scan_scan_id_account_id_key" ON "account_scan"("scan_id", "account_id");

-- CreateIndex
CREATE INDEX "snapshot_created_at_idx" ON "snapshot"("created_at");

-- CreateIndex
CREATE INDEX "framework_mapping_check_id_idx" ON "framework_mapping"("check_id");

-- CreateIndex
CREATE INDEX "finding_workspace_id_verdict_severity_idx" ON "finding"("workspace_id", "verdict", "severity");

-- CreateIndex
CREATE INDEX "finding_workspace_id_root_cause_key_idx" ON "finding"("workspace_id", "root_cause_key");

-- CreateIndex
CREATE INDEX "finding_workspace_id_check_id_idx" ON "finding"("workspace_id", "check_id");

-- CreateIndex
CREATE UNIQUE INDEX "finding_account_id_check_id_key" ON "finding"("account_id", "check_id");

-- CreateIndex
CREATE UNIQUE INDEX "finding_workspace_id_id_key" ON "finding"("workspace_id", "id");

-- CreateIndex
CREATE INDEX "finding_transition_workspace_id_scan_id_idx" ON "finding_transition"("workspace_id", "scan_id");

-- CreateIndex
CREATE UNIQUE INDEX "finding_transition_finding_id_scan_id_key" ON "finding_transition"("finding_id", "scan_id");

-- CreateIndex
CREATE UNIQUE INDEX "report_workspace_id_number_key" ON "report"("workspace_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "report_workspace_id_id_key" ON "report"("workspace_id", "id");

-- CreateIndex
CREATE INDEX "audit_event_workspace_id_at_idx" ON "audit_event"("workspace_id", "at");

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "credential" ADD CONSTRAINT "credential_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "one_time_link" ADD CONSTRAINT "one_time_link_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "one_time_link" ADD CONSTRAINT "one_time_link_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "onboarding" ADD CONSTRAINT "onboarding_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "onboarding" ADD CONSTRAINT "onboarding_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "onboarding" ADD CONSTRAINT "onboarding_workspace_id_account_id_fkey" FOREIGN KEY ("workspace_id", "account_id") REFERENCES "account"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account" ADD CONSTRAINT "account_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account" ADD CONSTRAINT "account_workspace_id_snapshot_sha256_fkey" FOREIGN KEY ("workspace_id", "snapshot_sha256") REFERENCES "snapshot"("workspace_id", "sha256") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "account" ADD CONSTRAINT "account_last_account_scan_id_fkey" FOREIGN KEY ("last_account_scan_id") REFERENCES "account_scan"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "scan" ADD CONSTRAINT "scan_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "scan" ADD CONSTRAINT "scan_started_by_id_fkey" FOREIGN KEY ("started_by_id") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account_scan" ADD CONSTRAINT "account_scan_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account_scan" ADD CONSTRAINT "account_scan_workspace_id_scan_id_fkey" FOREIGN KEY ("workspace_id", "scan_id") REFERENCES "scan"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account_scan" ADD CONSTRAINT "account_scan_workspace_id_account_id_fkey" FOREIGN KEY ("workspace_id", "account_id") REFERENCES "account"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "snapshot" ADD CONSTRAINT "snapshot_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "framework_mapping" ADD CONSTRAINT "framework_mapping_check_id_fkey" FOREIGN KEY ("check_id") REFERENCES "check"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "finding" ADD CONSTRAINT "finding_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "finding" ADD CONSTRAINT "finding_workspace_id_account_id_fkey" FOREIGN KEY ("workspace_id", "account_id") REFERENCES "account"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "finding" ADD CONSTRAINT "finding_check_id_fkey" FOREIGN KEY ("check_id") REFERENCES "check"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "finding_transition" ADD CONSTRAINT "finding_transition_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "finding_transition" ADD CONSTRAINT "finding_transition_workspace_id_finding_id_fkey" FOREIGN KEY ("workspace_id", "finding_id") REFERENCES "finding"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "finding_transition" ADD CONSTRAINT "finding_transition_workspace_id_scan_id_fkey" FOREIGN KEY ("workspace_id", "scan_id") REFERENCES "scan"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report" ADD CONSTRAINT "report_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report" ADD CONSTRAINT "report_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report" ADD CONSTRAINT "report_workspace_id_scan_id_fkey" FOREIGN KEY ("workspace_id", "scan_id") REFERENCES "scan"("workspace_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "audit_event" ADD CONSTRAINT "audit_event_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Written by hand: what the schema language cannot say.

-- An account is in at most one scan that is under way.
CREATE UNIQUE INDEX "account_scan_under_way" ON "account_scan" ("account_id")
  WHERE "status" IN ('queued', 'collecting', 'judging');

ALTER TABLE "account"
  ADD CONSTRAINT "account_id_digits" CHECK ("account_id" ~ '^[0-9]{12}$'),
  ADD CONSTRAINT "account_partition" CHECK ("partition" IN ('aws', 'aws-us-gov', 'aws-cn', 'aws-eusc')),
  ADD CONSTRAINT "account_external_id" CHECK (length("external_id") BETWEEN 2 AND 1224),
  ADD CONSTRAINT "account_unreachable" CHECK ("status" <> 'unreachable' OR "unreachable_since" IS NOT NULL),
  ADD CONSTRAINT "account_score" CHECK ("score" BETWEEN 0 AND 100 AND "seen_share" BETWEEN 0 AND 1);

ALTER TABLE "account_scan"
  ADD CONSTRAINT "account_scan_finished" CHECK (("status" IN ('done', 'failed')) = ("finished_at" IS NOT NULL)),
  ADD CONSTRAINT "account_scan_failed" CHECK ("status" <> 'failed' OR "error" IS NOT NULL),
  ADD CONSTRAINT "account_scan_read" CHECK ("status" NOT IN ('judging', 'done') OR "snapshot_sha256" IS NOT NULL);

ALTER TABLE "scan"
  ADD CONSTRAINT "scan_finished" CHECK (("status" IN ('done', 'failed')) = ("finished_at" IS NOT NULL)),
  ADD CONSTRAINT "scan_counts" CHECK ("accounts_done" + "accounts_failed" <= "accounts_total");

ALTER TABLE "finding"
  ADD CONSTRAINT "finding_link" CHECK ("first_broken_link" BETWEEN 1 AND 8),
  ADD CONSTRAINT "finding_inherited" CHECK (
    ("verdict" = 'inherited') =
    ("inherited_account_id" IS NOT NULL AND "inherited_check_id" IS NOT NULL AND "inherited_verdict" IS NOT NULL)
  ),
  ADD CONSTRAINT "finding_times" CHECK ("first_seen_at" <= "status_since" AND "status_since" <= "last_seen_at");

ALTER TABLE "finding_transition"
  ADD CONSTRAINT "finding_transition_changes" CHECK ("from" IS DISTINCT FROM "to");

ALTER TABLE "one_time_link"
  ADD CONSTRAINT "one_time_link_sign_in" CHECK ("purpose" <> 'sign_in' OR "user_id" IS NOT NULL),
  ADD CONSTRAINT "one_time_link_invitation" CHECK (
    "purpose" <> 'invitation' OR ("email" IS NOT NULL AND "role" IS NOT NULL)
  );

ALTER TABLE "report"
  ADD CONSTRAINT "report_done" CHECK (
    "status" <> 'done' OR ("pdf" IS NOT NULL AND "pdf_sha256" IS NOT NULL AND "model" IS NOT NULL AND "finished_at" IS NOT NULL)
  );
