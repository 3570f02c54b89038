-- CreateTable
CREATE TABLE "reference" (
    "workspace_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "arn" TEXT NOT NULL,
    "owner_account_id" TEXT NOT NULL,

    CONSTRAINT "reference_pkey" PRIMARY KEY ("account_id","arn")
);

-- CreateIndex
CREATE INDEX "reference_workspace_id_owner_account_id_arn_idx" ON "reference"("workspace_id", "owner_account_id", "arn");

-- AddForeignKey
ALTER TABLE "reference" ADD CONSTRAINT "reference_workspace_id_account_id_fkey" FOREIGN KEY ("workspace_id", "account_id") REFERENCES "account"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
