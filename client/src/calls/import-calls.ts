import type { z } from 'zod'
import type { Page } from '#contract/page.ts'
import type { Import, StartImport } from '#contract/shapes/import.ts'
import { path, type Transport } from '../transport.ts'
import type { PageOptions } from './page-options.ts'

export const importCalls = ({ call }: Transport) => ({
  /** Takes conversations in from an upload; read it again to see how far it has come. */
  start: (body: z.input<typeof StartImport>) => call<Import>('POST', '/v1/imports', { body }),
  read: (importId: string) => call<Import>('GET', path`/v1/imports/${importId}`),
  list: (query: PageOptions = {}) => call<Page<Import>>('GET', '/v1/imports', { query: { ...query } }),
})
