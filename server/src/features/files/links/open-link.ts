import { z } from 'zod'
import { OpenFileLink } from '#contract/shapes/file.ts'
import { entrustedScope, refuseSuspended } from '#features/access/index.ts'
import { downloadFile, locateFile } from '../read-file.ts'
import { notFound } from '#kernel/fault.ts'
import { flow } from '#kernel/use-case.ts'
import { isSignedLink } from '#platform/crypto/link-signature.ts'
import { thumbnailOf } from '../pictures/show-thumbnail.ts'
import { signedFacts } from './link.ts'

/** Serves a file to the holder of its link, while it is valid. */
export const openFileLink = flow({
  name: 'file.open-link',
  permission: 'public',
  input: OpenFileLink.extend({ range: z.string().max(100).optional() }),
  async run({ scope, ports }, { fileId, form, tenantId, until, signature, range }) {
    const { app } = scope
    const isGood =
      isSignedLink(app.vault.linkKey, signedFacts({ tenantId, fileId, form, until }), signature) &&
      until * 1_000 > app.now().getTime()
    // The same message whether it never existed, expired, or its file is gone.
    if (!isGood) throw notFound('file')
    await refuseSuspended(app, tenantId)
    const inside = entrustedScope(scope, tenantId, { kind: 'system', id: null, name: 'file link' })
    if (form === 'content') return downloadFile(inside, { fileId, ...(range !== undefined && { range }) })
    const { blobKey, ...file } = await locateFile(inside, fileId)
    const content = await thumbnailOf(ports, { blobKey, mediaType: file.mediaType }, scope.signal)
    return { file: { ...file, mediaType: 'image/webp', sizeBytes: content.length }, range: null, content }
  },
})
