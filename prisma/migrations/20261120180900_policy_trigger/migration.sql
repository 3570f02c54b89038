-- AlterEnum
ALTER TYPE "scan_trigger" ADD VALUE 'policy';
