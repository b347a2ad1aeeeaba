import type { FileKind, FileLimits } from '#contract/shapes/file.ts'
import type { Scope } from '#kernel/scope.ts'
import type { Reader, Transaction } from '#platform/database/open.ts'

export const fileKinds: readonly FileKind[] = ['image', 'audio', 'video', 'document']

export type OwnLimits = FileLimits['own']

const unset: OwnLimits = { image: null, audio: null, video: null, document: null }

/** The limits that the tenant has set. */
export async function findLimits(tx: Reader): Promise<OwnLimits> {
  const row = await tx.selectFrom('file_limits').selectAll().executeTakeFirst()
  if (!row) return unset
  const { image_bytes: image, audio_bytes: audio, video_bytes: video, document_bytes: document } = row
  return { image, audio, video, document }
}

export async function putLimits(tx: Transaction, { tenantId }: Scope, limits: OwnLimits): Promise<void> {
  const columns = {
    image_bytes: limits.image,
    audio_bytes: limits.audio,
    video_bytes: limits.video,
    document_bytes: limits.document,
  }
  await tx
    .insertInto('file_limits')
    .values({ tenant_id: tenantId, ...columns })
    .onConflict((on) => on.column('tenant_id').doUpdateSet(columns))
    .execute()
}
