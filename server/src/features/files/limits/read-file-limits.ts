import { z } from 'zod'
import { FileLimits } from '#contract/shapes/file.ts'
import { quotaLeft } from '#features/tenants/index.ts'
import { type QueryContext, query } from '#kernel/use-case.ts'
import { limitOf } from './limits.ts'
import { findLimits } from './limits-store.ts'

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
