import type { z } from 'zod'
import type { Page } from '#contract/page.ts'
import type { AuditEntry, AuditFilters, ExportAuditLog } from '#contract/shapes/audit.ts'
import { type NamedFile, namedFile } from '../named-file.ts'
import type { Transport } from '../transport.ts'
import type { PageOptions } from './page-options.ts'

export const auditCalls = ({ call, open }: Transport) => ({
  list: (query: PageOptions & AuditFilters = {}) =>
    call<Page<AuditEntry>>('GET', '/v1/audit-log', { query: { ...query } }),
  /** All entries that fit, as a file. */
  async export(query: z.input<typeof ExportAuditLog> = {}): Promise<NamedFile> {
    return namedFile(await open('GET', '/v1/audit-log/export', { query: { ...query } }))
  },
})
