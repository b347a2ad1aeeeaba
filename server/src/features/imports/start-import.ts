import { uuidv7 } from 'uuidv7'
import { Import, StartImport } from '#contract/shapes/import.ts'
import { requireFile } from '#features/conversations/index.ts'
import { requireProject } from '#features/projects/index.ts'
import { invalidInput } from '#kernel/fault.ts'
import { actorId } from '#kernel/scope.ts'
import { command } from '#kernel/use-case.ts'
import { importRun } from './job-kinds.ts'
import { toImport } from './import.ts'
import { insertImport } from './import-store.ts'

/**
 * Imports conversations from a file of ours or of another system. Conversations that were imported before stay
 * unchanged.
 */
export const startImport = command({
  name: 'import.start',
  permission: 'conversation:import',
  input: StartImport,
  output: Import,
  async run({ tx, scope, enqueue }, { fileId, projectId }) {
    const file = await requireFile(tx, scope, fileId)
    if (projectId) await requireProject(tx, scope, projectId, 'editor')
    if (!readable.has(file.media_type))
      throw invalidInput('fileId: only JSON, or a ZIP archive that contains it, can be imported')
    const row = await insertImport(tx, {
      tenant_id: scope.tenantId,
      id: uuidv7(),
      owner_id: actorId(scope),
      file_id: file.id,
      file_name: file.name,
      project_id: projectId ?? null,
    })
    enqueue(importRun, { importId: row.id })
    return toImport(row)
  },
})

const readable = new Set(['application/json', 'application/zip', 'text/plain'])
