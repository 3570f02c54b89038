-- CreateTable
CREATE TABLE "sign_in_try" (
    "address_hash" CHAR(64) NOT NULL,
    "count" INTEGER NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sign_in_try_pkey" PRIMARY KEY ("address_hash")
);

-- CreateIndex
CREATE INDEX "sign_in_try_ends_at_idx" ON "sign_in_try"("ends_at");
