import { ChangeFileLimits, FileLimits } from '#contract/shapes/file.ts'
import { command } from '#kernel/use-case.ts'
import { findLimits, putLimits } from './limits-store.ts'
import { showLimits } from './read-file-limits.ts'

/** Sets how large files may be that people of the tenant send; those that are there stay. */
export const changeFileLimits = command({
  name: 'file-limits.change',
  permission: 'tenant:manage',
  input: ChangeFileLimits,
  output: FileLimits,
  async run({ tx, scope, emit }, changes) {
    const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))
    await putLimits(tx, scope, { ...(await findLimits(tx)), ...given })
    emit({ type: 'file-limits.changed', payload: {} })
    return showLimits({ tx, scope })
  },
})
