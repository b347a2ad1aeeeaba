import { sealableText } from '#platform/database/sealable.ts'
import { z } from 'zod'
import { id } from '#contract/ids.ts'
import type { Ports } from '#kernel/ports.ts'
import { actorId, type Scope } from '#kernel/scope.ts'
import { storableText } from '#kernel/storable.ts'
import { command } from '#kernel/use-case.ts'

const Infected = z.strictObject({
  fileId: id('file'),
  name: z.string(),
  mediaType: z.string(),
  sizeBytes: z.int(),
  sha256: z.string(),
  blobKey: z.string(),
  threat: z.string(),
})
type Infected = z.output<typeof Infected>

/** Puts a file where nobody reads it and only whoever runs the server finds it, and notes what it was. */
export async function quarantineFile(scope: Scope, { blobs }: Ports, file: Infected): Promise<void> {
  const blobKey = `quarantine/${scope.tenantId}/${file.fileId}`
  await blobs.write(blobKey, await blobs.open(file.blobKey), file.sizeBytes)
  await noteInfected(scope, { ...file, blobKey })
}

/** Part of `uploadFile`. */
const noteInfected = command({
  name: 'file.quarantine',
  runsAgain: true,
  permission: 'file:write',
  input: Infected,
  async run({ tx, scope, emit }, file): Promise<void> {
    const threat = storableText(file.threat).slice(0, 200)
    await tx
      .insertInto('files')
      .values({
        tenant_id: scope.tenantId,
        id: file.fileId,
        owner_kind: scope.actor.kind,
        owner_id: actorId(scope),
        name: sealableText(file.name),
        media_type: file.mediaType,
        size_bytes: file.sizeBytes,
        sha256: file.sha256,
        blob_key: file.blobKey,
        quarantined_at: scope.app.now(),
        threat,
      })
      .execute()
    emit({ type: 'file.quarantined', payload: { fileId: file.fileId, name: file.name, threat } })
  },
})
