import { z } from 'zod'
import { type AuditEntry, type AuditFilters, ExportAuditLog } from '#contract/shapes/audit.ts'
import type { Scope } from '#kernel/scope.ts'
import { command, flow } from '#kernel/use-case.ts'
import { listAuditEntries } from './list-audit-entries.ts'

const PAGE = 100

/** Hands out all entries that fit, the newest first, page by page; that it was done is written down first. */
export const exportAuditLog = flow({
  name: 'audit-log.export',
  permission: 'audit:read',
  input: ExportAuditLog,
  run: ({ scope }, { format, ...filters }) => pages(scope, filters, format),
})

const noteExport = command({
  name: 'audit-log.note-export',
  permission: 'audit:read',
  input: z.strictObject({ format: z.string() }),
  run: async ({ emit }, { format }) => emit({ type: 'audit-log.exported', payload: { format } }),
})

async function* pages(scope: Scope, filters: AuditFilters, format: string): AsyncGenerator<AuditEntry[]> {
  await noteExport(scope, { format })
  let after: string | null | undefined
  while (after !== null && !scope.signal.aborted) {
    const page = await listAuditEntries(scope, { ...filters, limit: PAGE, ...(after && { after }) })
    yield page.items
    after = page.nextCursor
  }
}
