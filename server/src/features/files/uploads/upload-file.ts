import { Readable } from 'node:stream'
import { uuidv7 } from 'uuidv7'
import { z } from 'zod'
import { id } from '#contract/ids.ts'
import { File } from '#contract/shapes/file.ts'
import { insertFile, toFile } from '#features/conversations/index.ts'
import { lockUnblocked } from '#features/people/index.ts'
import { requireQuota } from '#features/tenants/index.ts'
import { invalidInput } from '#kernel/fault.ts'
import { command, flow } from '#kernel/use-case.ts'
import type { Ports } from '#kernel/ports.ts'
import type { Scope } from '#kernel/scope.ts'
import { storableText } from '#kernel/storable.ts'
import { kindOf } from '../limits/file-kind.ts'
import { largest, requireSize, requireStorageQuota } from '../limits/limits.ts'
import { readFileLimits } from '../limits/file-limits.ts'
import { detectMediaType } from './media-type.ts'

const UploadFile = z.strictObject({
  name: z.string().max(1_000),
  content: z.instanceof(Readable),
  announcedBytes: z.int().min(0).optional(),
})

/** Takes a file in. Its type is read from its content; its name is only a label. */
export const uploadFile = flow({
  name: 'file.upload',
  permission: 'file:write',
  input: UploadFile,
  output: File,
  async run({ scope, ports }, { name, content, announcedBytes = 0 }) {
    const limits = await readFileLimits(scope, {})
    requireStorageQuota(limits, announcedBytes)
    const fileId = uuidv7()
    const blobKey = `uploads/${scope.tenantId}/${fileId}`
    const { sizeBytes, sha256 } = await ports.blobs.write(blobKey, content, largest(limits))
    try {
      if (sizeBytes === 0) throw invalidInput('The file is empty.')
      const bytes = await ports.blobs.read(blobKey)
      const mediaType = await detectMediaType(bytes, name)
      requireSize(limits, { kind: kindOf(mediaType), sizeBytes })
      const threat = (await ports.scanner?.scan(bytes, scope.signal)) ?? null
      const file = { fileId, name: cleanName(name), mediaType, sizeBytes, sha256, blobKey }
      if (threat === null) return await recordFile(scope, file)
      await quarantineFile(scope, ports, { ...file, threat })
      throw invalidInput(
        'The virus scanner found a threat in the file. The file was quarantined and not sent.',
      )
    } catch (error) {
      await ports.blobs.remove(blobKey)
      throw error
    }
  },
})

/** Stores an upload. */
export const recordFile = command({
  name: 'file.record',
  runsAgain: true,
  permission: 'file:write',
  input: z.strictObject({
    fileId: id('file'),
    name: z.string(),
    mediaType: z.string(),
    sizeBytes: z.int(),
    sha256: z.string(),
    blobKey: z.string(),
  }),
  async run({ tx, scope, emit }, file) {
    await lockUnblocked(tx, scope)
    await requireQuota({ tx, scope }, { storageBytes: file.sizeBytes })
    const row = await insertFile(tx, scope, file)
    emit({ type: 'file.uploaded', payload: { fileId: row.id } })
    return toFile(row)
  },
})

/** A label without folders, control characters or directional tricks; never used as a path. */
const cleanName = (name: string): string =>
  (name.split(/[\\/]/).at(-1) ?? '')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '')
    .trim()
    .slice(0, 255) || 'file'

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

/** Quarantines a file where only the server's operator finds it, and records what it was. */
async function quarantineFile(scope: Scope, { blobs }: Ports, file: Infected): Promise<void> {
  const blobKey = `quarantine/${scope.tenantId}/${file.fileId}`
  await blobs.write(blobKey, await blobs.open(file.blobKey), file.sizeBytes)
  await noteInfected(scope, { ...file, blobKey })
}

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
