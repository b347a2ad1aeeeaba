import { z } from 'zod'
import { FileLimits, ChangeFileLimits } from '#contract/shapes/file.ts'
import { quotaLeft } from '#features/tenants/index.ts'
import { type QueryContext, query, command } from '#kernel/use-case.ts'
import { limitOf } from './limits.ts'
import { findLimits, putLimits } from './limits-store.ts'

/** Says how large files may be that one sends, before one does. */
export const readFileLimits = query({
  name: 'file-limits.read',
  permission: 'file:write',
  input: z.strictObject({}),
  output: FileLimits,
  run: (context) => showLimits(context),
})

export async function showLimits({ tx, scope }: Pick<QueryContext, 'tx' | 'scope'>): Promise<FileLimits> {
  const [own, storageLeft] = await Promise.all([findLimits(tx), quotaLeft({ tx, scope }, 'storageBytes')])
  return {
    image: limitOf(scope, own, 'image'),
    audio: limitOf(scope, own, 'audio'),
    video: limitOf(scope, own, 'video'),
    document: limitOf(scope, own, 'document'),
    storageLeft,
    own,
  }
}

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
