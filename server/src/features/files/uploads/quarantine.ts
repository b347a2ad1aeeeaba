import { z } from 'zod'
import { id } from '#contract/ids.ts'
import { insertFile } from '#features/conversations/index.ts'
import type { Ports } from '#kernel/ports.ts'
import type { Scope } from '#kernel/scope.ts'
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
    await insertFile(tx, scope, file, threat)
    emit({ type: 'file.quarantined', payload: { fileId: file.fileId, name: file.name, threat } })
  },
})
