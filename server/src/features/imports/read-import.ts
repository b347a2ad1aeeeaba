import { Import, ImportRef } from '#contract/shapes/import.ts'
import { query } from '#kernel/use-case.ts'
import { toImport } from './import.ts'
import { requireImport } from './import-store.ts'

/** Tells how far an import has come, and what could not be taken in. */
export const readImport = query({
  name: 'import.read',
  permission: 'conversation:import',
  input: ImportRef,
  output: Import,
  run: async ({ tx, scope }, { importId }) => toImport(await requireImport(tx, scope, importId)),
})
